import type { Session } from '../offices/sessions.ts';

/** A request that has passed the contract's schemas. */
export interface Call {
  /** Of the path and the query, by name. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** Headers have lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed JSON, or octets; undefined where there is none. */
  readonly body: unknown;
  /** Null where the operation needs none. */
  readonly session: Session | null;
}

interface AnswerHead {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What goes back. */
export type Answer =
  | (AnswerHead & { readonly json: object })
  | (AnswerHead & { readonly octets: Uint8Array; readonly type: string })
  | (AnswerHead & { readonly empty: true });

/** One operation of the contract. @throws Problem */
export type Operation = (call: Call) => Answer | Promise<Answer>;

export type Operations = Readonly<Record<string, Operation>>;

export const json = (value: object, status = 200): Answer => ({ status, json: value });

export const octets = (bytes: Uint8Array, type = 'application/octet-stream'): Answer => ({
  status: 200,
  octets: bytes,
  type,
});
