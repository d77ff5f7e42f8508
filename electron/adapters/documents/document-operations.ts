import { Worker } from 'node:worker_threads';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import { type FileSource, pathOf } from '../../services/ports/files.ts';
import { unjudged } from '../../shared/model/verification-report.ts';
import type { Result } from '../../shared/result.ts';
import type { EvidenceStore } from '../../services/evidence/platform-evidence.ts';
import { brokenInvariant, connect } from '../../wire/client.ts';
import { forwarding, handlersOf, latePort, methods, remotePort } from '../../wire/methods.ts';
import { type Port, workerPort } from '../../wire/ports.ts';
import { handlerOf, serve } from '../../wire/server.ts';
import { fontFolderIn } from '../fonts/font-files.ts';
import { pageTextIn, type PageTextParts } from '../page-text/page-text-operations.ts';
import { readCounter } from '../files/read-progress.ts';
import { allowanceFor, WatchedWorker } from '../threads/watched-worker.ts';

/** All that the app asks a document worker. */
export const documentMethods = methods<DocumentEngine>({
  summarise: {},
  invoice: {},
  view: {},
  rehearse: {},
  examine: {},
  allowsCopying: {},
  hash: {},
  prepare: { tellsProgress: true, cancelledByMemory: true },
  embed: {},
  publish: {},
  discard: {},
  archiveNeeds: {},
  prepareArchive: {},
  completeArchive: {},
  discardArchive: {},
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
  bundles: {},
});

/** Returns the store of a home that is being opened, for a document worker that has started meanwhile. */
export function lateEvidence(open: () => Promise<EvidenceStore>): EvidenceStore {
  return latePort(evidenceMethods, open);
}

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
  invoice: 'reading',
  view: 'reading',
  rehearse: 'reading',
  examine: 'reading',
  allowsCopying: 'reading',
  verify: 'reading',
  hash: 'sealing',
  prepare: 'sealing',
  embed: 'sealing',
  publish: 'sealing',
  discard: 'sealing',
  archiveNeeds: 'sealing',
  prepareArchive: 'sealing',
  completeArchive: 'sealing',
  discardArchive: 'sealing',
  revocationOf: 'lists',
  acceptTimeStamp: 'lists',
} as const satisfies Record<keyof DocumentEngine, string>;

/**
 * Returns a document engine that works off the main thread, with one worker for each lane. A worker starts with its
 * first piece of work. If it dies, work under way rejects and the next piece of work starts another.
 * @param script the built worker, or its source in tests
 * @param store answers what verdicts ask of the home
 * @param parts what its workers read words by and draw with
 */
export function threadedEngine(script: URL, store: EvidenceStore, parts: DocumentParts): ThreadedEngine {
  let preparation = new AbortController();
  const start = (reads: Int32Array<SharedArrayBuffer> | null = null): Worker =>
    startWorker(script, { ...parts, reads });
  const lane = (open: () => Port): DocumentEngine => {
    const { calls } = connect(documentMethods, () => answerEvidence(open(), store), {
      failure: brokenInvariant('the document worker'),
    });
    return remotePort<DocumentEngine>(documentMethods, calls, () => preparation.signal);
  };
  const watched = new WatchedWorker(() => {
    const reads = readCounter();
    return { worker: start(reads), reads };
  });
  const lanes = {
    reading: watchedReading(
      lane(() => watched.open()),
      watched,
    ),
    sealing: lane(() => workerPort(start())),
    lists: lane(() => workerPort(start())),
  };
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

/** Ends the worker at a document of a stranger that costs more than it may; the next document gets another one. */
function watchedReading(lane: DocumentEngine, watched: WatchedWorker): DocumentEngine {
  const within = async <T>(source: FileSource, work: () => Promise<Result<T>>): Promise<Result<T>> => {
    const done = await watched.run(allowanceFor(source), work);
    return done.ok ? done.value : done;
  };
  return {
    ...lane,
    summarise: (source) => within(source, () => lane.summarise(source)),
    invoice: (source) => within(source, () => lane.invoice(source)),
    view: (source, outputPath, purpose) => within(source, () => lane.view(source, outputPath, purpose)),
    rehearse: (source, seals, readsWords) => within(source, () => lane.rehearse(source, seals, readsWords)),
    examine: (source, trustFolder, readsWords) =>
      within(source, () => lane.examine(source, trustFolder, readsWords)),
    allowsCopying: (source) => within(source, () => lane.allowsCopying(source)),
    verify: async (source, trustFolder, at) => {
      const done = await watched.run(allowanceFor(source), () => lane.verify(source, trustFolder, at));
      return done.ok ? done.value : unjudged(pathOf(source), done.error);
    },
  };
}

/** What a document worker reads words by, and draws with. */
export interface DocumentParts extends PageTextParts {
  /** Folder of the fonts that stand in for those that an OFD does not bring. */
  readonly fonts: string;
}

/** Returns the parts among the bundles of a folder. */
export const documentPartsIn = (dist: string): DocumentParts => ({
  ...pageTextIn(dist),
  fonts: fontFolderIn(dist),
});

/** What a document worker is started with. */
export interface DocumentWorkerData extends DocumentParts {
  /** Where its reads are counted; null if nobody watches them. */
  readonly reads: Int32Array<SharedArrayBuffer> | null;
}

/** Starts a worker. */
function startWorker(script: URL, data: DocumentWorkerData): Worker {
  const worker = new Worker(script, { workerData: data });
  worker.unref();
  return worker;
}

/** Answers what a worker asks of the store. */
export function answerEvidence(port: Port, store: EvidenceStore): Port {
  serve(evidenceMethods, handlersOf<EvidenceStore>(evidenceMethods, store), port);
  return port;
}
