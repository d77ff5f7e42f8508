import { errorText, type ErrorText } from './error-text.ts';
import type { PolicyErrorCode } from './policy-error-code.ts';

/** The original texts. */
export const policyErrorTextsZh: Readonly<Record<PolicyErrorCode, ErrorText>> = {
  SEALING_SUSPENDED: errorText(
    '印章已停用，不能盖章。',
    '平台公布的印章状态为“停用”。',
    '请向印章平台查询停用原因；恢复后同步一次即可继续使用。',
  ),
  SEALING_CANCELLED: errorText(
    '印章已注销，不能盖章。',
    '平台公布的印章状态为“注销”；注销之前盖的章仍可验证。',
    '如仍需用章，请向印章平台重新申请。',
  ),
  SEALING_REPLACED: errorText(
    '印章已换领，旧章不能再用。',
    '平台已制发新的印章，旧章自动失效；此前盖的章仍可验证。',
    '请领取并使用新章。',
  ),
  SEALING_VOID: errorText(
    '印章已失效，不能盖章。',
    '平台公布的印章状态为“失效”；失效之前盖的章仍可验证。',
    '如仍需用章，请向印章平台重新申请。',
  ),
  SEALING_IDLE: errorText(
    '印章长期未使用，按平台的规则已不能使用。',
    '本机台账中，这枚印章没有使用的时间已超过规则允许的期限。',
    '请按申请要求重新申请启用；平台恢复后同步一次即可使用。',
  ),
  SEALING_LOSS_REPORTED: errorText(
    '这枚印章已挂失，本机已停止用它盖章。',
    '挂失已在本机登记，离线时同样有效。',
    '找回后如需继续使用，请按平台规定办理；允许撤回挂失的，可在“印章”中撤回。',
  ),
  SEALING_LISTS_STALE: errorText(
    '状态列表过旧，暂不能盖章。',
    '与印章平台同步的撤销列表或印章状态缺失，或已超过允许的时限，无法确认印章现在是否可用。',
    '请连接网络并同步，然后重试。',
  ),
  SEALING_CLOCK_SET_BACK: errorText(
    '电脑时间比上次同步或用印时更早，暂不能盖章。',
    '系统时钟可能被调回，盖章时间将不可信。',
    '请校正系统时间，再与平台同步一次，然后重试。',
  ),
  SEALING_NOT_DELEGATED: errorText(
    '当前的授权不允许使用这枚印章。',
    '被授权人的授权已到期、已收回，或超出授权的范围。',
    '请联系印章持有人重新授权，或请持有人、保管人盖章。',
  ),
  SEALING_ENTERPRISE_UNCHECKED: errorText(
    '企业信息太久没有核对，暂不能盖章。',
    '本地区规定使用印章时应核对企业信息，上次核对已超过允许的时限。',
    '请连接网络并同步，然后重试。',
  ),
  SEALING_POLICY_UNKNOWN: errorText(
    '找不到本平台适用的管理规定，不能盖章。',
    '平台配置指定的规定文件不存在或有错误，程序不知道应遵守什么。',
    '请在“设置”中查看平台与规定，补上规定文件后重试。',
  ),
  POLICY_PROFILE_INVALID: errorText(
    '有一份规定文件不能使用。',
    '文件中有缺少或写错的内容，未采用；其他规定不受影响。',
    '请按提示的文件和字段改正，然后重启程序。',
  ),
  POLICY_PROFILE_NOT_FOUND: errorText(
    '没有这个编号的规定。',
    '随附的和“policies”文件夹中的规定里都没有它。',
    '请用 policy list 查看全部编号。',
  ),
  POLICY_PIN_BY_APPLICATION: errorText(
    '修改口令须先向印章平台申请。',
    '本地区的规定要求：每次修改保护口令都经申请办理，不能自行修改。原口令没有改变。',
    '请提交口令重置申请；批准后在这台电脑上设置只有您知道的新口令。',
  ),
};
