import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { EvidenceStore } from '../../services/evidence/platform-evidence.ts';
import type { ExportEngine } from '../../services/verdict-exports/export-engine.ts';
import { brokenInvariant, connect } from '../../wire/client.ts';
import { methods, remotePort } from '../../wire/methods.ts';
import { type Port, workerPort } from '../../wire/ports.ts';
import { answerEvidence } from '../documents/document-operations.ts';

/** The data that an export worker is started with. */
export interface ExportWorkerData {
  /** Folder of all bundles. */
  readonly dist: string;
}

/** All that the app asks an export worker. */
export const exportMethods = methods<ExportEngine>({
  examine: {},
  report: {},
  details: {},
  revisions: {},
  extract: {},
  evidence: {},
  archive: {},
  recheck: {},
});

/**
 * Returns an export engine in a thread of its own, so that a package of a large document keeps nobody waiting. It starts
 * with its first piece of work. If it dies, the work under way rejects and the next piece starts another.
 * @param dist folder of all bundles
 * @param store answers what verdicts ask of the home
 */
export function threadedExports(dist: string, store: EvidenceStore): ExportEngine {
  const start = (): Port => {
    const workerData: ExportWorkerData = { dist };
    const worker = new Worker(pathToFileURL(join(dist, 'main', 'export-worker.js')), { workerData });
    worker.unref();
    return answerEvidence(workerPort(worker), store);
  };
  const { calls } = connect(exportMethods, start, { failure: brokenInvariant('the export worker') });
  return remotePort<ExportEngine>(exportMethods, calls);
}
