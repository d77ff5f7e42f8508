import { parentPort, workerData } from 'node:worker_threads';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { type DocumentWorkerData, questionedStore } from './document-operations.ts';
import { homeEvidence } from './home-evidence.ts';
import { nodeDocumentEngine } from './node-document-engine.ts';
import { serveEngine } from './serve-engine.ts';

/** The entry of the document worker: hashing, parsing and verifying happen here and never on the main thread. */
if (parentPort === null) throw new Error('the document worker runs as a worker thread');
const { home } = workerData as DocumentWorkerData;
const engine = await loadSmEngine();
// From here on the port delivers messages: there is no time to load anything before they are listened to.
const evidence = homeEvidence(home, questionedStore(parentPort));
serveEngine(await nodeDocumentEngine(evidence, engine), parentPort);
