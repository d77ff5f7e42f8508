import { nameOf } from '../../../electron/shared/glossary.ts';
import { text } from '../../../electron/shared/texts/bilingual.ts';
import { reasonTexts } from '../../../electron/shared/texts/reason-texts.ts';
import { accessTexts } from './access-texts.ts';
import { applicationPaperTexts, issueTexts } from './application-texts.ts';
import { lossTexts } from './loss-texts.ts';

/** Texts of the life of a seal: loss reports, applications, delegations. */
export const sealLifeTexts = {
  reportLoss: text('挂失印章', 'Report a lost seal'),
  manage: text('办理', 'Manage…'),
  manageTitle: text(
    (seal: string) => `办理：${seal}`,
    (seal) => `Manage: ${seal}`,
  ),
  close: text('关闭', 'Close'),
  cancel: text('取消', 'Cancel'),
  working: text('正在办理…', 'Working…'),
  here: text(
    (minute: string) => `${minute}（本机）`,
    (minute) => `${minute} (this computer)`,
  ),
  platform: text(
    (minute: string) => `${minute}（平台）`,
    (minute) => `${minute} (platform)`,
  ),
  issue: issueTexts,
  access: accessTexts,
  papers: applicationPaperTexts,
  acts: {
    issue: text('申领', 'First issue'),
    renewal: text('续期', 'Renew'),
    replacement: text('换领', 'Replace'),
    cancellation: text('注销', 'Cancel the seal'),
    delegation: text('授权', 'Authorise'),
    loss: text('挂失', 'Report lost'),
  },
  actTexts: {
    issue: text('企业第一次申领电子印章。', 'The first seal of an enterprise.'),
    renewal: text(
      '有效期将满时更换证书和印章，密钥不变。',
      'A new certificate and seal before the present ones expire; the key stays.',
    ),
    replacement: text(
      '名称、法定代表人变更，印章损坏，密钥泄露等情形，重新制章。',
      'A new seal where name or legal representative changed, the seal is damaged, or the key leaked.',
    ),
    cancellation: text(
      '不再使用这枚印章。注销后不能恢复，此前盖的章仍可验证。',
      'The seal is no longer used. This cannot be undone; what it sealed can still be verified.',
    ),
    delegation: text(
      '授权他人在限定的时间、次数和用途内使用这枚印章。',
      'Let others use this seal, limited in time, number of uses and purpose.',
    ),
    loss: text(
      'USB Key 丢失、被盗或口令泄露时，立即停用这枚印章。不需要 Key 和口令。',
      'Suspend this seal at once if its USB key is lost or stolen, or its PIN is known to others. This needs neither key nor PIN.',
    ),
  },
  renewalOpens: text(
    (day: string) => `${day} 起可以申请续期。`,
    (day) => `Can be applied for from ${day}.`,
  ),
  renewalUntil: text(
    (day: string) => `请在 ${day} 前申请，逾期失效。`,
    (day) => `Apply before ${day}, or the seal lapses.`,
  ),
  renewalClosed: text(
    (day: string) => `续期期限已于 ${day} 结束，请重新申领。`,
    (day) => `The renewal period ended on ${day}; apply for a new seal.`,
  ),
  renewalByService: text(
    '由电子印章服务机构办理续期；也可以在这里提请办理。',
    'The seal service renews it automatically; you can also apply for it here.',
  ),
  noPlatform: text(
    '本机没有配置印章平台。续期、换领、注销和授权请联系平台办理；挂失可以先在本机登记，立即停用印章。',
    'No seal platform is configured here. Ask the platform for renewal, replacement, cancellation and authorisation; a loss report can be made here first and suspends the seal at once.',
  ),
  basis: text(
    (clause: string) => `依据：${clause}`,
    (clause) => `Basis: ${clause}`,
  ),
  open: text('去办理', 'Begin'),
  loss: lossTexts,
  person: {
    name: text('姓名', 'Name'),
    role: text('身份', 'Role'),
    contact: text('联系方式（电话或邮箱）', 'Contact (telephone or email)'),
    roles: {
      holder: nameOf('holder'),
      legalRepresentative: nameOf('legalRepresentative'),
      keeper: nameOf('keeper'),
      agent: nameOf('agent'),
    },
    owner: nameOf('owner'),
    reporter: text('挂失人', 'Who reports it'),
    applicant: text('经办人', 'Who applies'),
  },
  application: {
    titles: {
      renewal: text('申请续期', 'Apply for renewal'),
      replacement: text('申请换领', 'Apply for replacement'),
      cancellation: text('申请注销', 'Apply for cancellation'),
    },
    seal: text('印章', 'Seal'),
    reason: text('理由', 'Reason'),
    reasonText: text('说明（必填）', 'Explanation (required)'),
    reasonTextOptional: text('说明（可不填）', 'Explanation (optional)'),
    explanation: text('说明', 'Explanation'),
    submit: text('提交申请', 'Submit'),
    keyNeeded: text(
      '申请要用 USB Key 签名，请输入保护口令。',
      'The USB key signs the application; please enter its PIN.',
    ),
    former: {
      voidAtOnce: text(
        '提交换领后，原印章按规定立即失效。',
        'Under the rules the present seal is void as soon as its replacement is applied for.',
      ),
      voidWhenReplaced: text(
        '新印章制成之日起，原印章失效。',
        'The present seal is void from the day the new one is made.',
      ),
      cancelled: text(
        '新印章制成后，原印章注销。',
        'The present seal is cancelled once the new one is made.',
      ),
    },
    keyLost: text(
      'Key 已丢失或被盗的，先挂失；这里的换领要用原 Key 签名，办不了的请到平台柜台办理。',
      'Where the key is lost or stolen, report the loss first. Replacement here is signed with the present key; otherwise go to the platform’s counter.',
    ),
    newKey: text(
      '换领会在 USB Key 内生成新的密钥，旧密钥不再使用。',
      'Replacement makes a new key on the USB key; the old one is no longer used.',
    ),
    papersNeeded: text(
      (kinds: readonly string[]) => `提交后还须添加材料：${kinds.join('、')}。`,
      (kinds) => `Papers are to be added afterwards: ${kinds.join(', ')}.`,
    ),
    list: text('申请', 'Applications'),
    states: {
      draft: text('待提交材料', 'papers to be handed in'),
      underReview: text('审核中', 'under review'),
      approved: text('已批准', 'approved'),
      rejected: text('已驳回', 'rejected'),
      withdrawn: text('已撤回', 'withdrawn'),
      expired: text('已过期', 'expired'),
      done: text('已办结', 'done'),
    },
    checked: text(
      (minute: string) => `状态截至 ${minute}（平台）`,
      (minute) => `state as of ${minute} (platform)`,
    ),
    number: text('编号', 'Number'),
    decision: text('平台意见', 'Platform’s decision'),
    toStore: text(
      '新印章已制成，请写入 USB Key 后使用。',
      'The new seal is made. Write it to the USB key to use it.',
    ),
    storedFirst: text(
      (minute: string) => `印章已于 ${minute} 写入 USB Key，可以使用。`,
      (minute) => `The seal was written to the USB key at ${minute} and can be used.`,
    ),
    stored: text(
      (minute: string) => `新印章已于 ${minute} 写入 USB Key，原印章列入历史印章。`,
      (minute) => `The new seal was written to the USB key at ${minute}; the former one is history.`,
    ),
    store: text('写入 USB Key', 'Write to the USB key'),
    storeTitle: text('写入新印章', 'Write the new seal'),
    storeCheck: text(
      '请核对新印章的图案、名称和大小；有误请勿写入，联系平台。',
      'Check picture, name and size of the new seal; if anything is wrong, ask the platform instead.',
    ),
    storeKey: text('写入 USB Key 需要保护口令。', 'Writing to the USB key takes its PIN.'),
    storeSubmit: text('图案无误，写入 USB Key', 'The picture is right, write it'),
    insertKey: text(
      (serial: string) => `请插入 USB Key（序列号 ${serial}）。`,
      (serial) => `Please insert the USB key (serial number ${serial}).`,
    ),
  },
  delegation: {
    title: text(
      (seal: string) => `授权使用：${seal}`,
      (seal) => `Authorised users: ${seal}`,
    ),
    none: text('没有授权他人使用这枚印章。', 'Nobody else is authorised to use this seal.'),
    person: nameOf('delegate'),
    from: text('开始日期', 'From'),
    to: text('结束日期', 'To'),
    uses: text('次数', 'Uses'),
    purposes: text('用途（一行一个）', 'Purposes (one a line)'),
    ownKey: text('由其本人用自己的 USB Key 领取', 'The person enrols a USB key of their own'),
    passOn: text(
      (number: string, code: string) => `请把授权编号 ${number} 和授权码 ${code} 转告被授权人，只能用一次。`,
      (number, code) => `Pass on number ${number} and code ${code}; it serves once.`,
    ),
    taken: text('被授权人已用自己的 Key 领取。', 'Taken, on a key of the person’s own.'),
    withoutEnd: text(
      '这项授权缺少期限、次数或用途，请终止后重新办理。',
      'This authorisation is without end, uses or purpose: end it and grant it anew.',
    ),
    grant: text('办理授权', 'Authorise'),
    end: text('终止授权', 'End'),
    confirmEnd: text('确认终止', 'End it now'),
    period: text(
      (from: string, to: string) => `${from} 至 ${to}`,
      (from, to) => `${from} to ${to}`,
    ),
    usesLeft: text(
      (uses: number) => `最多 ${uses} 次`,
      (uses) => `at most ${uses} uses`,
    ),
    anyUses: text('次数不限', 'any number of uses'),
    anyPurpose: text('用途不限', 'any purpose'),
    states: {
      inForce: text('有效', 'in force'),
      notYet: text('未开始', 'not yet'),
      over: text('已到期', 'over'),
      ended: text('已终止', 'ended'),
    },
    inForce: text(
      (count: number) => `已授权 ${count} 人`,
      (count) => `${count} authorised`,
    ),
    endTitle: text(
      (person: string) => `终止对 ${person} 的授权`,
      (person) => `End the authorisation of ${person}`,
    ),
  },
  news: {
    lossReceived: text(
      (seal: string, number: string) => `平台已收到“${seal}”的挂失，编号 ${number}，挂失申报中。`,
      (seal, number) =>
        `The platform has received the loss report of “${seal}”, number ${number}, and has yet to decide.`,
    ),
    lossUnauthorised: text(
      (seal: string, number: string) =>
        `“${seal}”的挂失已送达平台（${number}），请到“印章”中核实，核实后平台才受理。本机已停用。`,
      (seal, number) =>
        `The loss report of “${seal}” is at the platform (${number}). Authorise it under Seals: the platform takes it only then. The seal is stopped here.`,
    ),
    lossInForce: text(
      (seal: string) => `平台已停用“${seal}”。`,
      (seal) => `The platform has suspended “${seal}”.`,
    ),
    lossRejected: text(
      (seal: string) => `平台驳回了“${seal}”的挂失；本机仍然停用，请查看原因。`,
      (seal) => `The platform rejected the loss report of “${seal}”; it stays stopped here. See the reason.`,
    ),
    lossRefused: text(
      (seal: string) => `平台没有受理“${seal}”的挂失；本机仍然停用，请查看原因。`,
      (seal) =>
        `The platform did not accept the loss report of “${seal}”; it stays suspended here. See the reason.`,
    ),
    lossWithdrawn: text(
      (seal: string) => `“${seal}”的挂失已撤回，印章恢复使用。`,
      (seal) => `The loss report of “${seal}” is withdrawn; the seal may be used again.`,
    ),
    withdrawalRejected: text(
      (seal: string) => `平台驳回了撤回“${seal}”的挂失。`,
      (seal) => `The platform rejected the withdrawal for “${seal}”.`,
    ),
    withdrawalReview: text(
      (seal: string) => `平台正在审核“${seal}”的撤回申请。`,
      (seal) => `The platform is reviewing the withdrawal for “${seal}”.`,
    ),
    application: text(
      (act: string, seal: string, state: string) => `“${seal}”的${act}申请：${state}。`,
      (act, seal, state) => `${act}, “${seal}”: ${state}.`,
    ),
    newSeal: text(
      (seal: string) => `“${seal}”的新印章已制成，请到“印章”中写入 USB Key。`,
      (seal) => `The new seal “${seal}” is made. Write it to the USB key under Seals.`,
    ),
  },
  reasons: reasonTexts,
};
