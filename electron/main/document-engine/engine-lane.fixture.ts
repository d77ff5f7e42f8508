import { parentPort } from 'node:worker_threads';
import type { DocumentEngine } from '../../services/document-engine.ts';
import { CodedError } from '../../shared/errors.ts';
import { failure, resultOf, success } from '../../shared/result.ts';
import { serveEngine } from './serve-engine.ts';

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** An engine whose paths say what it does: it counts for ever, throws, or takes the whole thread with it. */
const engine: DocumentEngine = {
  summarise: async (path) => {
    if (path === 'throw') throw new Error('a broken invariant');
    if (path === 'crash') process.exit(1);
    return failure({ code: 'PDF_ENCRYPTED' });
  },
  prepare: (_preparation, progress) =>
    resultOf(async () => {
      for (let done = 1; done < 1_000_000; done++) {
        progress(done, 1_000_000);
        await pause();
      }
      throw new CodedError('INTERNAL', 'nobody cancelled');
    }),
  complete: async (ticket, signature) =>
    success({ path: ticket, size: signature.length, field: '', signedAt: '', sm3Before: '', sm3After: '' }),
  discard: async () => undefined,
  verify: async (path) => ({ file: path, verdict: 'unsigned', signatures: [], revocationListsAsOf: [] }),
};

if (parentPort !== null) serveEngine(engine, parentPort);
