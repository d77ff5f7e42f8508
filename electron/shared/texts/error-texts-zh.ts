import type { ErrorCode } from '../errors.ts';
import { sealErrorTextsZh } from './seal-error-texts-zh.ts';
import { documentErrorTextsZh } from './document-error-texts-zh.ts';
import { approvalErrorTextsZh } from './approval-error-texts-zh.ts';
import { errorText, type ErrorText } from './error-text.ts';
import { lifeErrorTextsZh } from './life-error-texts-zh.ts';
import { moduleErrorTextsZh } from './module-error-texts-zh.ts';
import { pinErrorTextsZh } from './pin-error-texts-zh.ts';
import { platformErrorTextsZh } from './platform-error-texts-zh.ts';
import { policyErrorTextsZh } from './policy-error-texts-zh.ts';
import { stampErrorTextsZh } from './stamp-error-texts-zh.ts';
import { registerErrorTextsZh } from './register-error-texts-zh.ts';
import { resetErrorTextsZh } from './reset-error-texts-zh.ts';
import { storeErrorTextsZh } from './store-error-texts-zh.ts';

/** The original texts. */
export const errorTextsZh: Readonly<Record<ErrorCode, ErrorText>> = {
  USAGE: errorText('命令写法不对。', '参数缺失、重复或无法识别。', '请对照帮助中的写法修改后重试。'),
  CANCELLED: errorText('已取消。', '您中止了本次操作。', '原文件未改动，也没有留下新文件；可以重新开始。'),
  INTERNAL: errorText(
    '程序内部出错，操作没有完成。',
    '程序遇到了不应出现的情况。',
    '原文件未改动。请重试；若再次出现，请重启程序并把下方代码告诉技术支持。',
  ),
  MODULE_MISSING: errorText(
    '找不到 USB Key 的驱动。',
    '驱动程序没有安装，或安装在别处。',
    '请安装 Key 厂商提供的驱动后重启本程序。',
  ),
  MODULE_LOAD_FAILED: errorText(
    'USB Key 的驱动无法加载。',
    '驱动可能已损坏，缺少它依赖的组件，或自身初始化失败。',
    '请重新安装 Key 厂商提供的驱动后重启本程序。',
  ),
  ...sealErrorTextsZh,
  ...documentErrorTextsZh,
  ...moduleErrorTextsZh,
  TOKEN_NOT_FOUND: errorText(
    '没有找到 USB Key。',
    'Key 没有插入，或驱动没有认出它。',
    '请插入 Key；若已插入，请换一个 USB 口。',
  ),
  TOKEN_AMBIGUOUS: errorText(
    '插着不止一个 USB Key。',
    '无法确定要用哪一个。',
    '请只保留要用的 Key，或指明它的序列号。',
  ),
  TOKEN_REMOVED: errorText(
    'USB Key 被拔出了。',
    '签章过程中 Key 断开了连接。',
    '没有生成文件。请插好 Key 后重新盖章。',
  ),
  TOKEN_HOST_CRASHED: errorText(
    'USB Key 驱动崩溃了，本次没有盖章。',
    '厂商的驱动程序意外退出，本程序已重新启动它。',
    '没有生成文件。请重新盖章；若反复出现，请更新驱动。',
  ),
  TOKEN_TIMEOUT: errorText(
    'USB Key 没有响应。',
    '驱动在规定时间内没有应答。',
    '没有生成文件。请重新插拔 Key 后再试。',
  ),
  TOKEN_FAILURE: errorText(
    'USB Key 报告了错误。',
    '驱动拒绝了这次操作，原因未说明。',
    '没有生成文件。请重新插拔 Key 后再试；若再次出现，请联系 Key 的厂商。',
  ),
  KEY_NOT_FOUND: errorText(
    'USB Key 里没有与印章对应的私钥。',
    '证书在，但与它配对的密钥不在这个 Key 里。',
    '请确认插入的是存有该印章的 Key，或联系发证机构。',
  ),
  ...pinErrorTextsZh,
  ...policyErrorTextsZh,
  ...lifeErrorTextsZh,
  ...approvalErrorTextsZh,
  ...stampErrorTextsZh,
  ...registerErrorTextsZh,
  ...resetErrorTextsZh,
  ...storeErrorTextsZh,
  ...platformErrorTextsZh,
  SIGNATURE_MISMATCH: errorText(
    'USB Key 给出的签名与证书不符，没有采用。',
    'Key 中的私钥与证书不配对，或所用的厂商配置不适合这个 Key。',
    '没有生成文件。请打开“驱动体检”查看所用的厂商配置，并在 keys.json 中改选另一个。',
  ),
  DER_INVALID: errorText(
    '数据格式不正确。',
    '内容不符合 DER 编码规则，可能已损坏或被改动。',
    '请重新获取这份数据。',
  ),
  TRUST_FOLDER_UNREADABLE: errorText(
    '信任目录无法读取。',
    '文件夹不存在，或没有读取权限。',
    '请检查设置中的信任目录；在此之前无法确认证书是否可信。',
  ),
};
