import { base64 } from '@scure/base';
import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { fromHex, toHex } from '../bytes/hex.ts';
import { utf8Bytes, utf8Text } from '../bytes/utf8.ts';
import type { Statement } from '../platform/signed-statement.ts';
import type { SmEngine } from '../sm/engine.ts';
import { openCountersignature, type Countersignature, type PlatformRoots } from './countersignature.ts';
import { decodeEntry } from './entry-bytes.ts';
import { leafHash } from './merkle-tree.ts';
import { inclusionProof, provesInclusion } from './tree-proofs.ts';

/** Of the file; a later one has another number. */
const FORMAT = 'sealdesk existence proof 1';

const encoded = z.string().max(1 << 20);

const schema = z.strictObject({
  format: z.literal(FORMAT),
  /** Place of the entry in the register, from 0. */
  index: z.int().min(0),
  /** The entry's exact octets, base64. */
  entry: encoded,
  /** RFC 6962 §2.1.1 over SM3, from the entry up, hexadecimal. */
  inclusion: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(64),
  /** The platform's word for the head of the tree. */
  countersignature: z.strictObject({ payload: encoded, protected: encoded, signature: encoded }),
});

/**
 * That an entry existed when a platform countersigned the register (RFC 6962 §2.1.1): one file, checked by anybody
 * who knows the platform's root.
 */
export type ExistenceProof = z.infer<typeof schema>;

/** An entry in its place, as it is kept. */
export interface ProvenEntry {
  readonly index: number;
  /** The exact bytes that are kept. */
  readonly bytes: Uint8Array;
}

/**
 * @param leaves leaf hashes of the register, 32 bytes each, one after the other
 * @param size of the head that was countersigned
 * @throws RangeError where the entry is not in that head
 */
export function makeExistenceProof(
  { index, bytes }: ProvenEntry,
  leaves: Uint8Array,
  { size, statement }: { readonly size: number; readonly statement: Statement },
  engine: SmEngine,
): ExistenceProof {
  return {
    format: FORMAT,
    index,
    entry: base64.encode(bytes),
    inclusion: inclusionProof(engine, leaves, index, size).map(toHex),
    countersignature: statement,
  };
}

/** The proof as a file: JSON that people can look into. */
export const existenceProofBytes = (proof: ExistenceProof): Uint8Array =>
  utf8Bytes(`${JSON.stringify(proof, null, 2)}\n`);

/** @throws CodedError REGISTER_PROOF_INVALID with the rule `format` */
export function readExistenceProof(bytes: Uint8Array): ExistenceProof {
  const parsed = schema.safeParse(jsonOrNull(utf8Text(bytes)));
  if (!parsed.success) throw invalid('format');
  return parsed.data;
}

/** What a proof shows. */
export interface ProvenExistence {
  readonly index: number;
  readonly entry: RegisterEntry;
  readonly countersignature: Countersignature;
}

/**
 * Checks a proof of existence by itself, without the register.
 * @throws CodedError REGISTER_PROOF_INVALID with the broken `rule` (countersignature, entry, inclusion), or
 *   REGISTER_PLATFORM_UNKNOWN where the root of the platform is not among the known ones
 */
export function checkExistenceProof(
  proof: ExistenceProof,
  roots: PlatformRoots,
  engine: SmEngine,
): ProvenExistence {
  const countersignature = countersignatureOf(proof, roots, engine);
  const bytes = octetsOf(proof.entry);
  const leaf = { hash: leafHash(engine, bytes), index: proof.index };
  const head = { size: countersignature.size, root: fromHex(countersignature.root) };
  if (!provesInclusion(engine, leaf, head, proof.inclusion.map(fromHex))) throw invalid('inclusion');
  return { index: proof.index, entry: entryOf(bytes), countersignature };
}

function countersignatureOf(proof: ExistenceProof, roots: PlatformRoots, engine: SmEngine): Countersignature {
  const { countersignature, root } = opened(proof.countersignature, roots, engine);
  const { platform } = countersignature;
  if (root === null) throw new CodedError('REGISTER_PLATFORM_UNKNOWN', platform, { platform });
  return countersignature;
}

function opened(...args: Parameters<typeof openCountersignature>): ReturnType<typeof openCountersignature> {
  try {
    return openCountersignature(...args);
  } catch (error) {
    throw error instanceof CodedError ? invalid('countersignature') : error;
  }
}

function entryOf(bytes: Uint8Array): RegisterEntry {
  try {
    return decodeEntry(bytes);
  } catch (error) {
    throw error instanceof CodedError ? invalid('entry') : error;
  }
}

function octetsOf(text: string): Uint8Array {
  try {
    return base64.decode(text);
  } catch {
    throw invalid('format');
  }
}

function jsonOrNull(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}

const invalid = (rule: string): CodedError => new CodedError('REGISTER_PROOF_INVALID', rule, { rule });
