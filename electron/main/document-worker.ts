import { parentPort, workerData } from 'node:worker_threads';
import { nodeDocumentEngine } from '../adapters/document-engine.ts';
import { homeEvidence } from '../adapters/home-evidence.ts';
import { loadSmEngine } from '../core/sm/load-engine.ts';
import type { DocumentWorkerData } from './document-engine/protocol.ts';
import { serveEngine } from './document-engine/serve-engine.ts';
import { questionedStore } from './document-engine/store-questions.ts';

/** The entry of the document worker: hashing, parsing and verifying happen here and never on the main thread. */
if (parentPort === null) throw new Error('the document worker runs as a worker thread');
const { home } = workerData as DocumentWorkerData;
const engine = await loadSmEngine();
// From here on the port delivers messages: there is no time to load anything before they are listened to.
const evidence = homeEvidence(home, questionedStore(parentPort));
serveEngine(await nodeDocumentEngine(evidence, engine), parentPort);
