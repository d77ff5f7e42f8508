import { z, type ZodType } from 'zod';
import type { Result } from '../shared/result.ts';

/** Carries a type that exists at compile time only. */
export interface TypeOnly<T> {
  readonly example?: T;
}

/** A schema, which is checked at run time, or a type that is not. */
export type Check<T> = ZodType<T> | TypeOnly<T>;

/**
 * Names a type without checking it. For what comes from this app's own code; what comes from the window or from a
 * process with a vendor's code has a schema.
 */
export function typeOnly<T>(): TypeOnly<T> {
  return {};
}

/** Bytes as they cross every wire. The mark lets a bundle that checks nothing leave the library of schemas out. */
export const bytes = /* @__PURE__ */ z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array,
  'bytes expected',
);

/** How much one request may hold. */
export interface RequestSize {
  /** Objects, arrays, their members, texts, numbers and so on, each one. */
  readonly values: number;
  /** UTF-16 code units of all texts and keys. */
  readonly characters: number;
  /** Bytes of all byte arrays, where they are more than a few PINs. */
  readonly bytes?: number;
}

/** Something that one side asks and the other answers with a {@link Result}. */
export interface Operation<Request, Answer, Progress> {
  readonly kind: 'operation';
  readonly request: Check<Request>;
  readonly answer: Check<Answer>;
  readonly progress: Check<Progress>;
  /** What a request from a side that is not trusted may hold, where that is more than the usual. */
  readonly largest?: RequestSize | undefined;
  /** Byte-array fields of the request. Each side zeroes its copy as soon as it no longer needs it. */
  readonly secrets: readonly string[];
  /** How long an answer may take, counted from when the request is sent; null when there is no limit. */
  readonly deadlineMs: number | null;
  /** Whether it is asked once more when the other side ends before it answers. */
  readonly repeatable: boolean;
  /**
   * The handler lets no message in while it works, so that cancelling goes by memory that both sides share. For
   * worker threads alone: shared memory crosses to no other process.
   */
  readonly cancelledByMemory: boolean;
  /** The server ends the port once it has answered. */
  readonly endsPort: boolean;
}

/** Something that a server tells its client unasked. */
export interface WireEvent<Payload> {
  readonly kind: 'event';
  readonly payload: Check<Payload>;
}

export type AnyOperation = Operation<unknown, unknown, unknown>;
/** What two sides may say to each other, declared once. Client, server and stand-in are derived from it. */
export type Table = Readonly<Record<string, AnyOperation | WireEvent<unknown>>>;

interface Declaration<Request, Answer, Progress> {
  /** Absent when nothing is sent along. */
  readonly request?: Check<Request>;
  readonly answer: Check<Answer>;
  readonly progress?: Check<Progress>;
  readonly largest?: RequestSize;
  readonly secrets?: readonly (keyof NoInfer<Request> & string)[];
  readonly deadlineMs?: number;
  readonly repeatable?: boolean;
  readonly cancelledByMemory?: boolean;
  readonly endsPort?: boolean;
}

/** Declares an operation. It throws when one with secrets is repeatable: they are gone once they are sent. */
export function operation<Answer, Request = undefined, Progress = never>(
  declaration: Declaration<Request, Answer, Progress>,
): Operation<Request, Answer, Progress> {
  const { secrets = [], deadlineMs = null, repeatable = false } = declaration;
  // Without a request the type is undefined: see the declaration's default.
  const request = declaration.request ?? (z.undefined() as Check<unknown> as Check<Request>);
  if (repeatable && secrets.length > 0) throw new Error('an operation with secrets is not repeatable');
  return {
    kind: 'operation',
    request,
    answer: declaration.answer,
    progress: declaration.progress ?? typeOnly<Progress>(),
    largest: declaration.largest,
    secrets,
    deadlineMs,
    repeatable,
    cancelledByMemory: declaration.cancelledByMemory ?? false,
    endsPort: declaration.endsPort ?? false,
  };
}

/** Declares an event. */
export function event<Payload>(payload: Check<Payload>): WireEvent<Payload> {
  return { kind: 'event', payload };
}

export interface CallOptions<Progress> {
  /** Cancels the call: the handler is told, and the call fails with CANCELLED if it heeds that. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export type StopListening = () => void;

type Asked<T> =
  T extends Operation<infer Request, infer Answer, infer Progress>
    ? (...asked: AskedWith<Request, Progress>) => Promise<Result<Answer>>
    : T extends WireEvent<infer Payload>
      ? (listener: (payload: Payload) => void) => StopListening
      : never;
type AskedWith<Request, Progress> = undefined extends Request
  ? [request?: Request, options?: CallOptions<Progress>]
  : [request: Request, options?: CallOptions<Progress>];

/** What a client may do: one function an operation, and one an event to listen to it. */
export type Client<T extends Table> = { readonly [Name in keyof T]: Asked<T[Name]> };

/** What a handler gets beside its request. */
export interface CallContext<Progress> {
  readonly signal: AbortSignal;
  /** Tells the client how far the work is. Throws CodedError CANCELLED when the client has cancelled it. */
  readonly progress: (progress: Progress) => void;
}

type Names<T extends Table, Kind extends string> = {
  [Name in keyof T]: T[Name] extends { readonly kind: Kind } ? Name : never;
}[keyof T];
export type OperationName<T extends Table> = Names<T, 'operation'> & string;

/** What an operation is asked with, and what it answers. */
export type RequestOf<T> = T extends Operation<infer Request, unknown, unknown> ? Request : never;
export type AnswerOf<T> = T extends Operation<unknown, infer Answer, unknown> ? Answer : never;
type ProgressOf<T> = T extends Operation<unknown, unknown, infer Progress> ? Progress : never;

/** What a server does: one function an operation. An expected failure is thrown as a CodedError. */
export type Handlers<T extends Table> = {
  readonly [Name in OperationName<T>]: (
    request: RequestOf<T[Name]>,
    context: CallContext<ProgressOf<T[Name]>>,
  ) => AnswerOf<T[Name]> | Promise<AnswerOf<T[Name]>>;
};

/** The same for handlers that answer with a {@link Result}. */
export type ResultHandlers<T extends Table> = {
  readonly [Name in OperationName<T>]: (
    request: RequestOf<T[Name]>,
  ) => Result<AnswerOf<T[Name]>> | Promise<Result<AnswerOf<T[Name]>>>;
};

/** What a server may tell: one function an event. */
export type Emitters<T extends Table> = {
  readonly [Name in Names<T, 'event'>]: T[Name] extends WireEvent<infer Payload>
    ? (payload: Payload) => void
    : never;
};

/** @throws ZodError when there is a schema that refuses the value */
export function checked<T>(check: Check<T>, value: unknown): T {
  if ('parse' in check) return check.parse(value);
  // A type without a schema is taken at its word: see typeOnly.
  return value as T;
}

/** Overwrites the byte arrays of a request that an operation declares secret. */
export function zeroSecrets({ secrets }: Pick<AnyOperation, 'secrets'>, request: unknown): void {
  if (typeof request !== 'object' || request === null) return;
  for (const field of secrets) {
    const values: readonly unknown[] = [Reflect.get(request, field)].flat();
    for (const value of values) if (value instanceof Uint8Array) value.fill(0);
  }
}

/**
 * Returns a request of the same shape and size without its secrets; null when the operation has none. A channel copies
 * what it carries into buffers that it never clears; sent after the answer, this takes their place.
 */
export function withoutSecrets({ secrets }: Pick<AnyOperation, 'secrets'>, request: unknown): object | null {
  if (secrets.length === 0 || typeof request !== 'object' || request === null) return null;
  const blank: Record<string, unknown> = { ...request };
  for (const field of secrets) {
    const value = blank[field];
    if (Array.isArray(value)) blank[field] = value.map(blankOf);
    else blank[field] = blankOf(value);
  }
  return blank;
}

const blankOf = (value: unknown): unknown =>
  value instanceof Uint8Array ? new Uint8Array(value.length) : value;

/** How often the buffers of a channel are written over: as many as it may have used in turn. */
export const OVERWRITES = 32;

/** Returns a table's operation of that name; null when there is none. */
export function operationOf(table: Table, name: string): AnyOperation | null {
  const entry = Object.hasOwn(table, name) ? table[name] : undefined;
  return entry?.kind === 'operation' ? entry : null;
}

/** What {@link mapTable} makes of each entry. */
export interface TableMapping {
  readonly operation?: (name: string, operation: AnyOperation) => unknown;
  readonly event?: (name: string) => unknown;
}

/** Makes one value for each entry of a table whose kind the mapping names. */
export function mapTable(table: Table, { operation: ofOperation, event: ofEvent }: TableMapping): unknown {
  return mapEach(table, (entry, name) =>
    entry.kind === 'event' ? ofEvent?.(name) : ofOperation?.(name, entry),
  );
}

/** Makes one value for each member, of the same name; undefined leaves it out. */
export function mapEach<From, To>(
  members: Readonly<Record<string, From>>,
  make: (member: From, name: string) => To,
): Readonly<Record<string, To>> {
  const made = Object.entries(members).map(([name, member]) => [name, make(member, name)] as const);
  return Object.fromEntries(made.filter(([, value]) => value !== undefined));
}
