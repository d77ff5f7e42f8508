import { describe, expect, it } from 'vitest';
import { failure, type Result, success } from '../../../electron/shared/result.ts';
import { createTextCopyStore } from './text-copy-store.ts';

const WHOLE = [
  { page: 0, text: null },
  { page: 1, text: null },
];
const read = async (page: number): Promise<string> => `第${page + 1}页`;

function storeWith(allowed: Result<boolean> = success(true), written: Result<null> = success(null)) {
  const copied: string[] = [];
  const store = createTextCopyStore({
    allowsCopying: async () => allowed,
    copyText: async ({ text }) => {
      copied.push(text);
      return written;
    },
  });
  return { store, copied, state: () => store.getState().state };
}

describe('the copy of selected text', () => {
  it('goes over main, and is told of when it is of several pages', async () => {
    const { store, copied, state } = storeWith();
    const running = store.getState().copy('a', WHOLE, read);
    expect(state()).toEqual({ step: 'copying', done: 0, pages: 2 });
    await running;
    expect(copied).toEqual(['第1页\n第2页']);
    expect(state()).toEqual({ step: 'copied', pages: 2 });
    await store.getState().copy('a', [{ page: 0, text: '甲方' }], read);
    expect(copied.at(-1)).toBe('甲方');
    expect(state()).toEqual({ step: 'none' });
  });

  it.each([
    ['forbids copying', success(false), read, 'PDF_COPYING_DENIED'],
    ['is not open any more', failure({ code: 'FILE_NOT_FOUND' }), read, 'FILE_NOT_FOUND'],
    ['was scanned', success(true), async () => ' \n', 'TEXT_NONE'],
  ] as const)('is none of a document that %s, and says so', async (_, allowed, readPage, code) => {
    const { store, copied, state } = storeWith(allowed);
    await store.getState().copy('a', WHOLE, readPage);
    expect(copied).toEqual([]);
    expect(state()).toEqual({ step: 'failed', error: { code } });
  });

  it('ends where the person stops it, and where another one begins', async () => {
    const { store, copied, state } = storeWith();
    const stopped = store.getState().copy('a', WHOLE, async (page) => {
      store.getState().dismiss();
      return read(page);
    });
    await stopped;
    expect(copied).toEqual([]);
    expect(state()).toEqual({ step: 'none' });
    const former = store.getState().copy('a', WHOLE, read);
    await store.getState().copy('a', [{ page: 0, text: '乙方' }], read);
    await former;
    expect(copied).toEqual(['乙方']);
  });

  it('says what the system refused', async () => {
    const { store, state } = storeWith(success(true), failure({ code: 'TEXT_NOT_COPIED' }));
    await store.getState().copy('a', WHOLE, read);
    expect(state()).toEqual({ step: 'failed', error: { code: 'TEXT_NOT_COPIED' } });
  });
});
