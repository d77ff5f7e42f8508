import { describe, expect, it } from 'vitest';
import { type KeptPath, RecentDocuments } from './recent-documents.ts';

function setUp(gone: readonly string[] = []) {
  let kept: readonly KeptPath[] = [];
  let minute = 0;
  const recent = new RecentDocuments({
    clock: { now: () => new Date(Date.UTC(2026, 10, 27, 9, minute++)) },
    paths: {
      read: () => kept,
      write: (paths) => void (kept = paths),
      isThere: async (path) => !gone.includes(path),
      split: (path) => ({
        name: path.slice(path.lastIndexOf('/') + 1),
        folder: path.slice(0, path.lastIndexOf('/')),
      }),
      idOf: (path) => `id of ${path}`,
    },
  });
  const names = async () => (await recent.list()).map(({ name }) => name);
  return { recent, names };
}

describe('RecentDocuments', () => {
  it('lists the one opened last first, each once', async () => {
    const { recent, names } = setUp();
    for (const path of ['/a.pdf', '/b.pdf', '/a.pdf']) recent.note(path);
    expect(await names()).toEqual(['a.pdf', 'b.pdf']);
  });

  it('says which is not there any more', async () => {
    const { recent } = setUp(['/合同/旧.pdf']);
    recent.note('/合同/旧.pdf');
    expect(await recent.list()).toEqual([
      {
        id: 'id of /合同/旧.pdf',
        name: '旧.pdf',
        folder: '/合同',
        openedAt: '2026-11-27T09:00:00.000Z',
        isThere: false,
      },
    ]);
  });

  it('forgets one, or all', async () => {
    const { recent, names } = setUp();
    for (const path of ['/a.pdf', '/b.pdf', '/c.pdf']) recent.note(path);
    recent.forget('id of /b.pdf');
    expect(await names()).toEqual(['c.pdf', 'a.pdf']);
    expect([recent.pathOf('id of /a.pdf'), recent.pathOf('id of /b.pdf')]).toEqual([
      { ok: true, value: '/a.pdf' },
      { ok: false, error: { code: 'FILE_NOT_FOUND' } },
    ]);
    recent.forget(null);
    expect(await names()).toEqual([]);
  });

  it('keeps no more than a screen shows', async () => {
    const { recent, names } = setUp();
    for (let each = 0; each < 30; each++) recent.note(`/${each}.pdf`);
    expect(await names()).toHaveLength(12);
  });
});
