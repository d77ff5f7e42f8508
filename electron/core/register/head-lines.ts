import { z } from 'zod';
import type { RegisterCheckpoint } from '../../shared/model/register.ts';
import { utf8Bytes } from '../bytes/encodings.ts';
import { keptStatement, type Statement } from '../platform/signed-statement.ts';
import type { SmEngine } from '../sm/engine.ts';
import { signerOfHead } from './kept-head.ts';

/** A head in the journal that lies beside the register's database: of a checkpoint, or of a platform's word. */
export type JournalHead = JournalCheckpoint | JournalCountersignature;

export interface JournalCheckpoint extends RegisterCheckpoint {
  readonly kind: 'checkpoint';
  readonly registerId: string;
}

export interface JournalCountersignature {
  readonly kind: 'countersignature';
  readonly registerId: string;
  readonly platform: string;
  readonly size: number;
  readonly root: string;
  readonly time: string;
  readonly statement: Statement;
}

const hex = z.string().regex(/^([0-9a-f]{2})+$/);
const head = {
  registerId: z.string().regex(/^[0-9a-f]{32}$/),
  size: z.int().min(0),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  time: z.iso.datetime(),
};

/** A certificate stands in full in one line, and by its SM3 in the lines after that. */
const line = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('checkpoint'),
    ...head,
    signer: hex.nullable(),
    certificate: hex.exactOptional(),
    signature: hex.nullable(),
  }),
  z.strictObject({
    kind: z.literal('countersignature'),
    ...head,
    platform: z.string().min(1).max(100),
    statement: keptStatement,
  }),
]);

/** What was read of a journal, or of its end. */
export interface JournalReading {
  /** In the order in which they were written. */
  readonly heads: readonly JournalHead[];
  /** Whole lines that are no head, so that somebody has changed them. */
  readonly unreadable: number;
  /** The certificates that stand in full, hexadecimal, by their SM3. */
  readonly certificates: ReadonlyMap<string, string>;
}

/**
 * Reads lines of a journal. What follows the last line feed was cut off by a death while writing, and is not counted.
 * A checkpoint whose certificate stands before the lines that were read keeps its head and loses its signature.
 */
export function readHeadLines(text: string): JournalReading {
  const heads: JournalHead[] = [];
  const certificates = new Map<string, string>();
  let unreadable = 0;
  for (const each of text.split('\n').slice(0, -1)) {
    const parsed = line.safeParse(parsedOrNull(each));
    if (!parsed.success) {
      unreadable += 1;
      continue;
    }
    if (parsed.data.kind === 'countersignature') heads.push(parsed.data);
    else heads.push(checkpointOf(parsed.data, certificates));
  }
  return { heads, unreadable, certificates };
}

type CheckpointLine = Extract<z.infer<typeof line>, { kind: 'checkpoint' }>;

function checkpointOf(
  { signer, certificate: full, ...rest }: CheckpointLine,
  certificates: Map<string, string>,
): JournalCheckpoint {
  if (signer !== null && full !== undefined) certificates.set(signer, full);
  const certificate = signer === null ? null : (certificates.get(signer) ?? null);
  return { ...rest, certificate, signature: certificate === null ? null : rest.signature };
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Writes a head as a line of the journal, with its line feed.
 * @param known the certificates that stand in full already
 */
export function headLine(
  written: JournalHead,
  known: JournalReading['certificates'],
  engine: Pick<SmEngine, 'sm3'>,
): Uint8Array {
  return utf8Bytes(`${JSON.stringify(lineOf(written, known, engine))}\n`);
}

function lineOf(
  written: JournalHead,
  known: JournalReading['certificates'],
  engine: Pick<SmEngine, 'sm3'>,
): z.infer<typeof line> {
  if (written.kind === 'countersignature') return written;
  const { certificate, ...rest } = written;
  if (certificate === null) return { ...rest, signer: null };
  const signer = signerOfHead(certificate, engine);
  return known.has(signer) ? { ...rest, signer } : { ...rest, signer, certificate };
}
