import { Worker } from 'node:worker_threads';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import type { EvidenceStore } from '../../services/evidence/platform-evidence.ts';
import { brokenInvariant, connect } from '../../wire/client.ts';
import { forwarding, handlersOf, methods, remotePort } from '../../wire/methods.ts';
import { type Port, workerPort } from '../../wire/ports.ts';
import { handlerOf, serve } from '../../wire/server.ts';

/** All that the app asks a document worker. */
export const documentMethods = methods<DocumentEngine>({
  summarise: {},
  examine: {},
  hash: {},
  prepare: { tellsProgress: true, cancelledByMemory: true },
  complete: {},
  discard: {},
  verify: {},
  revocationOf: {},
  acceptTimeStamp: {},
});

/** All that a document worker, in the middle of its work, asks the store of the home. */
const evidenceMethods = methods<EvidenceStore>({
  platforms: {},
  lists: {},
  sealEvents: {},
  lastStatusNumber: {},
  lateRevocations: {},
  existedBy: {},
  registerMarks: {},
});

/** Returns the store of the home as a document worker asks it, over the worker's own port. */
export function remoteEvidence(port: Port): EvidenceStore {
  const { calls } = connect(evidenceMethods, () => port, {
    failure: brokenInvariant('the side of a document worker that has the store'),
  });
  return remotePort<EvidenceStore>(evidenceMethods, calls);
}

export interface ThreadedEngine extends DocumentEngine {
  /** Stops the preparation of a seal that is under way, with the code CANCELLED. */
  cancelPreparation(): void;
}

/**
 * Work of one lane never waits for another: a document is shown and verified while a gigabyte is hashed for its seal,
 * and the state of every key waits for revocation lists alone.
 */
const LANES = {
  summarise: 'reading',
  examine: 'reading',
  verify: 'reading',
  hash: 'sealing',
  prepare: 'sealing',
  complete: 'sealing',
  discard: 'sealing',
  revocationOf: 'lists',
  acceptTimeStamp: 'lists',
} as const satisfies Record<keyof DocumentEngine, string>;

/**
 * Returns a document engine that works off the main thread, with one worker for each lane. A worker starts with its
 * first piece of work. If it dies, work under way rejects and the next piece of work starts another.
 * @param script the built worker, or its source in tests
 * @param store answers what verdicts ask of the home
 */
export function threadedEngine(script: URL, store: EvidenceStore): ThreadedEngine {
  let preparation = new AbortController();
  const lane = (): DocumentEngine => {
    const { calls } = connect(documentMethods, () => startWorker(script, store), {
      failure: brokenInvariant('the document worker'),
    });
    return remotePort<DocumentEngine>(documentMethods, calls, () => preparation.signal);
  };
  const lanes = { reading: lane(), sealing: lane(), lists: lane() };
  const engine = forwarding<DocumentEngine>(documentMethods, (name, parameters) =>
    handlerOf(lanes[LANES[name]], name)(...parameters),
  );
  return {
    ...engine,
    cancelPreparation: () => {
      preparation.abort();
      preparation = new AbortController();
    },
  };
}

/** Starts a worker and answers what it asks of the store. */
function startWorker(script: URL, store: EvidenceStore): Port {
  const worker = new Worker(script);
  worker.unref();
  const port = workerPort(worker);
  serve(evidenceMethods, handlersOf<EvidenceStore>(evidenceMethods, store), port);
  return port;
}
