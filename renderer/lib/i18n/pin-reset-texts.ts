import { nameOf } from '../../../electron/shared/glossary.ts';
import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of applications for a PIN reset (保护口令重置). */
export const pinResetTexts = {
  apply: {
    reset: text('申请重置口令', 'Apply for a PIN reset'),
    change: text('申请修改口令', 'Apply to change the PIN'),
  },
  lockedByPlatform: text(
    '没有解锁码：在线向平台申请重置。需要申请人的身份证件，批准后由持有人自己设置新口令，密钥和印章不变。',
    'No unlock code: apply to the platform for a reset. It takes the applicant’s identity paper; once approved, the holder sets the new PIN alone. The key and the seals stay the same.',
  ),
  unconnectedTitle: text('忘记保护口令', 'The PIN is forgotten'),
  unconnectedCode: text(
    '不要反复试口令，输错次数用完后 Key 会锁定。手头有解锁码（管理员 PIN）的，可在“USB Key 与口令”用解锁码重设口令。',
    'Do not try PINs: the key locks after too many wrong ones. Whoever has the unlock code (SO PIN) can set a new PIN with it under “USB keys and PINs”.',
  ),
  underWay: text(
    (number: string) => `已有申请 ${number}，请在“办理”中继续。`,
    (number) => `Application ${number} is under way: go on with it under “Requests”.`,
  ),
  title: {
    reset: text('申请重置保护口令', 'Apply for a PIN reset'),
    change: text('申请修改保护口令', 'Apply to change the PIN'),
  },
  intro: {
    reset: text(
      '提交后由平台审核。批准后在这里插入 USB Key，自己设置新口令；平台和本机都不知道新口令。',
      'The platform decides. Once it has approved, insert the USB key here and set the new PIN yourself; neither platform nor computer knows it.',
    ),
    change: text(
      '本地区规定修改口令须先申请。批准后在这里插入 USB Key，自己设置新口令。',
      'The rules here require an application for every PIN change. Once it is approved, insert the USB key here and set the new PIN yourself.',
    ),
  },
  key: nameOf('token'),
  keyOf: text(
    (label: string, serial: string) => `${label} · ${serial}`,
    (label, serial) => `${label} · ${serial}`,
  ),
  seal: text('印章', 'Seal'),
  anySeal: text('不指明', 'None in particular'),
  holder: text('持有人（单位或个人名称）', 'Holder (enterprise or person)'),
  holderCode: text('统一社会信用代码（不知道可不填）', 'Unified social credit code (if known)'),
  applicant: nameOf('applicant'),
  reason: text('申请原因', 'Reason'),
  reasonPlaceholder: {
    reset: text('例如：多次输错，口令已锁定', 'Such as: mistyped too often, the PIN is locked'),
    change: text('例如：保管人变更，须修改口令', 'Such as: another keeper, the PIN must change'),
  },
  papers: text('证明材料', 'Papers'),
  papersHint: text(
    'PDF、JPEG 或 PNG，每份不超过 9 MB。可以拖到这里。',
    'PDF, JPEG or PNG, up to 9 MB each. They can be dropped here.',
  ),
  needed: text('须提供：', 'Needed:'),
  present: text('已添加', 'added'),
  missing: text('未添加', 'not added'),
  kinds: {
    identity: text('申请人身份证件', 'Applicant’s identity paper'),
    businessLicence: text('营业执照', 'Business licence'),
    authorisation: text('授权书', 'Authorisation'),
    officialLetter: text('单位申请函', 'Letter of the enterprise'),
    other: text('其他材料', 'Other paper'),
  },
  kindOf: text(
    (name: string) => `${name} 是`,
    (name) => `${name} is`,
  ),
  add: text('添加材料…', 'Add a paper…'),
  remove: text('移除', 'Remove'),
  removeNamed: text(
    (name: string) => `移除 ${name}`,
    (name) => `Remove ${name}`,
  ),
  watermarkHint: text(
    '材料会转为 PDF，每页加“仅供口令重置”、日期和申请编号的水印，您的原文件不改动。下一步先看，再决定是否提交。',
    'Papers become PDFs with a watermark on every page (仅供口令重置, for a PIN reset only; day and number). Your own files stay as they are. You look first and then decide whether to submit them.',
  ),
  prepare: text('查看将要提交的材料', 'Look at what will be sent'),
  reviewTitle: text(
    (number: string) => `核对并提交申请 ${number}`,
    (number) => `Check and submit application ${number}`,
  ),
  reviewHint: text(
    '平台收到的就是下面这些。核对水印和内容后再提交；材料在平台作出决定后从本机删除。',
    'The platform gets exactly this. Check watermark and content first; the copies on this computer are deleted once it has decided.',
  ),
  paperTitle: text(
    (kind: string, name: string, pages: number) => `${kind} · ${name} · ${pages} 页`,
    (kind, name, pages) => `${kind} · ${name} · ${pages === 1 ? '1 page' : `${pages} pages`}`,
  ),
  pageOf: text(
    (name: string, page: number) => `${name} 第 ${page} 页，已加水印`,
    (name, page) => `${name}, page ${page}, with watermark`,
  ),
  unreadable: text(
    '无法显示这份材料。请撤回申请，换一份文件重新申请。',
    'This paper cannot be shown. Withdraw the application and apply again with another file.',
  ),
  submit: text('提交申请', 'Submit'),
  later: text('以后再提交', 'Submit later'),
  withdraw: text('撤回申请', 'Withdraw'),
  list: text('口令重置申请', 'Applications for a PIN reset'),
  purpose: {
    reset: text('重置口令', 'PIN reset'),
    change: text('修改口令', 'PIN change'),
  },
  number: text('申请编号', 'Application'),
  decision: text('平台意见', 'Platform’s decision'),
  validUntil: text('批准有效至', 'Approved until'),
  checked: text(
    (time: string) => `平台状态截至 ${time}`,
    (time) => `State at the platform as of ${time}`,
  ),
  states: {
    draft: text('未提交', 'Not submitted'),
    underReview: text('审核中', 'Under review'),
    approved: text('已批准', 'Approved'),
    rejected: text('已驳回', 'Rejected'),
    withdrawn: text('已撤回', 'Withdrawn'),
    expired: text('已过期', 'Expired'),
    done: text('已办结', 'Finished'),
  },
  /** The first step of an application in its history. */
  begun: text('已登记', 'Begun'),
  news: text(
    (number: string, state: string) => `口令重置申请 ${number}：${state}。请到“印章”中查看。`,
    (number, state) => `PIN reset ${number}: ${state}. See it under “Seals”.`,
  ),
  refresh: text('刷新状态', 'Refresh'),
  review: text('查看并提交', 'Look and submit'),
  setPin: text('设置新口令', 'Set the new PIN'),
  resume: text('继续', 'Continue'),
  resumeHint: text(
    '新口令已经设置。还差最后一步：更换管理员 PIN 并告知平台，请插入 USB Key 后继续。',
    'The new PIN is set. One step is left: the SO PIN is replaced and the platform told. Insert the USB key and continue.',
  ),
  preparedHint: text(
    '上次设置新口令时中断了，请再设置一次。',
    'Setting the new PIN was interrupted: please set it once more.',
  ),
  finishHint: text(
    '新口令已经启用，只差告知平台；联网后点击继续。',
    'The new PIN is in use; only the platform is to be told. Continue once you are online.',
  ),
  insert: text(
    (serial: string) => `请插入序列号为 ${serial} 的 USB Key。`,
    (serial) => `Insert the USB key with the serial number ${serial}.`,
  ),
  newPinTitle: text(
    (number: string) => `设置新口令（申请 ${number}）`,
    (number) => `Set the new PIN (application ${number})`,
  ),
  newPinHint: text(
    '新口令只由您设置、只有您知道。一次性解锁凭据只在 USB Key 驱动进程中解开，用后即换。',
    'Only you set the new PIN and only you know it. The one-time unlock credential is opened in the USB key’s driver process alone, and replaced after use.',
  ),
  enable: text('启用新口令', 'Use the new PIN'),
  done: text(
    '新口令已启用。请牢记新口令，不要告诉他人。',
    'The new PIN is in use. Remember it and tell nobody.',
  ),
  close: text('知道了', 'Got it'),
};
