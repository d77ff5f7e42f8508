import { z } from 'zod';
import type { AnyOperation } from '../operation.ts';
import { MOST_BYTES } from './request-size.ts';

/** The channel on which the bridge asks for a pad, with the number of bytes that it needs. */
export const PAD_CHANNEL = 'pad';

/** Random bytes that cover the secrets of one request, and the name by which main knows them again. */
interface OneTimePad {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Tells whether main gave a pad. Not a schema's work: in the page's process a schema may not compile itself. */
export function isPad(answer: unknown): answer is OneTimePad {
  if (typeof answer !== 'object' || answer === null) return false;
  return typeof Reflect.get(answer, 'id') === 'string' && Reflect.get(answer, 'bytes') instanceof Uint8Array;
}

/** Pads that were given and not used. A bridge uses each at once; the oldest gives way. */
const MOST_PADS = 64;

/** Returns how many bytes of a request are secret. */
export function secretLength(operation: Pick<AnyOperation, 'secrets'>, request: unknown): number {
  return secretsOf(operation, request).reduce((total, secret) => total + secret.length, 0);
}

/**
 * Covers the secrets of a request with a pad, or uncovers them: each byte becomes its exclusive or with the pad's. The
 * pad is zeroed. Messages leave copies in buffers that neither side can clear; with a pad that came by another message,
 * none of these holds a PIN.
 * @throws Error if the pad has another length than the secrets
 */
export function applyPad(
  operation: Pick<AnyOperation, 'secrets'>,
  request: unknown,
  pad: Uint8Array | undefined,
): void {
  if (pad?.length !== secretLength(operation, request))
    throw new Error('a pad that does not fit the request');
  let at = 0;
  for (const secret of secretsOf(operation, request)) {
    secret.forEach((byte, index) => (secret[index] = byte ^ (pad[at + index] ?? 0)));
    at += secret.length;
  }
  pad.fill(0);
}

function secretsOf({ secrets }: Pick<AnyOperation, 'secrets'>, request: unknown): readonly Uint8Array[] {
  if (typeof request !== 'object' || request === null) return [];
  return secrets
    .flatMap((field): unknown => Reflect.get(request, field))
    .filter((value) => value instanceof Uint8Array);
}

/** Main's side: gives pads, and takes each back once. */
export class OneTimePads {
  readonly #given = new Map<string, Uint8Array>();

  /** Makes a pad of that many bytes. @throws ZodError for more than a request may hold */
  give(length: unknown): OneTimePad {
    const bytes = crypto.getRandomValues(new Uint8Array(z.int().min(0).max(MOST_BYTES).parse(length)));
    const id = crypto.randomUUID();
    this.#given.set(id, bytes);
    const [oldest] = this.#given.keys();
    if (this.#given.size > MOST_PADS && oldest !== undefined) this.take(oldest)?.fill(0);
    return { id, bytes };
  }

  /** Returns a pad that was given and not taken; undefined for any other. */
  take(id: unknown): Uint8Array | undefined {
    if (typeof id !== 'string') return undefined;
    const bytes = this.#given.get(id);
    this.#given.delete(id);
    return bytes;
  }
}
