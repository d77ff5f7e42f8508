import { parentPort } from 'node:worker_threads';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import { pathOf } from '../../services/ports/files.ts';
import { CodedError } from '../../shared/errors.ts';
import { failure, resultOf, success } from '../../shared/result.ts';
import { handlersOf, type Implementation } from '../../wire/methods.ts';
import { messagePort } from '../../wire/ports.ts';
import { serve } from '../../wire/server.ts';
import { documentMethods, remoteEvidence } from './document-operations.ts';

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

if (parentPort === null) throw new Error('the fixture runs as a worker thread');
const port = messagePort(parentPort);
const store = remoteEvidence(port);

/** Keeps the processor busy for ever. */
function spin(): never {
  for (let count = 0; ; count += 1) Math.sqrt(count);
}

/** Takes memory for ever, as fast as pages can be written. */
function grow(): never {
  const taken: Uint8Array[] = [];
  for (;;) taken.push(new Uint8Array(4_000_000).fill(taken.length));
}

/** Waits for ever, as a read does that never comes back. */
function hang(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** An engine whose paths tell it what to do: to count, to hang, to spin or to grow for ever, to throw, or to end the thread. */
const engine: Implementation<DocumentEngine> = {
  summarise: (path) => {
    if (path === 'throw') throw new Error('a broken invariant');
    if (path === 'crash') process.exit(1);
    if (path === 'hang') hang();
    if (path === 'spin') spin();
    if (path === 'grow') grow();
    return failure({ code: 'PDF_ENCRYPTION_UNSUPPORTED' });
  },
  invoice: () => success(null),
  view: () => failure({ code: 'FILE_NEEDS_NO_CONVERSION' }),
  rehearse: () => failure({ code: 'PDF_ENCRYPTION_UNSUPPORTED' }),
  examine: () => success({ signatures: 0, findings: [] }),
  allowsCopying: () => success(true),
  hash: () => success(''),
  prepare: (_preparation, progress) =>
    resultOf(async () => {
      for (let done = 1; done < 1_000_000; done++) {
        progress(done, 1_000_000);
        await pause();
      }
      throw new CodedError('INTERNAL', 'nobody cancelled');
    }),
  embed: (ticket, signature) =>
    success({ path: ticket, size: signature.length, field: '', signedAt: '', sm3Before: '', sm3After: '' }),
  publish: () => success(null),
  discard: () => undefined,
  archiveNeeds: () => success({ seals: [] }),
  prepareArchive: () => failure({ code: 'ARCHIVE_STAMP_NOT_VALID' }),
  completeArchive: () => failure({ code: 'CANCELLED' }),
  discardArchive: () => undefined,
  revocationOf: () => success({ revokedSince: null, unlisted: false }),
  acceptTimeStamp: (answer) => success(answer),
  /** Returns the answers of its store in place of dates. */
  verify: async (source) => {
    const events = await store.sealEvents('E1');
    const states = await resultOf(() => store.lists());
    const existed = (await store.existedBy('aa')) ?? 'nothing';
    const platforms = await store.platforms();
    const said = [...platforms.map(({ id }) => id), ...events.map(({ since }) => since)];
    const revocationListsAsOf = [...said, existed, states.ok ? 'no failure' : states.error.code];
    return { file: pathOf(source), verdict: 'unsigned', signatures: [], revocationListsAsOf };
  },
};

serve(documentMethods, handlersOf<DocumentEngine>(documentMethods, engine), port);
