import { parentPort, workerData } from 'node:worker_threads';
import { CodedError } from '../../shared/errors.ts';
import { CANCEL, type SyncReply, type SyncTask } from './sync-operations.ts';
import { runSync } from './run-sync.ts';

/** The entry of a synchronisation's worker: lists may be large, and neither window nor main waits for them. */
if (parentPort === null) throw new Error('a synchronisation runs as a worker thread');
const port = parentPort;
const reply = (message: SyncReply): void => port.postMessage(message);
const cancel = new AbortController();
port.on('message', (message: unknown) => {
  if (message === CANCEL) cancel.abort();
});

try {
  const tell = (progress: Extract<SyncReply, { kind: 'progress' }>['progress']): void =>
    reply({ kind: 'progress', progress });
  reply({ kind: 'done', state: await runSync(workerData as SyncTask, tell, cancel.signal) });
} catch (error) {
  if (error instanceof CodedError) reply({ kind: 'failed', error: error.toAppError() });
  else
    reply({
      kind: 'broken',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
} finally {
  port.close();
}
