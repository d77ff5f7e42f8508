import { fromHex, toHex, utf8Bytes, utf8Text } from '../bytes/encodings.ts';
import type { SmEngine } from '../sm/engine.ts';
import { z } from 'zod';
import type { RegisterHead } from './checkpoint.ts';

/** A head as it is kept on a token. */
export interface TokenHead extends RegisterHead {
  readonly registerId: string;
  /** Where the register lay, as {@link originOf} says. */
  readonly origin: string;
  /**
   * SHA-256 over all entries under the head with their leaf hashes, hexadecimal, by which they are known again without
   * hashing each of them; null in heads of earlier versions. The signature does not cover it.
   */
  readonly fingerprint: string | null;
  /** SM3 of the signer's certificate, hexadecimal; the token holds the certificate itself. */
  readonly signer: string;
  /** r ‖ s, hexadecimal */
  readonly signature: string;
}

const HEADING = 'sealdesk register head 2';
/** Heads of this version have no fingerprint. */
const FIRST_HEADING = 'sealdesk register head 1';

/** Of every such object, octets: an SKF file keeps the size that it was made with. */
const TOKEN_HEAD_LENGTH = 512;

/** The label begins with this; CKA_LABEL and the name of an SKF file, which has at most 31 octets. */
export const TOKEN_HEAD_LABEL = 'sealdesk-head-';
const ID_DIGITS = 16;
const LINE_FEED = 0x0a;

/** Returns the label under which a token keeps the head of a register. */
export const tokenHeadLabel = (registerId: string): string =>
  `${TOKEN_HEAD_LABEL}${registerId.slice(0, ID_DIGITS)}`;

/**
 * Writes a head for a token, without its signature: the token host adds that in hexadecimal, a line feed, and
 * zeros up to {@link TOKEN_HEAD_LENGTH}.
 */
export function tokenHeadText(head: Omit<TokenHead, 'signature'>): Uint8Array {
  const { registerId, origin, size, root, time, fingerprint, signer } = head;
  const facts = [registerId, origin, String(size), root, time];
  const lines =
    fingerprint === null ? [FIRST_HEADING, ...facts, signer] : [HEADING, ...facts, fingerprint, signer];
  return utf8Bytes([...lines, ''].join('\n'));
}

/** Adds the signature to the text of a head, as a token keeps it. @throws RangeError if it is too long */
export function tokenHeadBytes(text: Uint8Array, signature: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(TOKEN_HEAD_LENGTH);
  bytes.set(text);
  bytes.set(utf8Bytes(`${toHex(signature)}\n`), text.length);
  return bytes;
}

const id = z.string().regex(/^[0-9a-f]{32}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const facts = [
  id,
  z.string().regex(/^[0-9a-f]{1,64}$/),
  z.coerce.number().int().min(0),
  hash,
  z.iso.datetime(),
] as const;
const signed = [hash, z.string().regex(/^[0-9a-f]{128}$/)] as const;
const first = z.tuple([z.literal(FIRST_HEADING), ...facts, ...signed]);
const second = z.tuple([z.literal(HEADING), ...facts, hash, ...signed]);

/** Reads a head that a token keeps; null for any other data. */
export function readTokenHead(bytes: Uint8Array): TokenHead | null {
  if (bytes.length > TOKEN_HEAD_LENGTH) return null;
  const end = bytes.lastIndexOf(LINE_FEED);
  const lines = textOrEmpty(bytes.subarray(0, Math.max(0, end))).split('\n');
  const later = second.safeParse(lines);
  if (later.success) {
    const [, registerId, origin, size, root, time, fingerprint, signer, signature] = later.data;
    return { registerId, origin, size, root, time, fingerprint, signer, signature };
  }
  const earlier = first.safeParse(lines);
  if (!earlier.success) return null;
  const [, registerId, origin, size, root, time, signer, signature] = earlier.data;
  return { registerId, origin, size, root, time, fingerprint: null, signer, signature };
}

function textOrEmpty(bytes: Uint8Array): string {
  try {
    return utf8Text(bytes);
  } catch {
    return '';
  }
}

/** Digits of an origin: enough that no two places of one person have the same. */
const ORIGIN_DIGITS = 16;

/**
 * Names the place of a register without telling it: a token may be read by others. A register that was
 * replaced by another in the same place is found by it.
 * @param place the computer's name and the absolute path of the home
 */
export function originOf(place: readonly string[], engine: Pick<SmEngine, 'sm3'>): string {
  return toHex(engine.sm3(utf8Bytes(place.join('\n')))).slice(0, ORIGIN_DIGITS);
}

/** Returns the SM3 of a certificate by which heads name their signer. */
export const signerOfHead = (certificate: string, engine: Pick<SmEngine, 'sm3'>): string =>
  toHex(engine.sm3(fromHex(certificate)));
