import { pathOf } from '../../services/ports.ts';
import { parentPort, workerData } from 'node:worker_threads';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import { CodedError } from '../../shared/errors.ts';
import { failure, resultOf, success } from '../../shared/result.ts';
import type { DocumentWorkerData } from './protocol.ts';
import { serveEngine } from './serve-engine.ts';
import { questionedStore } from './store-questions.ts';

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const store = parentPort === null ? null : questionedStore(parentPort);

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
  /** What its world and its store say stands in the dates. */
  revocationOf: async () => success({ revokedSince: null, unlisted: false }),
  acceptTimeStamp: async (answer) => success(answer),
  hash: () => Promise.resolve(success('')),
  verify: async (source) => {
    const events = await store?.sealEvents('E1');
    const states = await resultOf(async () => store?.lists());
    const existed = (await store?.existedBy('aa')) ?? 'nothing';
    const said = [(workerData as DocumentWorkerData).home, ...(events ?? []).map(({ since }) => since)];
    const revocationListsAsOf = [...said, existed, states.ok ? 'no failure' : states.error.code];
    return { file: pathOf(source), verdict: 'unsigned', signatures: [], revocationListsAsOf };
  },
};

if (parentPort !== null) serveEngine(engine, parentPort);
