import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FileSource } from '../../services/ports/files.ts';
import type { PageTextPort } from '../../services/ports/page-text.ts';
import type { Result } from '../../shared/result.ts';
import { brokenInvariant, connect } from '../../wire/client.ts';
import { methods, remotePort } from '../../wire/methods.ts';
import { readCounter } from '../files/read-progress.ts';
import { allowanceFor, WatchedWorker } from '../threads/watched-worker.ts';

/** All that the program asks the thread that reads the words of pages. */
export const pageTextMethods = methods<PageTextPort>({ find: {}, wordsIn: {} });

/** Where that thread finds what it reads words with. */
export interface PageTextFiles {
  /** Folder of the character maps of Chinese, Japanese and Korean fonts. */
  readonly characterMaps: string;
}

/** What that thread is started with. */
export interface PageTextWorkerData extends PageTextFiles {
  /** Where its reads are counted. */
  readonly reads: Int32Array<SharedArrayBuffer>;
}

/** The thread's script and files. */
export interface PageTextParts extends PageTextFiles {
  readonly script: string;
}

/** Returns the parts among the bundles of a folder. */
export const pageTextIn = (dist: string): PageTextParts => ({
  script: pathToFileURL(join(dist, 'page-text', 'page-text-worker.js')).href,
  characterMaps: join(dist, 'assets', 'cmaps'),
});

/**
 * Reads the words of pages in a thread of its own, which starts with the first question, keeps the words of the document
 * that it read last, and is ended by a document that costs more than it may.
 */
export function threadedPageText({ script, characterMaps }: PageTextParts): PageTextPort {
  let worker: Worker | null = null;
  const watched = new WatchedWorker(() => {
    const reads = readCounter();
    worker = startReader(script, { characterMaps, reads });
    return { worker, reads };
  });
  const { calls } = connect(pageTextMethods, () => watched.open(), {
    failure: brokenInvariant('the thread that reads the words of pages'),
  });
  const port = remotePort<PageTextPort>(pageTextMethods, calls);
  const ask = async <T>(source: FileSource, work: () => Promise<Result<T>>): Promise<Result<T>> => {
    try {
      const done = await watched.run(allowanceFor(source), work);
      return done.ok ? done.value : done;
    } finally {
      // Listening keeps the process alive, so this is said again after each answer, and when there is none.
      worker?.unref();
    }
  };
  return {
    find: (source, questions) => ask(source, () => port.find(source, questions)),
    wordsIn: (source, areas) => ask(source, () => port.wordsIn(source, areas)),
  };
}

function startReader(script: string, data: PageTextWorkerData): Worker {
  return new Worker(new URL(script), { workerData: data });
}
