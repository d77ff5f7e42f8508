import { parentPort, workerData } from 'node:worker_threads';
import type { PageTextPort } from '../../services/ports/page-text.ts';
import { handlersOf } from '../../wire/methods.ts';
import { messagePort } from '../../wire/ports.ts';
import { serve } from '../../wire/server.ts';
import { countReadsIn } from '../files/read-progress.ts';
import { pageTextMethods, type PageTextWorkerData } from './page-text-operations.ts';
import { pdfJsPageText } from './pdf-js-page-text.ts';

/** The entry of the thread that reads the words of pages. */
if (parentPort === null) throw new Error('the reader of words runs as a worker thread');
/*
 * The viewer's library warns of fonts, and of what drawing would need and is not in a package. Nobody is to read that among
 * a command's output; and what a thread writes keeps the process alive after the thread was let go (Node reads its output
 * through a port of its own).
 */
Object.assign(console, { warn: () => undefined });
// The thread that starts this one gives these and nothing else.
const { reads, ...files } = workerData as PageTextWorkerData;
countReadsIn(reads);
serve(
  pageTextMethods,
  handlersOf<PageTextPort>(pageTextMethods, pdfJsPageText(files)),
  messagePort(parentPort),
);
