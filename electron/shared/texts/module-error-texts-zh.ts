import { errorText, type ErrorText } from './error-text.ts';
import type { ModuleErrorCode } from './module-error-code.ts';

/** What people read of drivers and of tokens that cannot be used as they are. */
export const moduleErrorTextsZh: Readonly<Record<ModuleErrorCode, ErrorText>> = {
  MODULE_WRONG_BITNESS: errorText(
    '32 位驱动不能用于 64 位程序。',
    '这个驱动文件与本程序的位数不同，因此没有加载。',
    '请向 Key 厂商索取 64 位驱动，安装后重启本程序。',
  ),
  MODULE_WRONG_SYSTEM: errorText(
    '这个驱动不是为本机系统制作的。',
    '驱动文件属于另一种操作系统或另一种处理器，因此没有加载。',
    '请安装与本机系统和处理器相符的驱动。',
  ),
  MODULE_NOT_A_DRIVER: errorText(
    '这个文件不是 USB Key 驱动。',
    '它不是程序库，或没有 PKCS#11 与 SKF 接口。',
    '请另选厂商提供的驱动文件，例如名称中含 pkcs11、csp11 或 skf 的文件。',
  ),
  MODULE_NO_READER: errorText(
    '驱动已加载，但没有发现任何 Key 或读卡器。',
    'Key 没有插入，或插入的 Key 不属于这个驱动，或智能卡服务没有运行。',
    '请插入 Key 并等待几秒；仍无反应时换一个 USB 口，或确认智能卡服务已启动。',
  ),
  MODULE_NO_TOKEN: errorText(
    '驱动已加载，读卡器中没有 Key。',
    '读卡器是空的，或其中的卡不属于这个驱动。',
    '请插入 Key；若已插入，请安装该 Key 自己的驱动。',
  ),
  KEY_SETTINGS_DAMAGED: errorText(
    'Key 的设置文件 keys.json 无法读取。',
    '文件不是有效的 JSON，或其中有不认识的内容；本次没有采用。',
    '请更正或移走该文件，再重启本程序。',
  ),
  SOFT_TOKEN_REFUSED: errorText(
    '演示用软 Key 不能在演示环境之外使用。',
    '软 Key 的密钥存放在普通文件里，不能证明由本人保管。',
    '请使用真正的 USB Key；若只想试用，请进入演示环境。',
  ),
  TOKEN_NOT_RECOGNISED: errorText(
    '读卡器中的卡不属于这个驱动。',
    '可能是另一家厂商的 Key、银行卡或其他智能卡。',
    '不影响其他 Key。若这正是您的 Key，请安装它自己的驱动。',
  ),
  TOKEN_NOT_INITIALISED: errorText(
    '这个 Key 尚未初始化。',
    '其中没有 PIN、证书和印章。',
    '请按发证机构的指引领取证书和印章。',
  ),
  TOKEN_NO_CERTIFICATE: errorText(
    '这个 Key 中没有证书。',
    '证书尚未写入，或已被删除，或需要厂商工具才能看到。',
    '请联系发证机构重新写入证书，或先完成领取。',
  ),
  TOKEN_PROFILE_UNKNOWN: errorText(
    '不知道这个 Key 的签名方式。',
    '没有与它的驱动和厂商相符的厂商配置；为避免误操作，没有尝试签名。',
    '请打开“驱动体检”导出报告交给技术支持，或在 keys.json 中为它选定厂商配置。',
  ),
};
