/** The words of the operator's page. */
export const SEAL_STATE_WORDS: Readonly<Record<string, string>> = {
  active: '可用',
  suspended: '已停用',
  cancelled: '已注销',
  replaced: '已换领',
  void: '已失效',
};

export const ENTERPRISE_STATE_WORDS: Readonly<Record<string, string>> = {
  normal: '存续',
  revoked: '被吊销',
  cancelled: '已注销',
};

export const KIND_WORDS: Readonly<Record<string, string>> = {
  pinReset: '口令重置',
  issue: '申领',
  renewal: '续期',
  replacement: '换领',
  cancellation: '注销',
  lossReport: '挂失',
};

export const STATE_WORDS: Readonly<Record<string, string>> = {
  draft: '填写中',
  underReview: '待审核',
  approved: '已批准',
  rejected: '已驳回',
  withdrawn: '已撤回',
  expired: '已过期',
  done: '已办结',
  unauthorised: '待核实',
  received: '挂失申报中',
  inForce: '已停用',
};

export const ROLE_WORDS: Readonly<Record<string, string>> = {
  holder: '持有人',
  legalRepresentative: '法定代表人',
  keeper: '保管人',
  agent: '经办人',
};

export const PAPER_WORDS: Readonly<Record<string, string>> = {
  identity: '身份证件',
  businessLicence: '营业执照',
  authorisation: '授权书',
  officialLetter: '单位申请函',
  other: '其他',
  writtenApplication: '加盖印章的书面申请',
};

export const REASON_WORDS: Readonly<Record<string, string>> = {
  keyCompromise: '密钥泄露',
  affiliationChanged: '单位变更',
  superseded: '已换发',
  cessationOfOperation: '停止使用',
  unspecified: '未说明',
};

export const ACT_WORDS: Readonly<Record<string, string>> = {
  seal: '用印',
  sign: '签名',
  pinChange: '修改口令',
  pinUnblock: '解锁口令',
  enrolment: '写入新印章',
  issue: '申领印章',
  voided: '作废',
  tokenTaken: '领用 USB Key',
  tokenReturned: '归还 USB Key',
  handedOver: '岗位交接',
  pinReset: '口令重置',
  lossReport: '挂失',
  lossWithdrawal: '撤回挂失',
  renewal: '续期',
  replacement: '换领',
  cancellation: '注销',
  delegation: '授权',
  approvalRequested: '申请用印',
  approvalDecided: '审批用印',
  approvalUsedTwice: '审批被用两次',
  enterpriseRules: '本单位用印规定',
  clockSetBack: '时钟被拨回',
};

/** Returns the word for a name, or the name itself when there is none. */
export function wordFor(words: Readonly<Record<string, string>>, name: string): string {
  return words[name] ?? name;
}

const TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/**
 * Formats a time as Chinese authorities write it.
 * @param iso null for none
 */
export function timeText(iso: string | null): string {
  return iso === null ? '—' : TIME.format(new Date(iso));
}
