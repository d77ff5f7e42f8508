import { describe, expect, it } from 'vitest';
import type { DocumentDetails, RevisionEntry } from '../../../electron/shared/model/document-details.ts';
import { failure, type Result, success } from '../../../electron/shared/result.ts';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { createDetailsStore } from './details-store.ts';

const revision = (number: number, ...signatures: readonly number[]): RevisionEntry => ({
  ...{ number, bytes: number * 100, sm3: '', signatures, time: null, changes: [], moreChanges: 0 },
  ...{ hasValidationData: false, hasInformation: false },
});
const details: DocumentDetails = { revisions: [revision(1), revision(2, 0), revision(3, 1)], signatures: [] };

function setUp(answer: (id: string) => Result<DocumentDetails> | Promise<Result<DocumentDetails>>) {
  const { client } = createStandIn(contract, { verify: { details: ({ id }) => answer(id) } });
  return createDetailsStore(client.verify);
}

describe('createDetailsStore', () => {
  it('An answer for a former document is dropped, and a failure is said', async () => {
    const first = Promise.withResolvers<Result<DocumentDetails>>();
    const store = setUp((id) => (id === 'a' ? first.promise : failure({ code: 'FILE_OVER_BUDGET' })));
    const late = store.getState().load('a');
    await store.getState().load('b');
    first.resolve(success(details));
    await late;
    const error = { code: 'FILE_OVER_BUDGET' };
    expect(store.getState().state).toEqual({ step: 'failed', documentId: 'b', error });
  });

  it('A former version stays in sight for a seal that it bears, and gives way to the present one for a later seal', async () => {
    const store = setUp(() => success(details));
    await store.getState().load('a');
    const shown = { documentId: 'a', revision: revision(2, 0) };
    store.getState().show(shown);
    store.getState().focus({ documentId: 'a', signature: 0 });
    expect(store.getState()).toMatchObject({ shown, focused: { signature: 0 } });
    store.getState().focus({ documentId: 'a', signature: 1 });
    expect(store.getState()).toMatchObject({ shown: null, focused: { signature: 1 } });
  });
});
