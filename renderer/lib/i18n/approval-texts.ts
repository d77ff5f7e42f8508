import { nameOf } from '../../../electron/shared/glossary.ts';
import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of approvals (用印审批). */
export const approvalTexts = {
  tab: text('审批', 'Approvals'),
  title: text('用印审批', 'Approvals'),
  needed: text(
    (clause: string) => `使用这枚印章须先经审批（${clause}）。请申请用印，审批人同意后从“审批”里打开盖章。`,
    (clause) =>
      `This seal may be used with an approval only (${clause}). Request approval; once the approver has agreed, open the file from Approvals to seal it.`,
  ),
  ask: text('申请用印', 'Request approval'),
  listTitle: text('用印申请', 'Requests'),
  groups: {
    toDecide: text('待审批', 'To decide'),
    toSeal: text('可盖章', 'Ready to seal'),
    over: text('已结束', 'Closed'),
  },
  empty: text('还没有用印申请', 'No requests yet'),
  emptyHint: text(
    '申请人打开文件、放好印章后点“申请用印”；收到申请文件的，点“导入申请文件”。',
    'The applicant opens a file, puts the seal and presses Request approval. If you received a request file, press Import request file.',
  ),
  import: text('导入申请文件', 'Import request file'),
  state: {
    underReview: text('待审批', 'Waiting for a decision'),
    approved: text('已同意，可盖章', 'Approved, ready to seal'),
    rejected: text('已驳回', 'Rejected'),
    withdrawn: text('已撤回', 'Withdrawn'),
    expired: text('已过期', 'Expired'),
    used: text('已全部盖章', 'All sealed'),
  },
  itemState: {
    open: text('未盖章', 'Not sealed'),
    unsettled: text('上次盖章中断', 'Sealing was interrupted'),
    used: text('已盖章', 'Sealed'),
  },
  summary: text(
    (file: string, count: number) => (count === 1 ? file : `${file} 等 ${count} 份`),
    (file, count) => (count === 1 ? file : `${file} and ${count - 1} more`),
  ),
  back: text('返回列表', 'Back to the list'),
  number: text('申请编号', 'Number'),
  enterprise: text('用印单位', 'Enterprise'),
  applicant: nameOf('applicant'),
  purpose: text('用途', 'Purpose'),
  counterpart: nameOf('counterpart'),
  requestedAt: text('申请时间', 'Requested'),
  validUntil: text('有效期至', 'Valid until'),
  digest: text('申请的 SM3', 'SM3 of the request'),
  size: text('大小', 'Size'),
  pages: text(
    (count: number) => `${count} 页`,
    (count) => `${count} ${count === 1 ? 'page' : 'pages'}`,
  ),
  sm3: text('文件 SM3', 'SM3 of the file'),
  seal: text('印章', 'Seal'),
  place: text('盖章位置', 'Place'),
  beside: text('随章内容', 'Beside the seal'),
  picture: text(
    '手写签名图片（不是电子签名）',
    'Picture of a handwritten signature (no electronic signature)',
  ),
  pictureMissing: text(
    '签名图片不在本机。请导入申请人保存的申请文件（内含图片），或选择图片文件，须与申请所列的完全一致。',
    'The signature picture is not on this computer. Import the request file that the applicant saved, which holds it, or choose the picture: it must be the very one that the request names.',
  ),
  choosePicture: text('选择签名图片', 'Choose the picture'),
  items: text(
    (count: number) => `文件（${count} 份）`,
    (count) => `Files (${count})`,
  ),
  view: text('查看文件', 'Look at the file'),
  choose: text('选择文件', 'Choose the file'),
  sealItem: text('盖章', 'Seal'),
  sealedSm3: text('盖章后 SM3', 'SM3 after sealing'),
  decision: text('审批意见', 'Decision'),
  outcome: {
    approved: text('同意', 'Approved'),
    rejected: text('驳回', 'Rejected'),
  },
  approver: nameOf('approver'),
  decidedAt: text('审批时间', 'Decided'),
  comment: text('意见', 'Comment'),
  certificate: text('签名证书', 'Signed with'),
  paper: text('纸质审批', 'On paper'),
  paperNumber: text('审批单编号', 'Number of the approval form'),
  paperDate: text('审批日期', 'Date of approval'),
  scan: text('扫描件', 'Scan'),
  scanSm3: text('扫描件 SM3', 'SM3 of the scan'),
  export: text('保存申请文件', 'Save request file'),
  exported: text(
    '已保存。请把申请文件和所列的 PDF 一起发给对方。',
    'Saved. Send the request file together with the PDFs that it lists.',
  ),
  onePerson: text(
    (roles: readonly string[]) => `一人兼任：${roles.join('、')}`,
    (roles) => `One person is ${roles.join(' and ')}`,
  ),
  roles: {
    applicant: nameOf('applicant'),
    approver: nameOf('approver'),
    keeper: nameOf('keeper'),
  },
  usedOffline: text(
    '离线使用，下次同步时核对这份审批有没有在别处用过。',
    'Used offline. The next synchronisation finds out whether this approval was used elsewhere.',
  ),
  usedElsewhere: text(
    (time: string) => `${time} 已在另一台电脑（或本机恢复备份之前）登记使用。`,
    (time) => `Claimed at ${time} by another computer, or by this one before a backup was restored.`,
  ),
  usedTwice: text('这份审批被用了两次', 'This approval was used twice'),
  usedTwiceHint: text(
    '请两台电脑的保管人核对，确定哪一份有效，另一份在台账里登记作废。',
    'Let the keepers of both computers decide which one stands, and record the other as void in the register.',
  ),
  useAt: text(
    (time: string, sm3: string) => `${time} · 盖章后 SM3 ${sm3}`,
    (time, sm3) => `${time} · SM3 after sealing ${sm3}`,
  ),
  giveBackHint: text(
    '平台上留有这份文件的使用登记，可在本机重试。要改由另一台电脑盖章的，写明核对的情况后退回登记。',
    'The platform holds a claim for this file, which serves a retry here. To seal on another computer, say what you checked and give the claim back.',
  ),
  giveBack: text('确认没有盖成，退回登记', 'Nothing was sealed: give the claim back'),
  noKeepingApart: text(
    '签署意见的证书就是盖章用的证书：审批人与保管人最好不是同一人。',
    'The decision is signed with the certificate that seals: approver and keeper should not be the same person.',
  ),
  problem: text('随申请带来的审批意见未被接受', 'The decision that came with the request was not accepted'),
  requestTitle: text('申请用印', 'Request approval'),
  requestHint: text(
    '把要盖章的文件逐一放好印章并列入，填写用途后提交，由审批人就这些文件作出决定。',
    'Put the seal on each file and add it, say what it is for, and submit: the approver decides on exactly these files.',
  ),
  inRequest: text(
    (count: number) => `已列入 ${count} 份文件`,
    (count) => `${count} ${count === 1 ? 'file' : 'files'} listed`,
  ),
  removeItem: text(
    (file: string) => `移除 ${file}`,
    (file) => `Remove ${file}`,
  ),
  addAnother: text('再列入一份文件', 'Add another file'),
  validDays: text('有效天数', 'Days it is valid'),
  submit: text('提交申请', 'Submit'),
  discard: text('放弃申请', 'Discard the request'),
  decideTitle: text('审批', 'Decide'),
  decideHint: text(
    '请先逐份查看文件。同意的是这些文件本身：内容有任何变化，都要重新申请。',
    'Look at every file first. Approval covers these exact files: any change to them needs a new request.',
  ),
  decideAs: text(
    (outcome: string) => `审批：${outcome}`,
    (outcome) => `Decide: ${outcome}`,
  ),
  approve: text('同意', 'Approve'),
  reject: text('驳回', 'Reject'),
  key: text('用哪个 Key 签署', 'Key to sign with'),
  noKey: text(
    '没有插入 USB Key。请插入审批人的 Key 后签署意见，或登记纸质审批。',
    'No USB key is plugged in. Plug in the approver’s key to sign the decision, or record a paper approval.',
  ),
  signAs: {
    approved: text('签署并同意', 'Sign and approve'),
    rejected: text('签署并驳回', 'Sign and reject'),
  },
  pin: nameOf('pin'),
  working: text('USB Key 正在签署…', 'The USB key is signing…'),
  send: text('发送到平台', 'Send to the platform'),
  sent: text('平台已收到这个申请。', 'The platform has received this request.'),
  undelivered: text(
    '审批意见还没有送到平台，申请人暂时看不到。',
    'The decision has not reached the platform, so the applicant does not see it yet.',
  ),
  deliver: text('把意见送到平台', 'Send the decision to the platform'),
  fetch: text('从平台更新', 'Update from the platform'),
  fetched: text(
    (count: number) => (count === 0 ? '平台上没有新的进展。' : `平台上有 ${count} 个申请有新的进展。`),
    (count) =>
      count === 0 ? 'The platform has no news.' : `News of ${count} ${count === 1 ? 'request' : 'requests'}.`,
  ),
  conflicts: text(
    (numbers: string) => `平台上的申请 ${numbers} 与本机的同号申请内容不同，没有采用。请与申请人核对。`,
    (numbers) =>
      `Request ${numbers} on the platform differs from the one with the same number here and was not accepted. Check with the applicant.`,
  ),
  exchangeHint: text(
    '平台只答复本单位：请用本单位的 USB Key 登录平台。口令只交给 USB Key。',
    'The platform answers the enterprise only: sign in with its USB key. The PIN goes to the key alone.',
  ),
  noHolderKey: text(
    '没有插入 USB Key。请插入本单位的 Key。',
    'No USB key is plugged in. Plug in the key of the enterprise.',
  ),
  confirmExchange: text('登录平台并交换', 'Sign in and exchange'),
  exchanging: text('正在与平台交换…', 'Exchanging with the platform…'),
  recordPaper: text('登记纸质审批', 'Record a paper approval'),
  paperTitle: text('登记纸质审批', 'Record a paper approval'),
  paperHint: text(
    '填写纸质审批单的编号、日期和审批人，并选择扫描件（PDF、JPEG 或 PNG，不超过 20 MB）。扫描件留存在本机，其 SM3 记入台账。',
    'Enter the number, date and approver of the approval form, and choose its scan (PDF, JPEG or PNG up to 20 MB). The scan is kept on this computer, and its SM3 goes into the register.',
  ),
  chooseScan: text('选择扫描件并登记', 'Choose the scan and record'),
  cancel: text('取消', 'Cancel'),
  releaseHint: text(
    '请先查看文件夹和台账里有没有盖好的文件。确认没有盖成的，写明核对的情况后重新开放。',
    'First look for a sealed file in the folder and the register. If there is none, say what you checked and open the item again.',
  ),
  releaseReason: text('核对的情况', 'What was checked'),
  release: text('确认没有盖成，重新开放', 'Nothing was sealed: open again'),
  placeHere: text(
    (seal: string) => `拟盖${seal}处`,
    (seal) => `Where ${seal} is to go`,
  ),
  bound: text(
    (id: string) => `按审批 ${id} 盖章`,
    (id) => `Sealing under approval ${id}`,
  ),
  boundHint: text(
    '印章、位置、用途已经审批，不能更改。',
    'Seal, place and purpose were approved and cannot be changed.',
  ),
  leave: text('放弃按审批盖章', 'Stop sealing under this approval'),
  differs: text('与审批的不同之处', 'What differs from the approval'),
  aspect: {
    content: text('文件 SM3', 'SM3 of the file'),
    size: text('大小（字节）', 'Size (bytes)'),
    pages: text('页数', 'Pages'),
    seal: text('印章', 'Seal'),
    place: text('盖章位置', 'Place'),
    beside: text('随章内容', 'Beside the seal'),
  },
  approvedValue: text('审批的', 'Approved'),
  foundValue: text('现在的', 'Now'),
};
