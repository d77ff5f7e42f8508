import { errorText, type ErrorText } from './error-text.ts';
import type { ResetErrorCode } from './reset-error-code.ts';

/** The original texts. */
export const resetErrorTextsZh: Readonly<Record<ResetErrorCode, ErrorText>> = {
  RESET_NOT_FOUND: errorText(
    '这台电脑上没有这份口令重置申请。',
    '申请在另一台电脑上提出，或其记录已被删除。',
    '请核对申请编号；也可以重新申请。',
  ),
  RESET_NOT_POSSIBLE: errorText(
    '这份申请目前不能这样处理。',
    '申请的状态与这一步不符，例如尚在审核、已经驳回或已经办结。',
    '请刷新申请状态，再按页面提示继续。',
  ),
  RESET_OPEN_ALREADY: errorText(
    '这个 USB Key 已有一份未办结的口令重置申请。',
    '同一个 USB Key 同时只能有一份申请。',
    '请继续办理或撤回已有的申请。',
  ),
  RESET_PAPERS_MISSING: errorText(
    '证明材料不齐。',
    '申请人身份所要求的材料还没有全部添加。',
    '请按清单补齐材料后再提交。',
  ),
  RESET_PAPER_TYPE: errorText(
    '不支持这种材料文件。',
    '材料只能是 PDF、JPEG 或 PNG，按文件内容判断，与扩展名无关。',
    '请把材料扫描或另存为其中一种格式后重新添加。',
  ),
  RESET_PAPER_TOO_LARGE: errorText(
    '材料文件过大。',
    '文件大小、页数或图像尺寸超出平台的限制。',
    '请降低扫描分辨率，或拆成几份材料后重新添加。',
  ),
  RESET_PAPER_DAMAGED: errorText(
    '材料文件无法读取。',
    '文件已损坏，或只有一部分。',
    '请确认文件能够正常打开，重新扫描或另存后再添加。',
  ),
  RESET_PAPER_ENCRYPTED: errorText(
    '材料是加密的 PDF。',
    '加密的文件无法加上水印，平台也无法查看。',
    '请另存为不加密的副本后重新添加。',
  ),
  RESET_CREDENTIAL_INVALID: errorText(
    '平台发来的解锁凭据不能使用。',
    '凭据不是发给这份申请、这个 USB Key 的，或内容不完整。',
    'USB Key 未改动；请稍后重试，若再次出现请联系平台。',
  ),
  RESET_CREDENTIAL_EXPIRED: errorText(
    '解锁凭据已过期。',
    '凭据只在几分钟内有效，或这台电脑的时钟不准。',
    'USB Key 未改动；请核对电脑时钟后再次点击“设置新口令”，程序会重新领取凭据。',
  ),
  RESET_INTERRUPTED: errorText(
    '口令重置中断了。',
    'USB Key 的驱动进程意外结束，或 USB Key 被拔出。',
    '请插好 USB Key，在申请中点击“继续”，从中断处接着办理。',
  ),
  RESET_SECRET_UNREADABLE: errorText(
    '无法读出这份申请的查询码。',
    '查询码由另一个用户或另一个程序保护。',
    '请在提出申请的窗口和用户下继续办理。',
  ),
};
