import { parentPort } from 'node:worker_threads';
import { nodeDocumentEngine } from '../adapters/document-engine.ts';
import { NO_EVIDENCE } from '../services/evidence.ts';
import { serveEngine } from './document-engine/serve-engine.ts';

/** The entry of the document worker: hashing, parsing and verifying happen here and never on the main thread. */
if (parentPort === null) throw new Error('the document worker runs as a worker thread');
serveEngine(await nodeDocumentEngine(NO_EVIDENCE), parentPort);
