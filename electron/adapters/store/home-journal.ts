import { existsSync } from 'node:fs';
import { fileHash } from '../../services/documents/file-facts.ts';
import type { RecordStore } from '../../services/platform/record-store.ts';
import type { RecordingPorts } from '../../services/register/record-use.ts';
import { settleUses } from '../../services/register/settle-uses.ts';
import { useJournal, type UseJournal } from '../../services/register/use-journal.ts';
import type { Result } from '../../shared/result.ts';
import { systemRandom } from '../document-engine.ts';
import { nodeFiles } from '../files/node-files.ts';
import { isRunning } from '../running-process.ts';

/** The journal of this process. */
export function homeJournal({ store }: RecordingPorts, records: RecordStore): UseJournal {
  const { pid: processId } = process;
  return useJournal({ records, size: () => store.size(), random: systemRandom, processId });
}

/** {@link settleUses} of processes of this computer that are gone. */
export function settleHomeUses(recording: RecordingPorts, records: RecordStore): Promise<Result<number>> {
  const { engine } = recording;
  const sm3Of = async (path: string): Promise<string | null> =>
    existsSync(path) ? fileHash(path, { files: nodeFiles, engine }) : null;
  return settleUses({ ...recording, records, isRunning, sm3Of });
}
