import { Problem } from '../problem.ts';
import type { CallingRegister } from '../services/register-requests.ts';
import type { Session } from '../services/sessions.ts';

/** A request that has passed the contract's schemas. */
export interface Call {
  /** The parameters of the path and the query, by name. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** Headers have lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The network address of the caller. */
  readonly address: string;
  /** Parsed JSON, or octets; undefined when there is none. */
  readonly body: unknown;
  /** Null when the operation needs none, or when another scheme has authenticated the caller. */
  readonly session: Session | null;
  /** The register whose key has signed the request; null when none has. */
  readonly register: CallingRegister | null;
}

interface AnswerHead {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer to a request. */
export type Answer =
  | (AnswerHead & { readonly json: object })
  | (AnswerHead & { readonly octets: Uint8Array; readonly type: string })
  | (AnswerHead & { readonly empty: true })
  /** A stream of events lasts until the client leaves. The function begins it, and returns what ends it. */
  | (AnswerHead & { readonly stream: (write: (text: string) => void) => () => void });

/** One operation of the contract. @throws Problem */
export type Operation = (call: Call) => Answer | Promise<Answer>;

export type Operations = Readonly<Record<string, Operation>>;

export const json = (value: object, status = 200): Answer => ({ status, json: value });

export const octets = (bytes: Uint8Array, type = 'application/octet-stream'): Answer => ({
  status: 200,
  octets: bytes,
  type,
});

/**
 * Returns the first and the last octet that a Range header asks for (RFC 9110 §14.1.2). Returns null when the whole is
 * to be sent, which is also the answer to several ranges at once.
 * @throws Problem range-not-satisfiable
 */
export function rangeOf(header: unknown, length: number): readonly [number, number] | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(typeof header === 'string' ? header : '') ?? [];
  if (first === undefined || last === undefined || first + last === '') return null;
  const start = first === '' ? Math.max(length - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  if (start >= length) throw new Problem('range-not-satisfiable');
  return start <= end ? [start, end] : null;
}
