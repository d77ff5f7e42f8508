import { z } from 'zod';
import { targetText } from '../../core/approval/approved-places.ts';
import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { keptStatement, signStatement, type Statement } from '../../core/platform/signed-statement.ts';
import { encodeEntry } from '../../core/register/entry-bytes.ts';
import { leafHash } from '../../core/register/merkle-tree.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RegisteredEntry } from '../../shared/model/register.ts';
import { resultOf } from '../../shared/result.ts';
import { type Records, type RecordStore, recordsOfKind } from '../records/records.ts';
import { entriesWhere } from '../register/find-entries.ts';
import { registerIdOf } from '../register/register-identity.ts';
import { type CheckpointKey, signByKey } from '../register/sign-checkpoint.ts';
import type { ApprovalPorts, ApprovalRecord, KeptOfficeDecision } from './approval-record.ts';

/** The format that a result names. */
const OFFICE_RESULT_FORMAT = 'sealdesk office result 1';

/** What became of one use that an office system has approved, as the sealing key signs it. Hashes are hexadecimal. */
export interface OfficeResult {
  readonly format: typeof OFFICE_RESULT_FORMAT;
  /** OA 单号 */
  readonly number: string;
  readonly decisionSm3: string;
  readonly approval: string;
  /** Which use, from 1, of how many. */
  readonly use: number;
  readonly uses: number;
  readonly fileName: string;
  readonly sm3Before: string;
  readonly sm3After: string;
  readonly esId: string;
  readonly sealName: string;
  /** The places as people read them. */
  readonly place: string;
  readonly sealedAt: string;
  readonly registerId: string;
  /** The entry of the register (用印台账): its index from 0, and the hash of its bytes; null if it was not kept. */
  readonly entry: { readonly index: number; readonly leafHash: string } | null;
}

/** A result that goes back, and whether it has. */
export interface KeptResult {
  readonly approval: string;
  readonly index: number;
  /** Where the sealed file lay when it was made. */
  readonly path: string;
  readonly sm3After: string;
  readonly result: OfficeResult;
  /** Signed by the key of the seal; null when the key refused a further signature. */
  readonly statement: Statement | null;
  readonly returned: boolean;
}

const resultSchema = z.strictObject({
  format: z.literal(OFFICE_RESULT_FORMAT),
  number: z.string(),
  decisionSm3: z.string(),
  approval: z.string(),
  use: z.int().min(1),
  uses: z.int().min(1),
  fileName: z.string(),
  sm3Before: z.string(),
  sm3After: z.string(),
  esId: z.string(),
  sealName: z.string(),
  place: z.string(),
  sealedAt: z.iso.datetime(),
  registerId: z.string(),
  entry: z.strictObject({ index: z.int().min(0), leafHash: z.string() }).nullable(),
});

const keptResult = z.strictObject({
  approval: z.string(),
  index: z.int().min(0),
  path: z.string(),
  sm3After: z.string(),
  result: resultSchema,
  statement: keptStatement.nullable(),
  returned: z.boolean(),
});

export function officeResults(records: RecordStore): Records<KeptResult> {
  const idOf = ({ approval, index }: KeptResult): string => `${approval}/${index}`;
  return recordsOfKind<KeptResult>('officeResult', keptResult, idOf, records);
}

type ResultPorts = Pick<ApprovalPorts, 'records' | 'engine' | 'random' | 'register' | 'clock'>;

/** Finds the register entry of one use of an approval; an entry that was not kept leaves an earlier use its own. */
async function entryOf(
  approval: string,
  esId: string,
  use: number,
  register: ResultPorts['register'],
): Promise<RegisteredEntry | null> {
  const query = { approval, acts: ['seal'], esId, result: 'done' } as const;
  for await (const found of entriesWhere(query, 'newest', register)) {
    if (found.entry.approvalUse?.use === use) return found;
  }
  return null;
}

/** A use that was just made. */
interface MadeUse {
  readonly index: number;
  readonly path: string;
  readonly sm3After: string;
  readonly key: CheckpointKey | null;
}

/**
 * Makes the result of a use and signs it with the key that has just sealed, in the same login: the office system knows that
 * key by the seal. It waits here until it has gone back. Rejects with the codes of the store.
 */
export async function noteResult(
  { request, decided }: ApprovalRecord & { readonly decided: KeptOfficeDecision },
  { index, path, sm3After, key }: MadeUse,
  ports: ResultPorts,
): Promise<void> {
  const item = request.items[index];
  if (item === undefined) return;
  const { esId, sealName, fileName, sm3, target, pages } = item;
  const found = await entryOf(request.id, esId, index + 1, ports.register);
  const result: OfficeResult = {
    format: OFFICE_RESULT_FORMAT,
    number: decided.decision.number,
    decisionSm3: decided.decisionSm3,
    approval: request.id,
    use: index + 1,
    uses: request.items.length,
    ...{ fileName, sm3Before: sm3, sm3After, esId, sealName, place: targetText(target, pages) },
    sealedAt: found?.entry.time ?? ports.clock.now().toISOString(),
    registerId: await registerIdOf(ports.records, ports.random),
    entry: found && {
      index: found.index,
      leafHash: toHex(leafHash(ports.engine, encodeEntry(found.entry))),
    },
  };
  const statement = key === null ? null : await signedResult(result, key, ports);
  const kept = { approval: request.id, index, path, sm3After, result, statement, returned: false };
  await officeResults(ports.records).keep(kept);
}

async function signedResult(
  result: OfficeResult,
  key: CheckpointKey,
  { engine }: ResultPorts,
): Promise<Statement | null> {
  const signed = await resultOf(() =>
    signStatement('office-result', utf8Bytes(JSON.stringify(result)), key.certificate, async (message) => {
      const value = await signByKey(message, key, engine);
      if (value === null) throw new CodedError('SIGNATURE_MISMATCH', 'no signature for the result');
      return value;
    }),
  );
  return signed.ok ? signed.value : null;
}

/** Returns the bytes of the file in which a result goes back: the signed statement, or the bare result without a signature. */
export function resultBytes({ statement, result }: Pick<KeptResult, 'statement' | 'result'>): Uint8Array {
  return utf8Bytes(`${JSON.stringify(statement ?? { unsigned: result }, null, 2)}\n`);
}
