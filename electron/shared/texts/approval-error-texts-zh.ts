import type { ApprovalErrorCode } from './approval-error-code.ts';
import { errorText, type ErrorText } from './error-text.ts';

/** The original texts. */
export const approvalErrorTextsZh: Readonly<Record<ApprovalErrorCode, ErrorText>> = {
  APPROVAL_REQUIRED: errorText(
    '这份文件还没有用印审批，没有盖章。',
    '按适用的管理办法，使用印章前须经审批；USB Key 未被使用。',
    '请先申请用印，由审批人同意后，从“用印审批”里打开这份文件盖章；纸质审批请先登记。',
  ),
  APPROVAL_MISMATCH: errorText(
    '这不是审批人同意的那份文件或那个盖法，没有盖章。',
    '文件内容、页数、印章或盖章位置与审批的不一致。',
    '请打开审批时的原文件；文件确需修改的，请就新文件重新申请用印。',
  ),
  APPROVAL_NOT_FOUND: errorText(
    '没有找到这个用印申请。',
    '它不在本机的记录里，可能还没有导入，或编号有误。',
    '请在“用印审批”里核对编号，或导入申请文件。',
  ),
  APPROVAL_NOT_APPROVED: errorText(
    '这个用印申请没有获得同意，没有盖章。',
    '它还在等待审批，或已被驳回、撤回。',
    '请等待审批人决定；被驳回的，请按审批意见重新申请。',
  ),
  APPROVAL_EXPIRED: errorText(
    '这个用印申请已过有效期，没有盖章。',
    '审批只在申请写明的期限内有效。',
    '请重新申请用印。',
  ),
  APPROVAL_USED: errorText(
    '审批同意的这份文件已经盖过章。',
    '每个审批对所列的每份文件只能使用一次。',
    '请在“台账”里查看盖好的文件；确需再盖的，请重新申请用印。',
  ),
  APPROVAL_UNSETTLED: errorText(
    '这份文件上次盖章没有正常结束，暂不能再盖。',
    '程序在盖章过程中退出，无法确定章是否已经盖上。',
    '请查看原文件夹和“台账”里是否已有盖好的文件；确认没有盖成的，在“用印审批”里说明情况后重新开放。',
  ),
  APPROVAL_INVALID: errorText(
    '这个文件不是完好的用印申请。',
    '它的格式不符，或内容不全、已被改动。',
    '请让申请人重新导出申请文件（.sealrequest）后再发一次。',
  ),
  APPROVAL_DECISION_INVALID: errorText(
    '审批意见未被接受。',
    '它不是针对这个申请作出的，或签名的证书不属于本单位、已失效、不受信任。',
    '请联系审批人核对，并用本单位的有效证书重新签署意见。',
  ),
  APPROVAL_DECIDED: errorText(
    '这个用印申请已经有审批意见，没有再改。',
    '每个申请只审批一次。',
    '请查看已有的意见；需要改变的，请重新申请用印。',
  ),
  APPROVAL_CONFLICT: errorText(
    '这个用印申请与本机已有的同号申请内容不同，没有导入。',
    '同一编号的申请不能有两种内容，其中一份可能被改动过。',
    '请联系申请人核对编号和内容，必要时重新申请。',
  ),
  APPROVAL_SCAN_UNSUPPORTED: errorText(
    '这个扫描件不能用。',
    '它不是 PDF、JPEG 或 PNG 文件，或超过 20 MB。',
    '请把纸质审批单重新扫描为 PDF、JPEG 或 PNG 后再登记。',
  ),
  APPROVAL_FILE_MISSING: errorText(
    '没有找到申请中的这份文件。',
    '它不在原来的位置，或没有随申请文件一起发来。',
    '请选择这份文件；程序会核对它与申请的是否一致。',
  ),
};
