import { describe, expect, it } from 'vitest';
import type { BegunCopy } from '../../../electron/shared/model/document-copy.ts';
import { failure, success } from '../../../electron/shared/result.ts';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { type CopyState, createCopyStore } from './copy-store.ts';

const document = { id: 'a', size: 10 };
const begun: BegunCopy = { copy: 'c', notices: [['一'], ['二']] };

function setUp({ pages = 2, broken = -1, gaveUp = false } = {}) {
  const drawn: (readonly [number, string, readonly string[]])[] = [];
  const { client, calls } = createStandIn(contract, {
    copies: {
      begin: () => success(gaveUp ? null : begun),
      picture: () => success(null),
      finish: () => success({ kind: 'pdf', name: 'b.pdf', pages: 2 }),
      abandon: () => success(null),
    },
  });
  let closed = 0;
  const store = createCopyStore(client.copies, () =>
    Promise.resolve({
      pages,
      draw: (page, format, lines) => {
        if (page === broken) return Promise.reject(new Error('broken page'));
        drawn.push([page, format, lines]);
        return Promise.resolve({ picture: new Blob(['x']), isWide: false });
      },
      close: () => void (closed += 1),
    }),
  );
  return { store, calls, drawn, closed: () => closed };
}

describe('createCopyStore', () => {
  it('A PDF is made once the sheet with every page and its notice is there', async () => {
    const { store, calls, drawn, closed } = setUp();
    const seen: CopyState[] = [];
    store.subscribe(({ state }) => {
      seen.push(state);
      if (state.step !== 'printing') return;
      expect(calls).toEqual(['copies.begin']);
      expect(state.sheet.map(({ notice }) => notice)).toEqual(begun.notices);
      setTimeout(() => store.getState().sheetReady());
    });
    await store.getState().copy(document, 'pdf');
    expect(calls).toEqual(['copies.begin', 'copies.finish']);
    expect(drawn.map(([page, format, lines]) => [page, format, lines.length])).toEqual([
      [0, 'image/jpeg', 0],
      [1, 'image/jpeg', 0],
    ]);
    expect(seen.at(-1)).toEqual({ step: 'made', made: { kind: 'pdf', name: 'b.pdf', pages: 2 } });
    expect(closed()).toBe(1);
  });

  it('Each picture carries its notice and goes out by itself', async () => {
    const { store, calls, drawn } = setUp();
    await store.getState().copy(document, 'images');
    expect(calls).toEqual(['copies.begin', 'copies.picture', 'copies.picture', 'copies.finish']);
    expect(drawn).toEqual([
      [0, 'image/png', ['一']],
      [1, 'image/png', ['二']],
    ]);
  });

  it('A page that cannot be drawn leaves no copy', async () => {
    const { store, calls } = setUp({ broken: 1 });
    await store.getState().copy(document, 'images');
    expect(calls.at(-1)).toBe('copies.abandon');
    expect(store.getState().state).toEqual(failedWith('COPY_NOT_DRAWN'));
  });

  it('A document of too many pages is refused before anything is drawn', async () => {
    const { store, calls } = setUp({ pages: 301 });
    await store.getState().copy(document, 'pdf');
    expect(calls).toEqual([]);
    expect(store.getState().state).toEqual(failedWith('COPY_TOO_LONG'));
  });

  it('Nothing is said when the person changes their mind', async () => {
    const { store } = setUp({ gaveUp: true });
    await store.getState().copy(document, 'print');
    expect(store.getState().state).toEqual({ step: 'idle' });
  });
});

function failedWith(code: 'COPY_NOT_DRAWN' | 'COPY_TOO_LONG') {
  const refused = failure({ code });
  return { step: 'failed', error: refused.ok ? null : refused.error };
}
