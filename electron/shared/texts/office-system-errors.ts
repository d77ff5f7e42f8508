import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of approvals that were given in an office system (办公系统). */
export const officeSystemErrors: ErrorTexts<`OA_${string}`> = {
  OA_SYSTEM_UNKNOWN: {
    what: text(
      '这个办公系统没有在本机登记，它的审批没有采用。',
      'This office system is not registered here; its decision was not taken.',
    ),
    why: text(
      '审批结果由一张未登记的证书签名，或登记它的证书不再有效。',
      'The decision is signed by a certificate that nobody registered here, or the key that registered it no longer counts.',
    ),
    next: text(
      '请向系统管理员核对证书指纹，再由本单位持 Key 的人在“用印审批”里登记该系统。',
      'Compare the certificate’s fingerprint with the system’s keeper, then have somebody with a key of the enterprise register it under Approvals.',
    ),
  },
  OA_SYSTEM_WITHDRAWN: {
    what: text(
      '这个办公系统的登记已注销，没有盖章。',
      'The registration of this office system was withdrawn; nothing was sealed.',
    ),
    why: text(
      '登记注销或证书撤销之后，该系统给出的、尚未使用的审批一律不再采用。',
      'Once a system is withdrawn or its certificate revoked, none of its unused approvals is used any more.',
    ),
    next: text(
      '请用其他方式审批；系统恢复使用的，请重新登记。',
      'Have the use approved in another way, or register the system anew.',
    ),
  },
  OA_FINGERPRINT_DIFFERS: {
    what: text(
      '证书指纹与所给的不一致，没有登记。',
      'The certificate does not have the fingerprint that you gave; nothing was registered.',
    ),
    why: text(
      '这不是系统管理员告知的那张证书，也可能是抄录有误。',
      'It is not the certificate that the system’s keeper named, or a digit was copied wrongly.',
    ),
    next: text(
      '请通过电话或当面向系统管理员核对 SHA-256 指纹。',
      'Compare the SHA-256 fingerprint with the system’s keeper in person or by telephone.',
    ),
  },
  OA_REGISTRATION_INVALID: {
    what: text(
      '办公系统的登记内容有误，没有登记。',
      'The registration of the office system is not possible as it stands.',
    ),
    why: text(
      '证书须能签名且未过期；权限须有截止时间（不晚于证书到期和三年），次数为 1 至 500。',
      'The certificate must be able to sign and be in force; the powers must end, no later than the certificate and three years; uses are 1 to 500.',
    ),
    next: text('请按提示的项目改正后再登记。', 'Correct what the details name and register again.'),
  },
  OA_DECISION_INVALID: {
    what: text(
      '这不是能读懂的办公系统审批结果，没有采用。',
      'This is no decision of an office system that can be read; it was not taken.',
    ),
    why: text('内容不符合约定的格式。', 'Its content does not follow the agreed format.'),
    next: text(
      '请系统管理员对照《办公系统审批接口》检查提示的字段。',
      'Have the system’s keeper check the named field against the description of the interface.',
    ),
  },
  OA_DECISION_ALTERED: {
    what: text(
      '审批结果签名不符，没有采用。',
      'The signature of the decision does not fit; it was not taken.',
    ),
    why: text('签名之后内容被改动，或签名有误。', 'It was altered after it was signed, or signed wrongly.'),
    next: text(
      '请从办公系统重新取得审批结果，并报告此事。',
      'Fetch the decision from the office system again, and report this.',
    ),
  },
  OA_DECISION_LATE: {
    what: text('审批结果已过有效期，没有采用。', 'The decision came after its end; it was not taken.'),
    why: text('审批结果写明的有效期已过。', 'The time until which it is valid is over.'),
    next: text('请在办公系统里重新审批。', 'Have the use approved anew in the office system.'),
  },
  OA_DECISION_REPEATED: {
    what: text(
      '同一单号已有另一份审批结果，没有采用。',
      'There is another decision under the same office number; this one was not taken.',
    ),
    why: text(
      '一个单号只代表一次审批，内容不同的第二份不再采用。',
      'One number stands for one decision; a second one with other content is not taken.',
    ),
    next: text(
      '请在办公系统里另立单号审批。',
      'Have the use approved under another number in the office system.',
    ),
  },
  OA_POWERS_EXCEEDED: {
    what: text(
      '这个办公系统无权作出这项审批，没有采用。',
      'The office system has no power to approve this; the decision was not taken.',
    ),
    why: text(
      '印章、次数、期限或单位超出了登记时给它的权限。',
      'The seal, the number of uses, the end or the enterprise is beyond the powers with which it is registered.',
    ),
    next: text(
      '请由有权的人审批，或由本单位持 Key 的人重新登记权限。',
      'Have somebody approve it who may, or have the powers registered anew with a key of the enterprise.',
    ),
  },
  OA_WAY_UNUSABLE: {
    what: text(
      '与办公系统交换的文件夹或地址不能用。',
      'The folder or address for exchange with office systems cannot be used.',
    ),
    why: text(
      '文件夹不存在或不能写入，或地址不是 https，或凭据文件不能读取。',
      'The folder is missing or cannot be written, the address is not https, or the token’s file cannot be read.',
    ),
    next: text('请在“用印审批”的“办公系统”里改正。', 'Correct it under Approvals, Office systems.'),
  },
  OA_CALL_FAILED: {
    what: text('没有从办公系统取得答复。', 'The office system gave no usable answer.'),
    why: text(
      '网络不通、证书不符、访问凭据被拒绝，或答复不符合约定。',
      'It was not reached, its certificate does not fit, it refused the token, or it answers otherwise than agreed.',
    ),
    next: text(
      '稍后会自动再试；持续如此请联系系统管理员。',
      'It is asked again by itself; if this goes on, tell the system’s keeper.',
    ),
  },
};
