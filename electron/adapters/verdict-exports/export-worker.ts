import { parentPort, workerData } from 'node:worker_threads';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import type { ExportEngine } from '../../services/verdict-exports/export-engine.ts';
import { handlersOf } from '../../wire/methods.ts';
import { messagePort } from '../../wire/ports.ts';
import { serve } from '../../wire/server.ts';
import { remoteEvidence } from '../documents/document-operations.ts';
import { homeEvidence } from '../documents/home-evidence.ts';
import { exportMethods, type ExportWorkerData } from './export-operations.ts';
import { nodeExportEngine } from './node-export-engine.ts';

/** The entry of the thread that makes reports and packages. */
if (parentPort === null) throw new Error('the export worker runs as a worker thread');
// The app starts this thread with its bundles.
const { dist } = workerData as ExportWorkerData;
const port = messagePort(parentPort);
const engine = nodeExportEngine(homeEvidence(remoteEvidence(port)), await loadSmEngine(), dist);
serve(exportMethods, handlersOf<ExportEngine>(exportMethods, engine), port);
