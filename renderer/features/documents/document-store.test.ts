import { describe, expect, it } from 'vitest';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import { failure, success } from '../../../electron/shared/result.ts';
import { createDocumentStore } from './document-store.ts';

const document = (id: string): OpenDocument => ({
  id,
  name: `${id}.pdf`,
  folder: '',
  size: 1,
  isSigned: false,
  sealability: { possible: true, pages: [], emptyFields: [] },
});

function setUp() {
  const closed: string[] = [];
  const { client } = createStandIn(contract, {
    documents: {
      openDialog: () => success(null),
      openSample: () => success(document('sample')),
      openDropped: () => failure({ code: 'NOT_A_PDF' }),
      close: ({ id }) => {
        closed.push(id);
        return success(null);
      },
    },
  });
  return { store: createDocumentStore(client.documents), closed };
}

describe('createDocumentStore', () => {
  it('A dialog that is left without a choice changes nothing', async () => {
    const { store } = setUp();
    store.getState().show(success(document('a')));
    await store.getState().openDialog();
    expect(store.getState().state).toEqual({ step: 'open', document: document('a') });
  });

  it('A new document closes the former one', async () => {
    const { store, closed } = setUp();
    store.getState().show(success(document('a')));
    await store.getState().openSample();
    expect({ state: store.getState().state, closed }).toEqual({
      state: { step: 'open', document: document('sample') },
      closed: ['a'],
    });
  });

  it('A file that cannot be opened leaves the open document as it is', async () => {
    const { store, closed } = setUp();
    store.getState().show(success(document('a')));
    await store.getState().openDropped(new File([], 'picture.png'));
    const state = { step: 'open', document: document('a') };
    expect(store.getState()).toMatchObject({
      state,
      incoming: { step: 'failed', error: { code: 'NOT_A_PDF' } },
    });
    store.getState().dismissError();
    expect(store.getState()).toMatchObject({ state, incoming: null });
    expect(closed).toEqual([]);
  });

  it('The store shows why a dropped file was not opened', async () => {
    const { store } = setUp();
    await store.getState().openDropped(new File([], 'picture.png'));
    expect(store.getState().state).toEqual({ step: 'failed', error: { code: 'NOT_A_PDF' } });
  });
});
