import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PageTextPort } from '../../services/ports/page-text.ts';
import { brokenInvariant, connect } from '../../wire/client.ts';
import { methods, remotePort } from '../../wire/methods.ts';
import { allowanceFor, WatchedWorker } from '../threads/watched-worker.ts';

/** All that the program asks the thread that reads the words of pages. */
export const pageTextMethods = methods<PageTextPort>({ find: {}, wordsIn: {} });

/** What that thread needs to know when it starts. */
export interface PageTextFiles {
  /** Folder of the character maps of Chinese, Japanese and Korean fonts, with a separator at its end. */
  readonly characterMaps: string;
}

/** The thread's script and files. */
export interface PageTextParts extends PageTextFiles {
  readonly script: string;
}

/** Returns the parts among the bundles of a folder. */
export const pageTextIn = (dist: string): PageTextParts => ({
  script: pathToFileURL(join(dist, 'page-text', 'page-text-worker.js')).href,
  characterMaps: join(dist, 'assets', 'cmaps', '/'),
});

/**
 * Reads the words of pages in a thread of its own, which starts with the first question, keeps the words of the document
 * that it read last, and is ended by a document that costs more than it may.
 */
export function threadedPageText({ script, characterMaps }: PageTextParts): PageTextPort {
  const files: PageTextFiles = { characterMaps };
  const watched = new WatchedWorker(() => {
    // The viewer's library writes warnings about fonts, which nobody is to read among a command's output.
    const worker = new Worker(new URL(script), { workerData: files, stdout: true, stderr: true });
    worker.unref();
    return worker;
  });
  const { calls } = connect(pageTextMethods, () => watched.open(), {
    failure: brokenInvariant('the thread that reads the words of pages'),
  });
  const port = remotePort<PageTextPort>(pageTextMethods, calls);
  return {
    find: async (source, questions) => {
      const done = await watched.run(allowanceFor(source), () => port.find(source, questions));
      return done.ok ? done.value : done;
    },
    wordsIn: async (source, areas) => {
      const done = await watched.run(allowanceFor(source), () => port.wordsIn(source, areas));
      return done.ok ? done.value : done;
    },
  };
}
