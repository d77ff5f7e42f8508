/** The types of the interface's problems: the last part of `urn:sealdesk:problem:…`. */
const PROBLEMS = {
  'invalid-request': { status: 400, title: '请求不合规定' },
  unauthorised: { status: 401, title: '未登录或凭据不对' },
  'register-not-open': { status: 401, title: '台账尚未在本平台开立' },
  'clock-differs': { status: 401, title: '电脑时间与平台时间相差过大' },
  replayed: { status: 401, title: '请求已收到过' },
  'not-yours': { status: 403, title: '不属于您' },
  'certificate-not-accepted': { status: 403, title: '证书不被接受' },
  'not-known-here': { status: 403, title: '本地规则没有这一程序' },
  'not-found': { status: 404, title: '没有找到' },
  'method-not-allowed': { status: 405, title: '不支持这一方法' },
  'wrong-state': { status: 409, title: '当前状态下不能这样做' },
  'register-conflict': { status: 409, title: '与平台已有的台账记录不一致' },
  'head-needed': { status: 409, title: '须证明台账与平台已有的记录一致' },
  'key-used-otherwise': { status: 409, title: 'Idempotency-Key 已用于另一请求' },
  'too-large': { status: 413, title: '文件过大' },
  'wrong-media-type': { status: 415, title: '文件类型不对' },
  'range-not-satisfiable': { status: 416, title: '所要的范围不存在' },
  'active-content': { status: 422, title: '文件含有宏或脚本' },
  'not-sealed-by-holder': { status: 422, title: '书面申请上没有申请单位的有效印章' },
  'enterprise-unknown': { status: 422, title: '与登记机关的企业信息不符' },
  'papers-missing': { status: 422, title: '材料不全' },
  'reason-not-provided': { status: 422, title: '规定没有这一理由，或缺少说明' },
  'not-in-window': { status: 422, title: '不在续期期限内' },
  'code-wrong': { status: 403, title: '验证码不对' },
  'code-expired': { status: 410, title: '验证码已失效，请重新获取' },
  busy: { status: 429, title: '平台繁忙，请稍后再试' },
  internal: { status: 500, title: '平台内部错误' },
} as const;

type ProblemName = keyof typeof PROBLEMS;

interface ProblemMembers {
  readonly time?: string;
  readonly size?: number;
  readonly retryAfterSeconds?: number;
}

/** A refusal that the client receives as problem+json (RFC 9457). */
export class Problem extends Error {
  readonly body: {
    readonly type: string;
    readonly title: string;
    readonly status: number;
    readonly detail: string;
    readonly time?: string;
    readonly size?: number;
  };
  /** For Retry-After (RFC 9110 §10.2.3); null when it is not sent. */
  readonly retryAfterSeconds: number | null;

  /**
   * @param detail for the person who asks, in Chinese
   * @param more members that the program of the client reads (RFC 9457 §3.2)
   */
  constructor(name: ProblemName, detail = '', { retryAfterSeconds, ...more }: ProblemMembers = {}) {
    super(name);
    this.retryAfterSeconds = retryAfterSeconds ?? null;
    const { status, title } = PROBLEMS[name];
    this.body = { type: `urn:sealdesk:problem:${name}`, title, status, detail, ...more };
  }
}

const BY_STATUS: ReadonlyMap<number, ProblemName> = new Map([
  [400, 'invalid-request'],
  [401, 'unauthorised'],
  [404, 'not-found'],
  [405, 'method-not-allowed'],
  [413, 'too-large'],
  [415, 'wrong-media-type'],
  [416, 'range-not-satisfiable'],
]);

/** Turns errors of the framework and its validator, which carry a status, into problems. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { status, message } = error as { readonly status?: unknown; readonly message?: unknown };
  const name = typeof status === 'number' ? BY_STATUS.get(status) : undefined;
  return new Problem(name ?? 'internal', typeof message === 'string' ? message.slice(0, 2000) : '');
}
