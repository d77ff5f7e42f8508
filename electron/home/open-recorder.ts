import { homeJournal, settleHomeUses } from '../adapters/store/home-journal.ts';
import type { RecordStore } from '../services/records/records.ts';
import type { Recorder } from '../services/register/acts-on-record.ts';
import { recordEntry, type RecordingPorts } from '../services/register/record-entry.ts';
import type { CheckpointKey } from '../services/register/sign-checkpoint.ts';
import type { RegisterEntry } from '../shared/model/register.ts';
import { resultOf } from '../shared/result.ts';
import type { HomeListener } from './home.ts';

/**
 * Has a key that has just served open the register at the platform of the entry's seal, unless it has done so before.
 * Never fails.
 */
export type OpenRegister = (seal: RegisterEntry['seal'], key: CheckpointKey | null) => Promise<void>;

export interface OpenedRecorder {
  readonly recorder: Recorder;
  /** Resolves when the uses of earlier processes are recorded, or the listener was told why they are not. */
  readonly settled: Promise<void>;
}

/**
 * Opens the recorder of a home. Uses that an earlier process could not record are recorded at once, before any other
 * entry. A sealed document remains sealed when its entry cannot be kept; the listener is told.
 */
export function openRecorder(
  recording: RecordingPorts,
  records: RecordStore,
  listener: Partial<HomeListener>,
  openRegister: OpenRegister,
): OpenedRecorder {
  const settled = settle(recording, records, listener);
  const journal = homeJournal(recording, records);
  const recorder: Recorder = {
    clock: recording.clock,
    journal: {
      open: async (entry, outputPath, earlier) => {
        await settled;
        return journal.open(entry, outputPath, earlier);
      },
      close: (id) => journal.close(id),
    },
    keep: async (entry, key) => {
      await settled;
      const recorded = await recordEntry(entry, recording, key);
      await openRegister(entry.seal, key ?? null);
      if (recorded.ok) listener.recorded?.(recorded.value.index + 1);
      else listener.unrecorded?.(recorded.error);
    },
  };
  return { recorder, settled };
}

async function settle(
  recording: RecordingPorts,
  records: RecordStore,
  listener: Partial<HomeListener>,
): Promise<void> {
  const settled = await settleHomeUses(recording, records);
  if (!settled.ok) return listener.unsettled?.(settled.error);
  if (settled.value === 0) return;
  const size = await resultOf(() => recording.store.size());
  if (size.ok) listener.recorded?.(size.value);
}
