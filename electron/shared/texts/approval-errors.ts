import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of approvals (用印审批). */
export const approvalErrors: ErrorTexts<`APPROVAL_${string}`> = {
  APPROVAL_REQUIRED: {
    what: text(
      '这份文件还没有用印审批，没有盖章。',
      'The use of the seal on this file has not been approved; nothing was sealed.',
    ),
    why: text(
      '按适用的管理规定，使用印章前须经审批；USB Key 未被使用。',
      'The rules that apply require approval before a seal is used. The USB key was not used.',
    ),
    next: text(
      '请先申请用印，由审批人同意后，从“用印审批”里打开这份文件盖章；纸质审批请先登记。',
      'Request approval first and, once the approver has agreed, open this file from Approvals to seal it. Record a paper approval before sealing.',
    ),
  },
  APPROVAL_MISMATCH: {
    what: text(
      '这不是审批人同意的那份文件或那个盖法，没有盖章。',
      'This is not the file, or not the way of sealing it, that was approved; nothing was sealed.',
    ),
    why: text(
      '文件内容、页数、印章、盖章位置、是否锁定或随章的日期、签名图片与审批的不一致。',
      'The content, the pages, the seal, its place, whether it locks, or what stands beside it differ from what was approved.',
    ),
    next: text(
      '请打开审批时的原文件，按审批的印章、位置和是否锁定盖章；确需更改的，请重新申请用印。',
      'Open the file that was approved and seal it as it was approved, locked or not; if anything had to change, request approval anew.',
    ),
  },
  APPROVAL_PICTURE_MISSING: {
    what: text(
      '本机没有审批所列的手写签名图片，没有盖章。',
      'A signature picture that the approval names is not on this computer; nothing was sealed.',
    ),
    why: text(
      '审批只写明图片的 SM3 值；经平台送审时，图片本身不随申请传送。',
      'An approval names a picture by its SM3 alone; by way of the platform the picture itself does not travel.',
    ),
    next: text(
      '请导入申请人保存的申请文件（内含图片），或在“用印审批”里选择签名图片（命令行：sealdesk approval picture），须与审批的完全一致。',
      'Import the request file that the applicant saved, which holds it, or choose the picture under Approvals (command line: sealdesk approval picture): it must be the very one that was approved.',
    ),
  },
  APPROVAL_NOT_FOUND: {
    what: text('没有找到这个用印申请。', 'There is no such request.'),
    why: text(
      '它不在本机的记录里，可能还没有导入，或编号有误。',
      'It is not on record on this computer: it may not have been imported yet, or the number is wrong.',
    ),
    next: text(
      '请在“用印审批”里核对编号，或导入申请文件。',
      'Check the number under Approvals, or import the request file.',
    ),
  },
  APPROVAL_NOT_APPROVED: {
    what: text(
      '这个用印申请没有获得同意，没有盖章。',
      'This request has not been approved; nothing was sealed.',
    ),
    why: text(
      '它还在等待审批，或已被驳回、撤回。',
      'It still waits for a decision, or it was rejected or withdrawn.',
    ),
    next: text(
      '请等待审批人决定；被驳回的，请按审批意见重新申请。',
      'Wait for the approver; where it was rejected, make a new request that follows the comment.',
    ),
  },
  APPROVAL_EXPIRED: {
    what: text('这个用印申请已过有效期，没有盖章。', 'The approval has expired; nothing was sealed.'),
    why: text(
      '审批只在申请写明的期限内有效。',
      'An approval is valid only until the date that the request names.',
    ),
    next: text('请重新申请用印。', 'Make a new request.'),
  },
  APPROVAL_USED: {
    what: text('审批同意的这份文件已经盖过章。', 'The file that was approved has been sealed already.'),
    why: text(
      '每个审批对所列的每份文件只能使用一次。',
      'An approval may be used once for each file that it lists.',
    ),
    next: text(
      '请在“台账”里查看盖好的文件；确需再盖的，请重新申请用印。',
      'Look for the sealed file in the register; to seal again, make a new request.',
    ),
  },
  APPROVAL_USED_ELSEWHERE: {
    what: text(
      '这份审批已经用过，平台上已有登记，没有盖章。',
      'This approval is claimed at the platform already; nothing was sealed.',
    ),
    why: text(
      '另一台电脑，或本机在恢复备份之前，已经用这份审批盖章或准备盖章。每个审批对每份文件只能使用一次。',
      'Another computer, or this one before a backup was restored, has sealed or was about to seal by it. An approval may be used once for each file.',
    ),
    next: text(
      '请向登记使用的电脑核对台账；那里没有盖成的，可在那里退回登记；确需再盖的，请重新申请用印。',
      'Look into the register of the computer that claimed it: where it sealed nothing, the claim can be given back there. To seal again, make a new request.',
    ),
  },
  APPROVAL_USED_TWICE: {
    what: text('这份审批被用了两次。', 'This approval was used twice.'),
    why: text(
      '两次用印时至少有一次没有联网，平台事后才发现；审批只同意使用一次。',
      'At least one of the uses was made offline, and the platform found out later. The approval allowed one use.',
    ),
    next: text(
      '请两台电脑的保管人核对台账和盖好的文件，确定哪一份有效，另一份在台账里登记作废并通知对方。',
      'Let the keepers of both computers compare registers and sealed files and decide which one stands; record the other as void and tell the other party.',
    ),
  },
  APPROVAL_UNCLAIMED: {
    what: text(
      '无法在平台登记这份审批的使用，没有盖章。',
      'The use of this approval could not be claimed at the platform; nothing was sealed.',
    ),
    why: text(
      '适用的规则要求先确认审批没有在别处用过；平台现在联系不上，或没有接受登记。',
      'The rules that apply want to know first that it was not used elsewhere. The platform cannot be reached now, or did not accept the claim.',
    ),
    next: text('请联网并同步一次，然后再盖章。', 'Connect and synchronise, then seal again.'),
  },
  APPROVAL_SAME_PERSON: {
    what: text(
      '申请人、审批人、保管人不能是同一个人。',
      'Applicant, approver and keeper must be different people.',
    ),
    why: text(
      '适用的规则要求申请、审批、盖章由不同的人办理；这里有两个环节是同一个人，或用了同一个 Key。',
      'The rules that apply want different people to request, to approve and to seal. Here one person, or one key, has two of these parts.',
    ),
    next: text(
      '请由另一个人用自己的 Key 审批，或由另一位保管人盖章。',
      'Let somebody else approve with a key of their own, or another keeper seal.',
    ),
  },
  APPROVAL_PERSON_UNNAMED: {
    what: text(
      '没有写明经办的人，没有盖章。',
      'Somebody who has a part in this use is not named; nothing was sealed.',
    ),
    why: text(
      '适用的规则要求申请人、审批人、保管人是不同的人；没有姓名就无法核对。',
      'The rules that apply want applicant, approver and keeper to be different people, which cannot be checked without names.',
    ),
    next: text('请填写保管人等姓名后再盖章。', 'Fill in the names, the keeper’s among them, and seal again.'),
  },
  APPROVAL_UNSETTLED: {
    what: text(
      '这份文件上次盖章没有正常结束，暂不能再盖。',
      'Sealing of this file was interrupted last time, so it cannot be sealed now.',
    ),
    why: text(
      '程序在盖章过程中退出，无法确定章是否已经盖上。',
      'The program stopped while sealing, so it is not known whether the seal was applied.',
    ),
    next: text(
      '请查看原文件夹和“台账”里是否已有盖好的文件；确认没有盖成的，在“用印审批”里说明情况后重新开放。',
      'Look for a sealed file in the folder and the register. If there is none, open the item again under Approvals and say why.',
    ),
  },
  APPROVAL_INVALID: {
    what: text('这个文件不是完好的用印申请。', 'This file is not an intact request for approval.'),
    why: text(
      '它的格式不符，或内容不全、已被改动。',
      'Its format is another one, or its content is incomplete or was changed.',
    ),
    next: text(
      '请让申请人重新导出申请文件（.sealrequest）后再发一次。',
      'Ask the applicant to export the request file (.sealrequest) and send it again.',
    ),
  },
  APPROVAL_DECISION_INVALID: {
    what: text('审批意见未被接受。', 'The decision was not accepted.'),
    why: text(
      '它不是针对这个申请作出的，或签名的证书不属于本单位、已失效、不受信任。',
      'It is not about this request, or the certificate behind it is not of this enterprise, not valid or not trusted.',
    ),
    next: text(
      '请联系审批人核对，并用本单位的有效证书重新签署意见。',
      'Ask the approver to check, and to sign the decision with a valid certificate of the enterprise.',
    ),
  },
  APPROVAL_DECIDED: {
    what: text(
      '这个用印申请已经有审批意见，没有再改。',
      'This request has been decided already; nothing was changed.',
    ),
    why: text('每个申请只审批一次。', 'A request is decided once.'),
    next: text(
      '请查看已有的意见；需要改变的，请重新申请用印。',
      'Look at the decision; where another one is needed, make a new request.',
    ),
  },
  APPROVAL_CONFLICT: {
    what: text(
      '这个用印申请与本机已有的同号申请内容不同，没有导入。',
      'This request differs from the one with the same number on this computer; it was not imported.',
    ),
    why: text(
      '同一编号的申请不能有两种内容，其中一份可能被改动过。',
      'One number cannot stand for two contents: one of them may have been changed.',
    ),
    next: text(
      '请联系申请人核对编号和内容，必要时重新申请。',
      'Check number and content with the applicant, and make a new request where needed.',
    ),
  },
  APPROVAL_SCAN_UNSUPPORTED: {
    what: text('这个扫描件不能用。', 'This scan cannot be used.'),
    why: text(
      '它不是 PDF、JPEG 或 PNG 文件，或超过 20 MB。',
      'It is not a PDF, JPEG or PNG file, or it is larger than 20 MB.',
    ),
    next: text(
      '请把纸质审批单重新扫描为 PDF、JPEG 或 PNG 后再登记。',
      'Scan the paper approval again as PDF, JPEG or PNG, and record it then.',
    ),
  },
  APPROVAL_FILE_MISSING: {
    what: text('没有找到申请中的这份文件。', 'The file that the request names was not found.'),
    why: text(
      '它不在原来的位置，或没有随申请文件一起发来。',
      'It is no longer where it was, or it did not come with the request file.',
    ),
    next: text(
      '请选择这份文件；程序会核对它与申请的是否一致。',
      'Choose the file; it is compared with the one in the request.',
    ),
  },
};
