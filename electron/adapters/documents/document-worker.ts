import { parentPort, workerData } from 'node:worker_threads';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import { handlersOf } from '../../wire/methods.ts';
import { messagePort } from '../../wire/ports.ts';
import { serve } from '../../wire/server.ts';
import { countReadsIn } from '../files/read-progress.ts';
import { threadedPageText } from '../page-text/page-text-operations.ts';
import { documentMethods, type DocumentWorkerData, remoteEvidence } from './document-operations.ts';
import { homeEvidence } from './home-evidence.ts';
import { nodeDocumentEngine } from './node-document-engine.ts';

/** The entry of a document worker: hashing, parsing and verifying happen here and never on the main thread. */
if (parentPort === null) throw new Error('the document worker runs as a worker thread');
// The thread that starts this one gives these and nothing else.
const { reads, fonts, ...parts } = workerData as DocumentWorkerData;
if (reads !== null) countReadsIn(reads);
const port = messagePort(parentPort);
const evidence = homeEvidence(remoteEvidence(port));
const pageText = threadedPageText(parts);
const engine = await nodeDocumentEngine(evidence, pageText, fonts, await loadSmEngine());
serve(documentMethods, handlersOf<DocumentEngine>(documentMethods, engine), port);
