import { describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { NO_EVIDENCE } from '../documents/verdict-evidence.ts';
import { heldEvidence } from './held-evidence.ts';

function setUp() {
  const asked: string[] = [];
  const ask = <T>(question: string, answer: T): Promise<T> => {
    asked.push(question);
    return Promise.resolve(answer);
  };
  const source = heldEvidence((folder) =>
    ask(`evidence of ${folder}`, {
      ...NO_EVIDENCE,
      sealStatus: (esId) =>
        esId === 'lost' ? Promise.reject(new CodedError('STORE_DAMAGED')) : ask(`seal ${esId}`, []),
      lateRevocations: (issuer, serial) => ask(`late ${issuer.join()} ${serial}`, []),
      archivedLists: (issuer, at) => ask(`lists ${issuer.join()} ${String(at.getTime())}`, []),
      existedBy: (sm3) => ask(`file ${sm3}`, null),
    }),
  );
  return { asked, source };
}

describe('evidence that is held for a group of documents', () => {
  it('is asked once for each folder, seal, certificate and day, and for every file', async () => {
    const { asked, source } = setUp();
    for (const folder of ['a', 'a', 'b']) {
      const { sealStatus, lateRevocations, archivedLists, existedBy } = await source(folder);
      await sealStatus('E1');
      await lateRevocations(Uint8Array.of(1), '7');
      await lateRevocations(Uint8Array.of(2), '7');
      await archivedLists(Uint8Array.of(1), new Date(5));
      await existedBy?.('ff');
    }
    const answers = ['seal E1', 'late 1 7', 'late 2 7', 'lists 1 5'];
    expect(asked).toEqual([
      ...['evidence of a', ...answers, 'file ff', 'file ff'],
      ...['evidence of b', ...answers, 'file ff'],
    ]);
  });

  it('fails for each document as the home does', async () => {
    const { source } = setUp();
    for (const folder of ['a', 'a']) {
      const { sealStatus } = await source(folder);
      await expect(sealStatus('lost')).rejects.toThrow('STORE_DAMAGED');
    }
  });
});
