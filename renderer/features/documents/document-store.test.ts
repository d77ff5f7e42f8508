import { describe, expect, it } from 'vitest';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { failure, success } from '../../../electron/shared/result.ts';
import { openedDocument } from '../../lib/fixtures/opened-document.ts';
import { DocumentPasswords } from '../../lib/pdf-view/document-passwords.ts';
import { createDocumentStore } from './document-store.ts';

function setUp() {
  const closed: string[] = [];
  const { client } = createStandIn(contract, {
    documents: {
      openDialog: () => success(null),
      openSample: () => success(openedDocument('sample')),
      openDropped: () => failure({ code: 'NOT_A_PDF' }),
      openLink: () => failure({ code: 'LINK_NOT_OPENED' }),
      unlock: ({ id, password }) =>
        new TextDecoder().decode(password) === '打开'
          ? success({ ...openedDocument(`${id}-opened`), name: `${id}.pdf`, unlockedBy: `${id}-opened` })
          : failure({ code: 'PDF_PASSWORD_WRONG' }),
      close: ({ id }) => {
        closed.push(id);
        return success(null);
      },
    },
  });
  const passwords = new DocumentPasswords();
  return { store: createDocumentStore(client.documents, passwords), passwords, closed };
}

const ids = (store: ReturnType<typeof createDocumentStore>): readonly string[] =>
  store.getState().tabs.map(({ id }) => id);

describe('createDocumentStore', () => {
  it('A dialog that is left without a choice changes nothing', async () => {
    const { store } = setUp();
    store.getState().show(success(openedDocument('a')));
    await store.getState().openDialog();
    expect(store.getState().state).toEqual({ step: 'open', document: openedDocument('a') });
  });

  it('A further document gets a tab of its own, in front', async () => {
    const { store, closed } = setUp();
    store.getState().show(success(openedDocument('a')));
    await store.getState().openSample();
    expect(ids(store)).toEqual(['a', 'sample']);
    expect(store.getState().state).toEqual({ step: 'open', document: openedDocument('sample') });
    expect(closed).toEqual([]);
  });

  it('A password opens a document in its tab, and what is made of it; it is kept for the viewer alone', async () => {
    const { store, passwords } = setUp();
    store.getState().show(success(openedDocument('a')));
    const wrong = new TextEncoder().encode('x');
    expect(await store.getState().unlock('a', wrong)).toEqual(failure({ code: 'PDF_PASSWORD_WRONG' }));
    expect([wrong, ids(store)]).toEqual([Uint8Array.of(0), ['a']]);
    await store.getState().unlock('a', new TextEncoder().encode('打开'));
    expect(ids(store)).toEqual(['a-opened']);
    store.getState().show(success({ ...openedDocument('sealed'), unlockedBy: 'a-opened' }), 'a-opened');
    expect([passwords.of('a-opened'), passwords.of('sealed')]).toEqual(['打开', '打开']);
  });

  it('A sealed file takes the tab of its original, which is closed', () => {
    const { store, closed } = setUp();
    for (const id of ['a', 'b', 'c']) store.getState().show(success(openedDocument(id)));
    store.getState().show(success(openedDocument('sealed')), 'b');
    expect(ids(store)).toEqual(['a', 'sealed', 'c']);
    expect(closed).toEqual(['b']);
  });

  it('A file that is opened again takes its own tab, with the content that it has now', () => {
    const { store, closed } = setUp();
    store.getState().show(success(openedDocument('a')));
    store.getState().show(success(openedDocument('b')));
    store.getState().show(success({ ...openedDocument('a'), id: 'again' }));
    expect(ids(store)).toEqual(['again', 'b']);
    expect(closed).toEqual(['a']);
  });

  it('A closed tab makes room for its neighbour, the last one for the first screen', () => {
    const { store, closed } = setUp();
    for (const id of ['a', 'b', 'c']) store.getState().show(success(openedDocument(id)));
    store.getState().turn(1);
    const shown = ['a', 'b', 'c'].map((id) => {
      const { state } = store.getState();
      store.getState().close(id);
      return state.step === 'open' ? state.document.id : state.step;
    });
    expect({ shown, left: store.getState().state, closed }).toEqual({
      shown: ['a', 'b', 'c'],
      left: { step: 'none' },
      closed: ['a', 'b', 'c'],
    });
  });

  it('A document that is in front already is not shown anew', () => {
    const { store } = setUp();
    store.getState().show(success(openedDocument('a')));
    const { state } = store.getState();
    store.getState().select('a');
    store.getState().turn(1);
    expect(store.getState().state).toBe(state);
  });

  it('The place where a document was left is kept as long as it is open', () => {
    const { store } = setUp();
    const place = { page: 4, left: 0, top: 0.5, zoom: 1.2, rotation: 90 } as const;
    store.getState().show(success(openedDocument('a')));
    store.getState().leaveAt('a', place);
    store.getState().leaveAt('gone', place);
    expect([store.getState().placeOf('a'), store.getState().placeOf('gone')]).toEqual([place, undefined]);
    store.getState().close('a');
    expect(store.getState().placeOf('a')).toBeUndefined();
  });

  it('A link that is not opened says why, and leaves the document as it is', async () => {
    const { store } = setUp();
    store.getState().show(success(openedDocument('a')));
    store.getState().openLink('file:///etc/passwd');
    await expect.poll(() => store.getState().incoming).toMatchObject({ error: { code: 'LINK_NOT_OPENED' } });
  });

  it('A file that cannot be opened leaves the open document as it is', async () => {
    const { store, closed } = setUp();
    store.getState().show(success(openedDocument('a')));
    await store.getState().openDropped(new File([], 'picture.png'));
    const state = { step: 'open', document: openedDocument('a') };
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
