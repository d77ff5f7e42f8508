import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import { EngineLane, type EngineWorld } from './engine-lane.ts';

export interface ThreadedEngine extends DocumentEngine {
  /** Stops the preparation of a seal that is under way. */
  cancelPreparation(): void;
}

/**
 * The document engine off the main thread. Sealing has a lane of its own, so that looking at a document and
 * verifying it never wait behind a gigabyte that is being hashed for its seal, and so have revocation lists: the
 * state of every key waits for them.
 */
export function createThreadedEngine(script: URL, world: EngineWorld): ThreadedEngine {
  const reading = new EngineLane(script, world);
  const sealing = new EngineLane(script, world);
  const lists = new EngineLane(script, world);
  return {
    summarise: (source) => reading.call('summarise', [source]),
    verify: (source, trustFolder, at) => reading.call('verify', [source, trustFolder, at]),
    hash: (source) => sealing.call('hash', [source]),
    prepare: (preparation, progress) => sealing.call('prepare', [preparation], progress),
    complete: (ticket, signature, timeStamp) => sealing.call('complete', [ticket, signature, timeStamp]),
    discard: (ticket) => sealing.call('discard', [ticket]),
    revocationOf: (certificate, trustFolder) => lists.call('revocationOf', [certificate, trustFolder]),
    acceptTimeStamp: (answer, request, folder) => lists.call('acceptTimeStamp', [answer, request, folder]),
    cancelPreparation: () => sealing.cancel(),
  };
}
