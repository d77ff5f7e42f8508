import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of loss reports, of their withdrawal and of the notice to counterparts. */
export const lossTexts = {
  title: text('挂失印章', 'Report a lost seal'),
  intro: text(
    '提交后，所选印章在本机立即停用，离线也有效；联网后送达平台。不需要 USB Key 和口令。',
    'The chosen seals are suspended on this computer at once, also offline; the platform is told as soon as it can be reached. No USB key and no PIN is needed.',
  ),
  choose: text('丢失的印章', 'Lost seals'),
  chooseHint: text(
    'USB Key 丢失时，请选中 Key 里的全部印章。',
    'If a USB key is lost, choose every seal on it.',
  ),
  other: text('其他印章（本机没有记录）', 'Another seal (not known here)'),
  sealName: text('印章名称', 'Name of the seal'),
  sealNumber: text('印章编号（不知道可不填）', 'Number of the seal (if known)'),
  holderName: text('持有人（单位全称）', 'Holder (full name)'),
  holderCode: text('统一社会信用代码（不知道可不填）', 'Unified social credit code (if known)'),
  codeOdd: text(
    '统一社会信用代码一般为 18 位，请核对。',
    'A unified social credit code usually has 18 characters; please check.',
  ),
  onKey: text(
    (serial: string) => `USB Key ${serial}`,
    (serial) => `USB key ${serial}`,
  ),
  noKey: text('不知道在哪个 USB Key 里', 'On a USB key that is not known here'),
  chooseAll: text(
    (count: number) => `选中这个 Key 的全部 ${count} 枚`,
    (count) => `Choose all ${count} of this key`,
  ),
  askAgain: text(
    (count: number) => `确认停用这 ${count} 枚印章？`,
    (count) => `Stop ${count === 1 ? 'this seal' : `these ${count} seals`}?`,
  ),
  confirm: text(
    (count: number) => `确认挂失 ${count} 枚印章`,
    (count) => `Report ${count === 1 ? 'this seal' : `these ${count} seals`} now`,
  ),
  back: text('返回修改', 'Back'),
  left: text(
    (count: number) => `同一个 Key 里还有 ${count} 枚印章没有选中，继续可用。`,
    (count) =>
      `${count === 1 ? 'Another seal' : `Another ${count} seals`} of the same key ${count === 1 ? 'is' : 'are'} not chosen and can still be used.`,
  ),
  leftHint: text(
    'Key 丢失时请返回，选中全部印章。',
    'If the key itself is lost, go back and choose every seal on it.',
  ),
  alreadyLost: text('已挂失', 'reported lost'),
  what: text('情况说明', 'What happened'),
  whatPlaceholder: text('例如：USB Key 于出租车上遗失', 'e.g. USB key left in a taxi'),
  lostAt: text('丢失时间（不知道可不填）', 'When it was lost (if known)'),
  submit: text('立即挂失', 'Report now'),
  warning: text(
    (count: number) => `${count} 枚印章将立即停用。`,
    (count) => `${count === 1 ? '1 seal' : `${count} seals`} will be suspended at once.`,
  ),
  warningFinal: text(
    '没有规定撤回的地区，挂失后只能换领或重新申领。',
    'Where the rules do not provide for withdrawal, only a replacement or a new seal is possible afterwards.',
  ),
  done: text('已挂失，印章已停用。', 'Reported. The seals are suspended.'),
  list: text('挂失登记', 'Loss reports'),
  number: text('编号', 'Number'),
  reported: text('登记', 'Reported'),
  received: text('送达平台', 'Received'),
  state: text('状态', 'State'),
  reason: text('说明', 'What happened'),
  queued: text('等待送达：下次同步时发送', 'Waiting: sent at the next synchronisation'),
  queuedNoPlatform: text(
    '本机没有配置平台，请同时电话告知平台或发证机构',
    'No platform is configured here; please call the platform or the issuer as well',
  ),
  refused: text(
    (title: string) => `平台没有受理：${title}`,
    (title) => `The platform did not accept it: ${title}`,
  ),
  states: {
    unauthorised: text('待核实：核实后平台才受理', 'To be authorised: the platform takes it only then'),
    received: text('挂失申报中，平台尚未决定', 'Received; the platform has not decided'),
    inForce: text('平台已停用', 'Suspended by the platform'),
    rejected: text('平台已驳回，本机仍停用', 'Rejected by the platform; still stopped here'),
    withdrawn: text('已撤回，印章恢复', 'Withdrawn; the seal is restored'),
  },
  decided: text('平台决定', 'Decided'),
  decision: text('平台意见', 'Platform’s decision'),
  authorise: text('去核实', 'Authorise'),
  authoriseTitle: text(
    (number: string) => `核实挂失 ${number}`,
    (number) => `Authorise loss report ${number}`,
  ),
  authoriseIntro: text(
    '平台向单位留存的联系方式发送一次性验证码，核实后受理挂失。请选一个您或同事现在能收到的；本机已经停用，不受影响。',
    'The platform sends a one-time code to a contact that it has on file, and takes the report once it is authorised. Choose one that you or a colleague can read now. The seal is stopped here in any case.',
  ),
  contact: text('验证码发送到', 'Send the code to'),
  contactOption: {
    telephone: text(
      (masked: string) => `电话 ${masked}`,
      (masked) => `telephone ${masked}`,
    ),
    mail: text(
      (masked: string) => `邮箱 ${masked}`,
      (masked) => `mail ${masked}`,
    ),
  },
  sendCode: text('发送验证码', 'Send the code'),
  sendCodeAgain: text('重新发送', 'Send another'),
  codeSent: text(
    (masked: string, until: string, tries: number) =>
      `验证码已发送到 ${masked}，${until} 前有效，还可以试 ${tries} 次。`,
    (masked, until, tries) =>
      `The code was sent to ${masked}. It is good until ${until}; ${tries === 1 ? '1 try is' : `${tries} tries are`} left.`,
  ),
  code: text('六位验证码', 'Six-digit code'),
  authoriseSubmit: text('核实并提交', 'Authorise'),
  noContacts: text(
    '平台没有查到这枚印章留存的联系方式，请致电平台，由工作人员核实。',
    'The platform has no contact on file for this seal; please call it and have an officer confirm.',
  ),
  byTelephone: text(
    '收不到验证码的，请致电平台，由工作人员电话核实，然后同步。',
    'If nobody can receive a code, call the platform, have an officer confirm, and synchronise.',
  ),
  withdrawal: text('撤回', 'Withdrawal'),
  withdrawalStates: {
    queued: text('等待送达平台', 'waiting to be sent'),
    underReview: text('平台审核中', 'under review by the platform'),
    approved: text('已批准', 'approved'),
    rejected: text('已驳回', 'rejected'),
  },
  stillBlocked: text(
    '平台批准撤回之前，印章仍然停用。',
    'The seal stays suspended until the platform approves the withdrawal.',
  ),
  noWithdrawal: text(
    '本地区的规定没有挂失的撤回。需要用印的，请申请换领或重新申领。',
    'The rules of this jurisdiction do not provide for withdrawal. Apply for a replacement or a new seal to go on sealing.',
  ),
  withdraw: text('申请撤回', 'Ask for withdrawal'),
  withdrawTitle: text(
    (number: string) => `撤回挂失 ${number}`,
    (number) => `Withdraw loss report ${number}`,
  ),
  withdrawReason: text('撤回理由', 'Why it is withdrawn'),
  withdrawPlaceholder: text(
    '例如：USB Key 已找回，未离开本单位人员保管',
    'e.g. the USB key was found and never left our staff',
  ),
  withdrawSubmit: text('提交撤回申请', 'Send the request'),
  lift: text('解除本机停用', 'Lift the suspension here'),
  notice: text('告知相对方', 'Tell counterparts'),
  noticeTitle: text('告知相对方', 'Tell counterparts'),
  noticeIntro: text(
    (months: number) =>
      `下面是按台账近 ${months} 个月的相对方拟好的告知函，请核对后自行发送；本程序不会替您发送。`,
    (months) =>
      `A notice drafted from the counterparts of the last ${months} months in the register. Check it and send it yourself; this program sends nothing.`,
  ),
  noCounterparts: text(
    '台账里没有记录这枚印章的相对方，请自行补充。',
    'The register names no counterparts for this seal; please add them.',
  ),
  months: text('期间', 'Period'),
  monthOption: text(
    (months: number) => `近 ${months} 个月`,
    (months) => `last ${months} months`,
  ),
};
