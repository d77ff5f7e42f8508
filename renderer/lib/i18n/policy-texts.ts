import { nameOf } from '../../../electron/shared/glossary.ts';
import { text } from '../../../electron/shared/texts/bilingual.ts';
import { reasonTexts } from '../../../electron/shared/texts/reason-texts.ts';

/** Texts of the rules of a jurisdiction, and of what they say about a seal. */
export const policyTexts = {
  enterprise: {
    title: text('本单位的用印规定', 'The enterprise’s own rules'),
    hint: text(
      '管理规定没有写明的，本单位可以自行规定得更严。每次改动都记入台账；放宽须写明原因。',
      'Where the regulation leaves it open, the enterprise may demand more. Every change goes into the register; a looser rule needs a reason.',
    ),
    rules: {
      approval: text('盖章前须经审批', 'Nothing is sealed without an approval'),
      fourEyes: text(
        '申请、审批、盖章由三个人办理（含须经审批）',
        'Three different people apply, approve and seal (includes an approval)',
      ),
      claimedApprovals: text(
        '审批须先在平台登记使用，离线不能按审批盖章',
        'An approval is claimed at the platform first: none is used offline',
      ),
      archiveStamp: text(
        '每次盖章后加归档时间戳，另存一份（取不到时间戳时照常盖章）',
        'An archive time stamp follows every sealing, in a further file (sealing goes on if none is to be had)',
      ),
    },
    sealingHours: text(
      '离线盖章的最长小时数（留空按管理规定）',
      'Hours of sealing without the platform (empty: as the regulation’s profile)',
    ),
    reason: text('原因', 'Reason'),
    reasonNeeded: text('原因（放宽规定，必填）', 'Reason (the rule becomes looser: required)'),
    save: text('保存并记入台账', 'Save and put on record'),
    since: text(
      (time: string, number: number) => `自 ${time} 起，台账第 ${number} 条`,
      (time, number) => `Since ${time}, no. ${number} of the register`,
    ),
    because: text(
      (reason: string) => `原因：${reason}`,
      (reason) => `Reason: ${reason}`,
    ),
  },
  basis: text(
    (clause: string) => `依据：${clause}`,
    (clause) => `Basis: ${clause}`,
  ),
  since: text(
    (day: string) => `自 ${day} 起`,
    (day) => `since ${day}`,
  ),
  said: text(
    (reason: string) => `平台说明：${reason}`,
    (reason) => `The platform says: ${reason}`,
  ),
  reportNumber: text(
    (number: string) => `挂失编号：${number}`,
    (number) => `Loss report ${number}`,
  ),
  replacedBy: text(
    (esId: string) => `新章编码：${esId}`,
    (esId) => `New seal: ${esId}`,
  ),
  listsAsOf: text(
    (time: string) => `列表截至 ${time}`,
    (time) => `lists as of ${time}`,
  ),
  allowedDays: text(
    (days: number) => `最多允许 ${days} 天`,
    (days) => `at most ${days} days are allowed`,
  ),
  clockKnown: text(
    (clock: string, known: string) => `本机时间 ${clock}，已知时间 ${known}`,
    (clock, known) => `clock ${clock}, known time ${known}`,
  ),
  changedFrom: text(
    (from: string, to: string) => `${from} → ${to}`,
    (from, to) => `${from} → ${to}`,
  ),
  enterpriseChecked: text(
    (time: string, name: string, representative: string) =>
      `企业信息核对于 ${time}：${name}，法定代表人 ${representative}`,
    (time, name, representative) => `Enterprise checked ${time}: ${name}, representative ${representative}`,
  ),
  idleMonths: text(
    (months: number) => `${months} 个月未使用`,
    (months) => `not used for ${months} months`,
  ),
  reminders: {
    seal: text(
      (days: number, day: string) => `印章还有 ${days} 天到期（${day}）`,
      (days, day) => `The seal expires in ${days} days (${day})`,
    ),
    certificate: text(
      (days: number, day: string) => `证书还有 ${days} 天到期（${day}）`,
      (days, day) => `The certificate expires in ${days} days (${day})`,
    ),
    sealAndCertificate: text(
      (days: number, day: string) => `印章和证书还有 ${days} 天到期（${day}）`,
      (days, day) => `Seal and certificate expire in ${days} days (${day})`,
    ),
    lists: text(
      (days: number, day: string) => `${days} 天内须与平台同步，否则 ${day} 起暂不能盖章`,
      (days, day) => `Synchronise within ${days} days; otherwise nothing can be sealed from ${day}`,
    ),
    idle: text(
      (days: number, day: string) => `再有 ${days} 天不用，${day} 起按长期未使用处理`,
      (days, day) => `If it stays unused for ${days} more days, it counts as long unused from ${day}`,
    ),
  },
  renewal: {
    open: text(
      (day: string | null) => (day === null ? '现在可以办理续期' : `现在可以办理续期，截止 ${day}`),
      (day) => (day === null ? 'Can be renewed now' : `Can be renewed now, until ${day}`),
    ),
    service: text(
      '到期前由平台办理续期，不必申请',
      'The platform renews it before it expires; no application is needed',
    ),
    notYet: text(
      (day: string) => `${day} 起可以办理续期`,
      (day) => `Can be renewed from ${day}`,
    ),
    closed: text('已过续期期限，需重新申领', 'Too late to renew: apply for a new seal'),
  },
  title: text('管理规定', 'Rules'),
  noPlatform: text('没有配置印章平台', 'No seal platform is configured'),
  noPlatformText: text(
    '没有配置平台时，不适用任何一地的规定：按证书、印章的有效期和信任目录里的撤销列表判断。',
    'Without a platform the rules of no jurisdiction apply: seals are judged by the validity of certificates and seals and by the revocation lists in the trust folder.',
  ),
  unknownProfile: text(
    (id: string) => `找不到规定“${id}”，这个平台的印章暂不能使用。`,
    (id) => `The rules "${id}" are not known here: the seals of this platform cannot be used.`,
  ),
  platform: text('平台', 'Platform'),
  inForce: text('适用的规定', 'Rules that apply'),
  insteadOf: text('原来的规定', 'In place of'),
  insteadOfText: text(
    (title: string, day: string | null) =>
      `${title}：平台签名声明其已失效${day === null ? '' : `（至 ${day}）`}，现按国家办法办理`,
    (title, day) =>
      `${title}: ended${day === null ? '' : ` on ${day}`} by the platform’s signed statement; the national measure applies`,
  ),
  owner: text('印章属于谁', 'Whose seal it is'),
  issuer: text('发布机关', 'Issued by'),
  issuedOn: text('印发日期', 'Dated'),
  textSource: text('依据的材料', 'Known from'),
  secondary: text(
    '公开的答问和解读，未见全文；只引用其中写明的条款',
    'published answers and summaries, not the text itself; only the articles that they name are cited',
  ),
  possiblyLapsed: text('效力', 'Standing'),
  possiblyLapsedText: text(
    (by: string, since: string) =>
      `可能已失效：${by}（${since} 公布）。本程序不作判断，以平台签名的规定为准。`,
    (by, since) =>
      `possibly lapsed: ${by} (published ${since}). This program does not decide that; the platform’s signed statement does.`,
  ),
  number: text('文号', 'Number'),
  period: text('施行时间', 'In force'),
  periodText: text(
    (from: string | null, to: string | null) =>
      from === null ? '未定' : to === null ? `${from} 起` : `${from} 至 ${to}`,
    (from, to) => (from === null ? 'not set' : to === null ? `from ${from}` : `${from} to ${to}`),
  ),
  lapses: text('何时废止', 'Lapses'),
  statuses: {
    draft: text('草案', 'draft'),
    trial: text('试行', 'trial'),
    inForce: text('正式施行', 'in force'),
  },
  standings: {
    draft: text('尚未施行，不是现行法规；平台按此办理', 'not in force and not law; the platform follows it'),
    notYet: text('还没有到施行日', 'not in force yet'),
    inEffect: text('现行有效', 'in effect'),
    ended: text('已过有效期', 'no longer in force'),
  },
  limits: text('离线时限', 'Time offline'),
  limitsText: text(
    (sealing: string, valid: string, late: string) =>
      `列表超过 ${sealing} 不能盖章，超过 ${valid} 验章不再给出“有效”；停用、撤销晚于生效 ${late} 以上才公布的，不使此前的签章无效（本程序的默认值，规定中没有写明）`,
    (sealing, valid, late) =>
      `no sealing with lists older than ${sealing}, no plain "valid" beyond ${valid}; a suspension or revocation published more than ${late} after it acts makes no earlier seal invalid (defaults of this program; the regulation does not state them)`,
  ),
  days: text(
    (days: number) => `${days} 天`,
    (days) => `${days} days`,
  ),
  hours: text(
    (hours: number) => `${hours} 小时`,
    (hours) => `${hours} hours`,
  ),
  showRules: text('查看逐条规定', 'Show every rule'),
  others: text('已收录的规定', 'Rules known here'),
  othersText: text(
    '另加的规定放在数据目录的 policies 文件夹，一份一个 JSON 文件，不需要改程序。',
    'Further ones go into the folder "policies" of the data folder, one JSON file each, without changing the program.',
  ),
  problems: text('不能使用的文件', 'Files that cannot be used'),
  problemAt: text(
    (file: string, field: string) => (field === '' ? file : `${file} · ${field}`),
    (file, field) => (field === '' ? file : `${file} · ${field}`),
  ),
  item: text('事项', 'Subject'),
  demand: text('要求', 'Requirement'),
  clause: text('条款', 'Clause'),
  clauseUnknown: text('条款未见', 'article not known'),
  pinByApplicationTitle: text('修改口令须先申请', 'A PIN change needs an application'),
  pinByApplication: text(
    '每次修改保护口令都要先向印章平台申请；批准后在这台电脑上设置只有您知道的新口令。',
    'Every PIN change needs an application to the seal platform first; once it is approved, you set a new PIN that only you know on this computer.',
  ),
  names: {
    sealKinds: text('印章种类', 'Kinds of seals'),
    dataFormat: text('数据格式', 'Data format'),
    picture: text('印章图案', 'Picture'),
    storage: text('存储', 'Storage'),
    validity: text('有效期', 'Validity'),
    renewal: nameOf('renewal'),
    pin: nameOf('pin'),
    idle: text('长期不用', 'Long unused'),
    replacement: nameOf('replacement'),
    cancellation: nameOf('cancellation'),
    suspension: text('停用', 'Suspension'),
    lossReport: nameOf('lossReport'),
    afterEnd: text('失效之后', 'After the end'),
    approval: nameOf('approval'),
    fourEyes: text('分人经办', 'Separate people'),
    register: text('用印登记', 'Register'),
    keeper: text('保管', 'Keeping'),
    delegation: text('授权使用', 'Authorised use'),
    papers: text('申请材料', 'Papers'),
    enterpriseData: text('企业信息核对', 'Enterprise data'),
    copies: text('打印与转换', 'Prints and conversions'),
    archive: text('归档', 'Archive'),
    archiveStamp: text('归档时间戳', 'Archive time stamp'),
    disputes: text('争议处理', 'Disputes'),
    records: text('记录保存', 'Records'),
    connectedSystems: text('对接系统', 'Connected systems'),
    conditions: text('印章条件', 'Conditions of a seal'),
    stateSecrets: text('涉密除外', 'State secrets'),
  },
  demands: {
    kinds: text(
      (kinds: readonly string[], asSet: boolean) => kinds.join('、') + (asSet ? '（成套申领）' : ''),
      (kinds, asSet) => kinds.join(', ') + (asSet ? ' (as one set)' : ''),
    ),
    match: {
      identical: text('与备案印模完全一致', 'identical with the registered imprint'),
      asRegistered: text('与备案印模一致', 'as registered'),
      essentiallyAsPhysical: text('与实物印章基本一致', 'essentially as the physical seal'),
    },
    platformMade: text('由平台生成', 'made by the platform'),
    confirmed: text('启用前由申请人确认', 'confirmed by the applicant before first use'),
    inDevice: text(
      '印章、证书和密钥都存放在专用密码设备内，不能用文件夹里的印章文件',
      'seal, certificate and key lie in certified devices: no seal files from a folder',
    ),
    keyInDevice: text('证书和密钥存放在专用密码设备内', 'certificate and key lie in certified devices'),
    inCloud: text('在政务云内', 'within the government cloud'),
    validFor: text(
      (months: number) => `制发之日起 ${months} 个月`,
      (months) => `${months} months from issue`,
    ),
    asCertificate: {
      always: text('与证书有效期一致', 'equal to the certificate’s'),
      whereBound: text('绑定证书的，与证书有效期一致', 'where bound, as the certificate’s'),
      no: text('', ''),
    },
    asPhysical: text('与实物印章一致', 'as the physical seal'),
    renewalBefore: text(
      (days: number) => `到期前 ${days} 日内办理`,
      (days) => `within ${days} days before expiry`,
    ),
    renewalAfter: text('到期后也可以续期', 'possible after expiry too'),
    renewalByService: text('由服务机构办理', 'done by the service'),
    pinFree: text('自行修改', 'changed freely'),
    pinByApplication: text('每次修改都须申请', 'every change by application'),
    pinRegularly: text('定期修改', 'changed regularly'),
    pinReset: text('重置须申请并提交身份材料', 'reset by application with identity papers'),
    idle: text(
      (months: number) => `${months} 个月未使用予以停用，重新申请后启用`,
      (months) => `suspended after ${months} months without use, then applied for anew`,
    ),
    former: {
      voidAtOnce: text('原印章自动失效', 'the former seal is void at once'),
      voidWhenReplaced: text(
        '原印章自新章制发之日起失效',
        'the former seal is void from the day the new one is made',
      ),
      cancelled: text('原印章注销', 'the former seal is cancelled'),
    },
    written: text('书面申请', 'written application'),
    atOnce: text('立即告知平台', 'the platform is told at once'),
    withdrawal: text(
      '可选择停用，停用后可以恢复',
      'suspension may be chosen; a suspended seal can be restored',
    ),
    noWithdrawal: text(
      '申请注销或换领，没有撤回的规定',
      'cancelled or replaced; withdrawal is not provided for',
    ),
    approval: {
      always: text('经批准后方可盖章', 'sealing only after approval'),
      asForPhysicalSeal: text('审批流程与实物印章一致', 'procedure as for the physical seal'),
      mayBeAsForPhysicalSeal: text('审批流程可以与实物印章一致', 'procedure may be as for the physical seal'),
    },
    fourEyes: text(
      (roles: readonly string[]) => `${roles.join('、')}须为不同的人`,
      (roles) => `${roles.join(', ')} must be different people`,
    ),
    useRoles: {
      applicant: nameOf('applicant'),
      approver: nameOf('approver'),
      keeper: nameOf('keeper'),
    },
    register: text(
      (term: string) => `每次用印都要登记（${term}）`,
      (term) => `every use is recorded (${term})`,
    ),
    enterpriseData: text('申领和使用时都核对企业信息', 'checked when applying and when using'),
    archiveStamp: text('每次盖章后加归档时间戳', 'one follows every sealing'),
    reasons: reasonTexts,
  },
};
