import { errorText, type ErrorText } from './error-text.ts';
import type { PlatformErrorCode } from './platform-error-code.ts';

/** The original texts. */
export const platformErrorTextsZh: Readonly<Record<PlatformErrorCode, ErrorText>> = {
  STATEMENT_INVALID: errorText(
    '一份带签名的数据未被接受。',
    '其签名、类型或签发者不符，可能在传输中被改动。',
    '此前已接受的数据继续有效。请稍后重试；如再次出现，请联系平台。',
  ),
  PLATFORM_UNREACHABLE: errorText(
    '无法连接平台。',
    '网络不通、地址有误，或平台没有运行。',
    '可以继续离线工作；网络恢复后会自动同步，也可以检查网络和代理设置后重试。',
  ),
  PLATFORM_TLS_REFUSED: errorText(
    '平台的服务器证书不可信，连接已中断。',
    '证书不是由设定的机构签发、已过期、与地址不符，或与设定的指纹不同；也可能有人冒充平台。',
    '请勿绕过；请与平台核对证书，或请管理员检查平台设置和网络代理。',
  ),
  PLATFORM_TIMEOUT: errorText(
    '平台没有在规定时间内答复。',
    '网络很慢，或平台繁忙。',
    '没有丢失任何数据；稍后会自动重试，也可以现在重试。',
  ),
  PLATFORM_BUSY: errorText(
    '平台暂时不能处理请求。',
    '平台繁忙或正在维护。',
    '请稍后再试；程序会在平台要求的时间之后自动重试。',
  ),
  PLATFORM_REFUSED: errorText(
    '平台没有接受这项请求。',
    '平台给出的原因见下方详情。',
    '请按平台说明更正后再试，或联系平台。',
  ),
  PLATFORM_ANSWER_INVALID: errorText(
    '平台的答复无法理解，未被采用。',
    '答复不完整、过大，或不符合接口约定；也可能在传输中被改动。',
    '此前的数据不受影响。请稍后重试；如再次出现，请联系平台。',
  ),
  PLATFORM_SETTINGS_DAMAGED: errorText(
    '平台设置文件无法读取。',
    'platforms.json 已损坏，或内容不符合要求。',
    '请用平台提供的设置文件替换，或请管理员更正；在此之前不会与平台同步。',
  ),
  PLATFORM_NOT_CONFIGURED: errorText(
    '没有设置这个平台。',
    '本机的平台设置中没有任何平台，或没有这个名称的平台。',
    '请在设置中添加平台，或把平台提供的 platforms.json 放入程序的数据文件夹。',
  ),
  LIST_ROLLED_BACK: errorText(
    '平台给出的列表比已有的更旧，未被采用。',
    '编号变小：平台恢复了旧数据，或有人重放旧列表以隐瞒新的撤销或停用。',
    '继续使用已有的较新列表。请联系平台核实；核实之前请勿依赖新的验章结论。',
  ),
  LIST_FROZEN: errorText(
    '平台给出的列表已过了应当更新的时间。',
    '平台没有按时签发新列表，或有人拦住了新列表；也可能是本机时钟不准。',
    '已有的列表继续使用，但其日期会照实显示。请核对本机时间；如时间无误，请联系平台。',
  ),
  LIST_FORGED: errorText(
    '一份列表的签名不符，未被采用。',
    '签名者不是设定的平台或受信任的签发机构，或内容被改动。',
    '已有的列表继续使用。请联系平台；如使用公共网络，请换一个网络再试。',
  ),
  LIST_DAMAGED: errorText(
    '一份列表不完整或已损坏，未被采用。',
    '传输被截断，或内容与平台公布的大小和杂凑值不符。',
    '已有的列表继续使用；下次同步会重新下载。',
  ),
  LIST_FROM_FUTURE: errorText(
    '平台列表的签发时间晚于本机时间。',
    '本机时钟慢了，或平台的时钟快了。',
    '请校正本机时间后重新同步。',
  ),
  SYNC_RUNNING: errorText(
    '正在与平台同步。',
    '另一个窗口或命令已经在与同一平台同步。',
    '请等它完成；同步结果对本程序同样有效。',
  ),
  SYNC_STATUS_LOST: errorText(
    '本机保存的印章状态已损坏。',
    '损坏的文件已移到旁边保存，没有删除。',
    '请联网同步，印章状态会从平台重新取得。',
  ),
};
