import type { RegisteredEntry, RegisterEntry } from '../../shared/model/register-entry.ts';
import { resultOf, unwrap, type Result } from '../../shared/result.ts';
import type { RecordStore } from '../records/records.ts';
import { readAll } from './read-register.ts';
import { recordUse, type RecordingPorts } from './record-use.ts';
import { begunUses, forgetUse, type BegunUse } from './use-journal.ts';

export interface SettlingPorts extends RecordingPorts {
  readonly records: RecordStore;
  /** Whether a process of this number runs now. */
  isRunning(processId: number): boolean;
  /** SM3 of a file, hexadecimal; null where there is none. */
  sm3Of(path: string): Promise<string | null>;
}

/** No use takes as long: whoever has its number now is another process. */
const LONGEST_USE_MS = 60 * 60 * 1000;

/**
 * Puts on record what processes have begun and not lived to write down: as done where the sealed file lies there,
 * else as interrupted. Uses of processes that still run are left to them. Fails with the codes of the store.
 * @returns how many entries were made
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
    ? { ...use.entry, result: 'done', document: { ...document, sm3After } }
    : use.entry;
  const since = (await readAll(ports.store)).filter(({ index }) => index >= use.size);
  if (since.some((each) => saysTheSame(each, entry))) return false;
  unwrap(await recordUse(entry, ports));
  return true;
}

/** Whether an entry is of that use: the one that it made itself before it died, or that of an earlier settling. */
function saysTheSame({ entry }: RegisteredEntry, missing: RegisterEntry): boolean {
  if (entry.act !== missing.act || entry.tokenSerial !== missing.tokenSerial) return false;
  const [kept, sought] = [entry.document, missing.document];
  if (kept?.sm3Before !== sought?.sm3Before) return false;
  const made = sought?.sm3After ?? null;
  if (made !== null) return kept?.sm3After === made;
  return entry.time === missing.time || entry.result !== missing.result;
}
