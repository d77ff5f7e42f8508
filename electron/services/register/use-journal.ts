import { base64 } from '@scure/base';
import { z } from 'zod';
import { toHex } from '../../core/bytes/encodings.ts';
import { decodeEntry, encodeEntry } from '../../core/register/entry-bytes.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RegisteredEntry, RegisterEntry } from '../../shared/model/register.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { RecordStore } from '../records/records.ts';
import { entriesWhere } from './find-entries.ts';
import { recordEntry, type RecordingPorts } from './record-entry.ts';

/** A use of a key that has begun. */
interface BegunUse {
  readonly id: string;
  /** The entry to record when nothing more becomes known of the use. */
  readonly entry: RegisterEntry;
  /** The planned path of the output file; no file lay there at the beginning. */
  readonly outputPath: string;
  /** The number of entries in the register at that time. */
  readonly size: number;
  readonly processId: number;
}

/**
 * Notes each use before the key is used. A process that is killed between a seal and its entry thus still leaves the
 * use on record. Failures are ignored here: keeping the entry fails for the same reason, and is reported there.
 */
export interface UseJournal {
  /**
   * @param earlier id of a note of the same use, which this one replaces
   * @returns the id for `close`; null when the use could not be noted
   */
  open(entry: RegisterEntry, outputPath: string, earlier?: string | null): Promise<string | null>;
  close(id: string): Promise<void>;
}

interface JournalPorts {
  readonly records: RecordStore;
  readonly size: () => Promise<number>;
  readonly random: RandomBytes;
  readonly processId: number;
}

const KIND = 'register-begun';
const ID_LENGTH = 16;

const schema = z.strictObject({
  entry: z.string(),
  outputPath: z.string(),
  size: z.int().min(0),
  processId: z.int(),
});

export function useJournal({ records, size, random, processId }: JournalPorts): UseJournal {
  return {
    open: (entry, outputPath, earlier) =>
      orNull(async () => {
        const id = earlier ?? toHex(random(ID_LENGTH));
        const begun = { entry: base64.encode(encodeEntry(entry)), outputPath, size: await size(), processId };
        await records.put(KIND, id, JSON.stringify(begun));
        return id;
      }),
    close: async (id) => void (await orNull(() => records.remove(KIND, id))),
  };
}

/**
 * Returns the uses that have begun and not ended. Unreadable ones are left out. Rejects with the codes of the store.
 */
async function begunUses(records: RecordStore): Promise<readonly BegunUse[]> {
  return (await records.list(KIND)).flatMap(({ id, json }) => {
    const parsed = schema.safeParse(JSON.parse(json));
    if (!parsed.success) return [];
    return [{ ...parsed.data, id, entry: decodeEntry(base64.decode(parsed.data.entry)) }];
  });
}

/** Rejects with the codes of the store. */
const forgetUse = ({ id }: BegunUse, records: RecordStore): Promise<void> => records.remove(KIND, id);

async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

export interface SettlingPorts extends RecordingPorts {
  readonly records: RecordStore;
  /** Whether a process with this number is running now. */
  readonly isRunning: (processId: number) => boolean;
  /** Returns the SM3 of a file, hexadecimal, or null when there is no file. */
  readonly sm3Of: (path: string) => Promise<string | null>;
}

/** No use takes longer: a process that has the number after that is another one. */
const LONGEST_USE_MS = 60 * 60 * 1000;

/**
 * Puts uses on record whose process died before it could: as done when the sealed file is there, else as interrupted.
 * Uses of processes that still run are left alone. Fails with the codes of the store.
 * @returns the number of entries that were made
 */
export function settleUses(ports: SettlingPorts): Promise<Result<number>> {
  return resultOf(async () => {
    let made = 0;
    for (const use of await begunUses(ports.records)) {
      if (isUnderWay(use, ports)) continue;
      if (await settle(use, ports)) made += 1;
      await forgetUse(use, ports.records);
    }
    return made;
  });
}

function isUnderWay({ entry, processId }: BegunUse, { isRunning, clock }: SettlingPorts): boolean {
  const ageMs = clock.now().getTime() - Date.parse(entry.time);
  return ageMs < LONGEST_USE_MS && isRunning(processId);
}

/** @returns whether an entry was missing */
async function settle(use: BegunUse, ports: SettlingPorts): Promise<boolean> {
  const sm3After = await ports.sm3Of(use.outputPath);
  const { document } = use.entry;
  const isMade = sm3After !== null && document !== null;
  const entry: RegisterEntry = isMade
    ? { ...use.entry, result: 'done', document: { ...document, sm3After: document.sm3After ?? sm3After } }
    : use.entry;
  for await (const each of entriesWhere({ from: use.size }, 'oldest', ports.store)) {
    if (saysTheSame(each, entry)) return false;
  }
  unwrap(await recordEntry(entry, ports));
  return true;
}

/** Whether an entry records the same use: the process made it before it died, or an earlier settling did. */
function saysTheSame({ entry }: RegisteredEntry, missing: RegisterEntry): boolean {
  if (entry.act !== missing.act || entry.tokenSerial !== missing.tokenSerial) return false;
  const [kept, sought] = [entry.document, missing.document];
  if (kept?.sm3Before !== sought?.sm3Before) return false;
  const made = sought?.sm3After ?? null;
  if (made !== null) return kept?.sm3After === made;
  return entry.time === missing.time || entry.result !== missing.result;
}
