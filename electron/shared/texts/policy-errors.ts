import { text, type ErrorTexts } from './bilingual.ts';

/** Errors by which the rules of a jurisdiction refuse, and those of the profiles that hold the rules. */
export const policyErrors: ErrorTexts<`SEALING_${string}` | `POLICY_${string}`> = {
  SEALING_SUSPENDED: {
    what: text('印章已停用，不能盖章。', 'The seal is suspended and cannot be used.'),
    why: text('平台公布的印章状态为“停用”。', 'The platform publishes its status as suspended.'),
    next: text(
      '请向印章平台查询停用原因；恢复后即可继续使用。',
      'Ask the seal platform for the reason; once it is restored, go on.',
    ),
  },
  SEALING_CANCELLED: {
    what: text('印章已注销，不能盖章。', 'The seal is cancelled and cannot be used.'),
    why: text(
      '平台公布的印章状态为“注销”；注销之前盖的章仍可验证。',
      'The platform publishes its status as cancelled; what was sealed before can still be verified.',
    ),
    next: text(
      '如仍需用章，请向印章平台重新申请。',
      'Apply to the seal platform for a new seal if one is needed.',
    ),
  },
  SEALING_REPLACED: {
    what: text('印章已换领，旧章不能再用。', 'The seal has been replaced and cannot be used any more.'),
    why: text(
      '平台已制发新的印章，旧章自动失效；此前盖的章仍可验证。',
      'The platform has issued a new one, which made this one void; what was sealed before can still be verified.',
    ),
    next: text('请写入并使用新章。', 'Fetch the new seal and use that.'),
  },
  SEALING_RENEWED: {
    what: text('印章已续期，请使用续期后的新章。', 'The seal has been renewed: use the new one.'),
    why: text(
      '续期后的新章已存入 USB Key；旧章此前盖的章仍可验证。',
      'The renewed seal lies on a USB key here; what the former one sealed before can still be verified.',
    ),
    next: text('请选用续期后的印章。', 'Choose the renewed seal.'),
  },
  SEALING_VOID: {
    what: text('印章已失效，不能盖章。', 'The seal is void and cannot be used.'),
    why: text(
      '平台公布的印章状态为“失效”；失效之前盖的章仍可验证。',
      'The platform publishes its status as void; what was sealed before can still be verified.',
    ),
    next: text(
      '如仍需用章，请向印章平台重新申请。',
      'Apply to the seal platform for a new seal if one is needed.',
    ),
  },
  SEALING_IDLE: {
    what: text(
      '印章长期未使用，按平台的规则已不能使用。',
      'The seal has not been used for a long time and cannot be used under the platform’s rules.',
    ),
    why: text(
      '本机台账中，这枚印章没有使用的时间已超过规则允许的期限。',
      'By the register on this computer it has been unused for longer than the rules allow.',
    ),
    next: text(
      '请按申请要求重新申请启用；平台恢复后同步一次即可使用。',
      'Apply for it anew; once the platform has restored it, synchronise and go on.',
    ),
  },
  SEALING_LOSS_REPORTED: {
    what: text(
      '这枚印章已挂失，本机已停止用它盖章。',
      'This seal is reported lost, and this computer does not seal with it.',
    ),
    why: text('挂失已在本机登记，离线时同样有效。', 'The report is on record here and holds offline too.'),
    next: text(
      '找回后如需继续使用，请按平台规定办理；允许撤回挂失的，可在“印章”中撤回。',
      'If it was found, follow the rules of the platform; where a report may be withdrawn, do so under Seals.',
    ),
  },
  SEALING_LOSS_CLAIMED: {
    what: text(
      '这枚印章挂失申报中，暂不能盖章。',
      'This seal is reported lost at its platform, so nothing is sealed with it for now.',
    ),
    why: text(
      '平台已收到经核实的挂失申报，尚未决定。已盖的章不受申报影响。',
      'The platform has received an authorised report and has not decided on it. What was sealed stays as it is.',
    ),
    next: text(
      '印章未丢失的，请联系平台驳回或撤回申报，再同步；确已丢失的，请等待平台停用。',
      'If it is not lost, ask the platform to reject the report or have it withdrawn, and synchronise; otherwise wait for its decision.',
    ),
  },
  SEALING_LISTS_STALE: {
    what: text(
      '状态列表过旧，暂不能盖章。',
      'The status lists are too old, so nothing can be sealed for now.',
    ),
    why: text(
      '与印章平台同步的撤销列表或印章状态缺失，或已超过允许的时限，无法确认印章现在是否可用。',
      'The revocation list or the seal status from the platform is missing or older than allowed: so it is not known whether the seal may be used now.',
    ),
    next: text('请连接网络并同步，然后重试。', 'Connect to the network, synchronise, and try again.'),
  },
  SEALING_CLOCK_SET_BACK: {
    what: text(
      '电脑时间比上次同步或用印时更早，暂不能盖章。',
      'The clock shows an earlier time than at the last synchronisation or use, so nothing can be sealed for now.',
    ),
    why: text(
      '系统时钟可能被调回，盖章时间将不可信。',
      'It may have been set back; the time of sealing would not be reliable.',
    ),
    next: text(
      '请校正系统时间，再与平台同步一次，然后重试。',
      'Correct the time, synchronise with the platform, and try again.',
    ),
  },
  SEALING_NOT_DELEGATED: {
    what: text(
      '当前的授权不允许使用这枚印章。',
      'The present authorisation does not allow this seal to be used.',
    ),
    why: text(
      '被授权人的授权已到期、已收回，或超出授权的范围。',
      'It has ended or was withdrawn, or this use goes beyond it.',
    ),
    next: text(
      '请联系印章持有人重新授权，或请持有人、保管人盖章。',
      'Ask the holder of the seal for a new authorisation, or let the holder or keeper seal.',
    ),
  },
  SEALING_ENTERPRISE_UNCHECKED: {
    what: text(
      '企业信息太久没有核对，暂不能盖章。',
      'The enterprise data have not been checked for too long, so nothing can be sealed for now.',
    ),
    why: text(
      '本地区规定使用印章时应核对企业信息，上次核对已超过允许的时限。',
      'The rules here require a check when a seal is used; the last check is older than allowed.',
    ),
    next: text('请连接网络并同步，然后重试。', 'Connect to the network, synchronise, and try again.'),
  },
  SEALING_ENTERPRISE_CHANGED: {
    what: text(
      '企业名称或法定代表人已变更，原印章不能再用。',
      'The name or the legal representative of the enterprise has changed; its former seal is not used any more.',
    ),
    why: text(
      '印章平台的签名声明与制章时的企业登记信息不一致。',
      'The platform’s signed statement differs from what was registered when the seal was made.',
    ),
    next: text(
      '请换领印章（印章 · 换领，理由已填好；sealdesk replace）。登记信息有误的，请先更正，再与平台同步。',
      'Replace the seal (the reason is filled in; sealdesk replace). If the registration is wrong, have it corrected and synchronise.',
    ),
  },
  SEALING_ENTERPRISE_OTHER: {
    what: text(
      '证书上的统一社会信用代码与印章平台登记的不同，不能盖章。',
      'The code of the enterprise on the certificate is not the one that the platform has for this seal, so nothing can be sealed.',
    ),
    why: text(
      '两者可能属于不同的企业，或其中一处登记有误。',
      'They may belong to different enterprises, or one of them was registered wrongly.',
    ),
    next: text(
      '请联系印章平台核对：证书有误的，换领印章；平台登记有误的，更正后再与平台同步。',
      'Ask the platform: replace the seal if its certificate is wrong; if the registration is wrong, have it corrected and synchronise.',
    ),
  },
  SEALING_ENTERPRISE_ENDED: {
    what: text(
      '企业已注销或被吊销营业执照，不能盖章。',
      'The enterprise is deregistered or has lost its licence, so nothing can be sealed.',
    ),
    why: text(
      '印章平台在本次用印时核对了企业登记信息。',
      'The seal platform checked the registration of the enterprise for this use.',
    ),
    next: text(
      '如登记信息有误，请联系印章平台更正后重试；确已注销的，请按平台规定注销印章。',
      'If the registration is wrong, have the platform correct it and try again; otherwise cancel the seal by its rules.',
    ),
  },
  SEALING_CLOCK_WRONG: {
    what: text(
      '电脑时间与印章平台的时间不一致，暂不能盖章。',
      "The clock differs from the seal platform's time, so nothing can be sealed for now.",
    ),
    why: text(
      '盖章会写入电脑时间；时间不准，文件上的盖章时间就不可信。',
      'Sealing writes the time of this computer; a wrong clock makes the time of sealing unreliable.',
    ),
    next: text('请校正系统时间，然后重试。', 'Correct the time and try again.'),
  },
  SEALING_POLICY_UNKNOWN: {
    what: text(
      '找不到本平台适用的管理规定，不能盖章。',
      'The rules that apply to this platform cannot be found, so nothing can be sealed.',
    ),
    why: text(
      '平台配置指定的规定文件不存在或有错误，程序不知道应遵守什么。',
      'The profile that its configuration names is missing or has errors, so the program does not know which rules to follow.',
    ),
    next: text(
      '请在“设置”中查看平台与规定，补上规定文件后重试。',
      'Look at platform and rules in the settings, supply the profile, and try again.',
    ),
  },
  POLICY_PROFILE_INVALID: {
    what: text('有一份规定文件不能使用。', 'One file of rules cannot be used.'),
    why: text(
      '文件中有缺少或写错的内容，未采用；其他规定不受影响。',
      'Something in it is missing or wrong; it was left out, the others are not affected.',
    ),
    next: text(
      '请按提示的文件和字段改正，然后重启程序。',
      'Correct the field of the file that is named, and start the program again.',
    ),
  },
  POLICY_PROFILE_NOT_FOUND: {
    what: text('没有这个编号的规定。', 'There are no rules by that id.'),
    why: text(
      '随附的和“policies”文件夹中的规定里都没有它。',
      'Neither the program nor the folder "policies" has them.',
    ),
    next: text('请用 policy list 查看全部编号。', 'See the ids with: policy list.'),
  },
  POLICY_REASON_NEEDED: {
    what: text('没有写明原因，规定没有改动。', 'No reason was given; the rules are unchanged.'),
    why: text(
      '放宽本单位的用印规定要写明原因，并记入台账。',
      'Whoever makes the enterprise’s rules looser says why, and the register keeps it.',
    ),
    next: text('请填写原因后再保存。', 'Give a reason and save again.'),
  },
  POLICY_PIN_BY_APPLICATION: {
    what: text(
      '修改口令须先向印章平台申请。',
      'A PIN change needs an application to the seal platform first.',
    ),
    why: text(
      '本地区的规定要求：每次修改保护口令都经申请办理，不能自行修改。原口令没有改变。',
      'The rules here require an application for every PIN change. The PIN is unchanged.',
    ),
    next: text(
      '请提交口令重置申请；批准后在这台电脑上设置只有您知道的新口令。',
      'Submit an application for a PIN reset; once it is approved, set a new PIN that only you know on this computer.',
    ),
  },
};
