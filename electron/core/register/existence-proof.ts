import { base64 } from '@scure/base';
import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { fromHex, jsonOrNull, toHex, utf8Bytes } from '../bytes/encodings.ts';
import type { Statement } from '../platform/signed-statement.ts';
import type { SmEngine } from '../sm/engine.ts';
import { openCountersignature, type Countersignature, type PlatformRoots } from './checkpoint.ts';
import { decodeEntry } from './entry-bytes.ts';
import { GrowingTree } from './growing-tree.ts';
import { leafHash } from './merkle-tree.ts';
import { inclusionProof, provesInclusion } from './tree-proofs.ts';

/** The format of the file; a later one has another number. */
const FORMAT = 'sealdesk existence proof 1';

const encoded = z.string().max(1 << 20);

const schema = z.strictObject({
  format: z.literal(FORMAT),
  /** The index of the entry in the register, from 0. */
  index: z.int().min(0),
  /** The entry's exact octets, base64. */
  entry: encoded,
  /** RFC 6962 §2.1.1 over SM3, from the entry up, hexadecimal. */
  inclusion: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(64),
  /** The platform's countersignature of the head of the tree. */
  countersignature: z.strictObject({ payload: encoded, protected: encoded, signature: encoded }),
});

/**
 * A proof that an entry existed when a platform countersigned the register (RFC 6962 §2.1.1). It is one file,
 * and anybody who knows the platform's root can check it.
 */
export type ExistenceProof = z.infer<typeof schema>;

/** An entry with its index, as it is kept. */
export interface ProvenEntry {
  readonly index: number;
  /** The exact bytes that are kept. */
  readonly bytes: Uint8Array;
}

/**
 * Makes a proof of existence.
 * @param leaves leaf hashes of the register, 32 bytes each, one after the other
 * @param size of the head that was countersigned
 * @throws RangeError if the entry is not in that head
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
    inclusion: inclusionProof(GrowingTree.over(engine, leaves), index, size).map(toHex),
    countersignature: statement,
  };
}

/** Writes a proof as a file: JSON that people can read. */
export const existenceProofBytes = (proof: ExistenceProof): Uint8Array =>
  utf8Bytes(`${JSON.stringify(proof, null, 2)}\n`);

/** Reads the file of a proof. @throws CodedError REGISTER_PROOF_INVALID with the rule `format` */
export function readExistenceProof(bytes: Uint8Array): ExistenceProof {
  const parsed = schema.safeParse(jsonOrNull(bytes));
  if (!parsed.success) throw invalid('format');
  return parsed.data;
}

/** The facts that a proof shows. */
export interface ProvenExistence {
  readonly index: number;
  readonly entry: RegisterEntry;
  readonly countersignature: Countersignature;
}

/**
 * Checks a proof of existence by itself, without the register.
 * @throws CodedError REGISTER_PROOF_INVALID with the broken `rule` (countersignature, entry, inclusion), or
 *   REGISTER_PLATFORM_UNKNOWN if the platform's root is not among the known ones
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

const invalid = (rule: string): CodedError => new CodedError('REGISTER_PROOF_INVALID', rule, { rule });
