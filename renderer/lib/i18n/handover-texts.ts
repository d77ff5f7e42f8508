import { nameOf } from '../../../electron/shared/glossary.ts';
import { text } from '../../../electron/shared/texts/bilingual.ts';
import { entriesInEnglish } from '../../../electron/shared/texts/register-words.ts';

/** Texts of the handover of the post of a keeper of seals (岗位交接). */
export const handoverTexts = {
  title: nameOf('postHandover'),
  open: text('岗位交接…', 'Hand over the post…'),
  openHint: text(
    '保管人换人时：归还 Key、修改口令、移交预设和未完结的申请，生成三方签字的交接清单。',
    'When the keeper changes: keys returned, PINs changed, presets and open requests handed over, with a list that three people sign.',
  ),
  intro: text(
    '三方到场后开始。从这时起，接收人要亲自修改每个 USB Key 的口令，移交人原来的口令随即作废。',
    'Begin when all three are there. From now on the receiver sets a new PIN for every USB key, and the former PINs no longer work.',
  ),
  from: nameOf('handingOver'),
  to: nameOf('takingOver'),
  witness: nameOf('witness'),
  post: text('岗位', 'Post'),
  usualPost: text('印章保管人', 'Keeper of seals'),
  reason: text('交接原因', 'Reason'),
  keys: text('移交的 USB Key', 'USB keys that change hands'),
  keysHint: text('请插上要移交的全部 USB Key。', 'Plug in every USB key that changes hands.'),
  noKeys: text(
    '没有插入 USB Key；请先插上要移交的 Key。',
    'No USB key is plugged in; plug in those that change hands first.',
  ),
  noHandedKeys: text('这次交接没有 USB Key。', 'This handover is without USB keys.'),
  begin: text('开始交接', 'Begin'),
  guide: text(
    (number: string) => `岗位交接 ${number}`,
    (number) => `Handover ${number}`,
  ),
  underWay: text(
    (number: string) => `岗位交接 ${number} 进行中`,
    (number) => `Handover ${number} is under way`,
  ),
  people: text(
    (from: string, to: string, witness: string) => `${from} → ${to}，监交人 ${witness}`,
    (from, to, witness) => `${from} → ${to}, witnessed by ${witness}`,
  ),
  keysLeft: text(
    (count: number) => `还有 ${count} 个 USB Key 没有交接清楚。`,
    (count) => `${count === 1 ? '1 USB key is' : `${count} USB keys are`} not handed over yet.`,
  ),
  goOn: text('继续办理', 'Go on'),
  returned: text('已归还，在保管人处', 'With the keeper'),
  taken: text(
    (user: string) => `未归还，在 ${user} 处`,
    (user) => `Not returned, with ${user}`,
  ),
  recordReturn: text('登记归还', 'Record the return'),
  pinKept: text('口令还没有由接收人修改', 'The receiver has not changed the PIN'),
  pinChanged: text(
    (minute: string) => `口令已修改 ${minute}`,
    (minute) => `PIN changed ${minute}`,
  ),
  changePin: text('由接收人修改口令', 'Have the receiver change the PIN'),
  remark: text(
    (label: string) => `${label} 未完成的原因（写入清单）`,
    (label) => `Why ${label} is left as it is (stands on the list)`,
  ),
  remarkPlaceholder: text(
    '例如：口令须向平台申请修改，已提交',
    'Such as: the PIN change waits for the platform',
  ),
  others: text('一并移交', 'Handed over with it'),
  presets: text('预设', 'Presets'),
  approvals: text('未完结的用印申请', 'Open requests for approval'),
  approval: text(
    (number: string, purpose: string, open: number) => `${number} · ${purpose} · ${open} 份未盖`,
    (number, purpose, open) =>
      `${number} · ${purpose} · ${open === 1 ? '1 file' : `${open} files`} not sealed`,
  ),
  register: nameOf('register'),
  registerSize: text(
    (count: number) => `共 ${count} 条，留在本机`,
    (count) => `${entriesInEnglish(count)}, which stay on this computer`,
  ),
  none: text('无', 'None'),
  complete: text('办结并生成交接清单', 'Complete and write the list'),
  completeHint: text(
    '办结后生成交接清单（PDF），打印后三方签字，或打开清单盖章；预设另存为文件，放在清单旁边。',
    'The list becomes a PDF: print it for three signatures, or open and seal it. The presets are saved in a file beside it.',
  ),
  leftHint: text(
    '每个 USB Key 都归还并改了口令，或写明原因后，才能办结。',
    'It can be completed once every USB key is returned and has a new PIN, or the reason is given.',
  ),
  later: text('以后再办', 'Later'),
  drop: text('取消这次交接', 'Drop this handover'),
  completed: text(
    (number: string, files: string) => `岗位交接 ${number} 已办结并记入台账。文件：${files}`,
    (number, files) => `Handover ${number} is completed and in the register. Files: ${files}`,
  ),
};
