import { nameOf } from '../glossary.ts';
import { inEachLanguage, text } from './bilingual.ts';
import { entriesInEnglish } from './register-words.ts';

/** Texts of the list of a handover (交接清单), which the three people sign. */
const sheetTexts = {
  title: text('印章岗位交接清单', 'Handover of the post of seal keeper'),
  notice: text(
    (number: string) => `编号 ${number}`,
    (number) => `Number ${number}`,
  ),
  fileName: text('交接清单', 'handover'),
  facts: text('交接事项', 'What is handed over'),
  post: text('岗位', 'Post'),
  reason: text('交接原因', 'Reason'),
  started: text('开始时间', 'Begun'),
  completed: text('办结时间', 'Completed'),
  from: nameOf('handingOver'),
  to: nameOf('takingOver'),
  witness: nameOf('witness'),
  keys: text('USB Key 与印章', 'USB keys and seals'),
  key: text('USB Key（序列号）', 'USB key (serial number)'),
  seals: text('印章', 'Seals'),
  state: text('归还与口令', 'Return and PIN'),
  returned: text('已归还', 'returned'),
  taken: text(
    (user: string) => `未归还，在 ${user} 处`,
    (user) => `not returned, with ${user}`,
  ),
  pinChanged: text(
    (time: string) => `口令已由接收人修改：${time}`,
    (time) => `PIN changed by the receiver: ${time}`,
  ),
  pinKept: text('口令未修改', 'PIN not changed'),
  remark: text(
    (reason: string) => `说明：${reason}`,
    (reason) => `Remark: ${reason}`,
  ),
  noKeys: text('没有 USB Key。', 'No USB key.'),
  presets: text('预设', 'Presets'),
  presetFile: text(
    (name: string) => `以上预设已导出为文件：${name}`,
    (name) => `These presets were exported to the file ${name}.`,
  ),
  noPresets: text('没有预设。', 'No presets.'),
  approvals: text('未完结的用印申请', 'Requests for approval that are open'),
  approval: text('编号', 'Number'),
  applicant: nameOf('applicant'),
  purpose: text('用途', 'Purpose'),
  approvalState: text('状态', 'State'),
  approvalStates: {
    underReview: text('待审批', 'to be decided'),
    approved: text('已批准，待盖章', 'approved, to be sealed'),
  },
  openFiles: text(
    (count: number) => `${count} 份未盖`,
    (count) => `${count === 1 ? '1 file' : `${count} files`} not sealed`,
  ),
  standings: {
    free: text('由接收人继续办理', 'The receiver goes on with it'),
    samePerson: text(
      '接收人是申请人或审批人，依规则不能由其盖章：须另行申请',
      'The receiver applied or decided, so by the rules may not seal by it: ask anew',
    ),
    unsettled: text('上次盖章中断，须先查明', 'Sealing was interrupted: look into that first'),
  },
  approvalsStay: text(
    '审批只写明用印单位、文件和印章，不写明保管人：留在本机，由接收人继续使用。',
    'An approval names enterprise, file and seal, and no keeper: it stays on this computer, where the receiver uses it.',
  ),
  noApprovals: text('没有未完结的申请。', 'No open requests.'),
  register: nameOf('register'),
  registerSize: text(
    (count: number) => `本机台账截至交接共 ${count} 条，随岗位移交，不得删改。`,
    (count) =>
      `The register of this computer has ${entriesInEnglish(count)} at the handover. It stays with the post and is not to be altered.`,
  ),
  pinNever: text(
    '保护口令不写入本清单，由接收人自行修改并保管。',
    'PINs are not on this list: the receiver sets and keeps them.',
  ),
  signatures: text('签字', 'Signatures'),
  role: text('身份', 'Role'),
  name: text('姓名', 'Name'),
  signature: text('签字', 'Signature'),
  day: text('日期', 'Date'),
  page: text(
    (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
    (page, pages) => `Page ${page} of ${pages}`,
  ),
};

export const handoverSheetTexts = inEachLanguage(sheetTexts);
