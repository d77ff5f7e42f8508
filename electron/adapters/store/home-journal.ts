import { fileHash } from '../../services/documents/file-facts.ts';
import type { RecordStore } from '../../services/records/records.ts';
import type { RecordingPorts } from '../../services/register/record-entry.ts';
import { settleUses, useJournal, type UseJournal } from '../../services/register/use-journal.ts';
import type { Result } from '../../shared/result.ts';
import { systemRandom, isRunning } from '../system.ts';
import { nodeFiles } from '../files/node-files.ts';
import { isRegularFile } from '../files/regular-file.ts';

/** Returns the journal of uses that this process begins. */
export function homeJournal({ store }: RecordingPorts, records: RecordStore): UseJournal {
  const { pid: processId } = process;
  return useJournal({ records, size: () => store.size(), random: systemRandom, processId });
}

/** Settles uses that processes of this computer began before they died, by {@link settleUses}. */
export function settleHomeUses(recording: RecordingPorts, records: RecordStore): Promise<Result<number>> {
  const { engine } = recording;
  const sm3Of = async (path: string): Promise<string | null> =>
    isRegularFile(path) ? fileHash(path, { files: nodeFiles, engine }) : null;
  return settleUses({ ...recording, records, isRunning, sm3Of });
}
