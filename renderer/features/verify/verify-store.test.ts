import { describe, expect, it } from 'vitest';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import type { VerificationReport } from '../../../electron/shared/model/verification-report.ts';
import { failure, success, type Result } from '../../../electron/shared/result.ts';
import { createVerifyStore } from './verify-store.ts';

const report = (file: string): VerificationReport => ({
  file,
  verdict: 'unsigned',
  signatures: [],
  revocationListsAsOf: [],
});

function setUp(answer: (id: string) => Result<VerificationReport> | Promise<Result<VerificationReport>>) {
  const { client } = createStandIn(contract, { verify: { document: ({ id }) => answer(id) } });
  return createVerifyStore(client.verify);
}

describe('createVerifyStore', () => {
  it('The store shows the report of the document that it verified', async () => {
    const store = setUp((id) => success(report(id)));
    await store.getState().verify('a');
    expect(store.getState().state).toEqual({ step: 'done', documentId: 'a', report: report('a') });
  });

  it('An answer for a former document is dropped', async () => {
    const first = Promise.withResolvers<Result<VerificationReport>>();
    const store = setUp((id) => (id === 'a' ? first.promise : success(report(id))));
    const late = store.getState().verify('a');
    await store.getState().verify('b');
    first.resolve(success(report('a')));
    await late;
    expect(store.getState().state).toMatchObject({ step: 'done', documentId: 'b' });
  });

  it('A failure is no verdict', async () => {
    const store = setUp(() => failure({ code: 'FILE_NOT_FOUND' }));
    await store.getState().verify('a');
    expect(store.getState().state).toEqual({
      step: 'failed',
      documentId: 'a',
      error: { code: 'FILE_NOT_FOUND' },
    });
  });

  it('The store verifies the shown document again and replaces the report only once it has the new one', async () => {
    const second = Promise.withResolvers<Result<VerificationReport>>();
    let asked = 0;
    const store = setUp(() => ((asked += 1) === 1 ? success(report('first')) : second.promise));
    await store.getState().renew();
    expect(asked).toBe(0);
    await store.getState().verify('a');
    const renewed = store.getState().renew();
    expect(store.getState().state).toMatchObject({ step: 'done', report: report('first') });
    second.resolve(success(report('second')));
    await renewed;
    expect(store.getState().state).toMatchObject({ documentId: 'a', report: report('second') });
  });

  it('A second report of a document that is no longer shown is dropped', async () => {
    const late = Promise.withResolvers<Result<VerificationReport>>();
    let asked = 0;
    const store = setUp((id) => ((asked += 1) === 2 ? late.promise : success(report(id))));
    await store.getState().verify('a');
    const renewed = store.getState().renew();
    await store.getState().verify('b');
    late.resolve(success(report('a')));
    await renewed;
    expect(store.getState().state).toMatchObject({ documentId: 'b', report: report('b') });
  });
});
