import { z } from 'zod';
import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { AppError, ErrorCode } from '../../shared/errors.ts';
import { type Result, unwrap } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import { type RecordStore, recordsOfKind } from '../records/records.ts';

/** A request that is on its way to a platform, or whose answer was lost. */
const sentSchema = z.strictObject({
  slot: z.string(),
  idempotencyKey: z.string(),
  /** The SM3 of what the person wanted, hexadecimal: the same wish repeats the same request. */
  wish: z.string(),
  /** The very content that was sent, JSON. */
  content: z.string(),
  /** The key that the platform may certify already, its CKA_ID hexadecimal; null for none. */
  key: z.strictObject({ tokenSerial: z.string(), keyId: z.string() }).nullable(),
});

type SentRequest = z.infer<typeof sentSchema>;

/** The requests without an answer that this computer keeps. */
export interface SentRequests {
  find(slot: string): Promise<SentRequest | null>;
  keep(request: SentRequest): Promise<void>;
  remove(slot: string): Promise<void>;
  /** Returns the CKA_IDs (hexadecimal) of keys on a token that a platform may be certifying. */
  keysOn(tokenSerial: string): Promise<readonly string[]>;
}

const KIND = 'sentRequest';

export function sentRequests(records: RecordStore): SentRequests {
  const kept = recordsOfKind(KIND, sentSchema, ({ slot }) => slot, records);
  return {
    ...kept,
    remove: (slot) => records.remove(KIND, slot),
    keysOn: async (serial) =>
      (await kept.all()).flatMap(({ key }) => (key?.tokenSerial === serial ? [key.keyId] : [])),
  };
}

/** What is sent once, whatever becomes of its answer. */
export interface Sending<T, A, R> {
  /** Names what may be under way only once, such as an application for one seal at one platform. */
  readonly slot: string;
  /** What the person wants, of values that JSON has, the same for every try. */
  readonly wish: object;
  /** The form of the content, which is kept as JSON. */
  readonly schema: z.ZodType<T>;
  /** Makes the content. It is not asked for when a request with the same wish waits for its answer. */
  readonly make: () => Promise<{ readonly content: T; readonly key: SentRequest['key'] }>;
  readonly send: (content: T, idempotencyKey: string) => Promise<Result<A>>;
  /** Keeps the answer durably. */
  readonly settle: (content: T, answer: A) => Promise<R>;
}

export interface SendingPorts {
  readonly requests: SentRequests;
  readonly engine: SmEngine;
  readonly random: RandomBytes;
}

/** What became of a request. */
export interface Sent<R> {
  readonly outcome: R;
  /** False when an earlier request got its answer, with which the person wanted something else. */
  readonly isWished: boolean;
}

/**
 * Sends a request whose content cannot be made twice alike, since a key signs it. Content and Idempotency-Key are kept
 * before they are sent, until the answer is known and kept: after a lost answer the next try repeats these bytes, to which the
 * platform gives its first answer, instead of refusing others under the same key (409 key-used-otherwise). A request that waits
 * with another wish is repeated first, since nobody knows whether the platform has it.
 * @throws CodedError of the way to the platform, of making and of keeping
 */
export async function sendOnce<T, A, R>(sending: Sending<T, A, R>, ports: SendingPorts): Promise<Sent<R>> {
  const wish = toHex(ports.engine.sm3(utf8Bytes(JSON.stringify(sending.wish))));
  const earlier = await ports.requests.find(sending.slot);
  const sent = earlier ?? (await noted(sending, wish, ports));
  const content = sending.schema.parse(JSON.parse(sent.content));
  const answer = await sending.send(content, sent.idempotencyKey);
  if (answer.ok) {
    const outcome = await sending.settle(content, answer.value);
    await ports.requests.remove(sent.slot);
    return { outcome, isWished: sent.wish === wish };
  }
  if (!isAnswer(answer.error)) return unwrap(answer);
  await ports.requests.remove(sent.slot);
  return sent.wish === wish ? unwrap(answer) : sendOnce(sending, ports);
}

async function noted<T, A, R>(
  { slot, schema, make }: Sending<T, A, R>,
  wish: string,
  { requests, random }: SendingPorts,
): Promise<SentRequest> {
  const { content, key } = await make();
  const json = JSON.stringify(schema.parse(content));
  const sent = { slot, wish, content: json, key, idempotencyKey: toHex(random(16)) };
  await requests.keep(sent);
  return sent;
}

const ANSWERS: ReadonlySet<ErrorCode> = new Set(['PLATFORM_REFUSED', 'PLATFORM_NOT_OFFERED']);
/** Refused before the request was looked at: an earlier one may have worked. */
const UNAUTHORISED = 401;

/** Tells whether a failure is the platform's word that it has not done what was asked for. */
function isAnswer({ code, details }: AppError): boolean {
  return ANSWERS.has(code) && details?.['status'] !== UNAUTHORISED;
}
