import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalHead } from '../../core/register/head-lines.ts';
import { loadSm3 } from '../../core/sm/load-primitives.ts';
import { headJournal } from './head-journal.ts';

const engine = await loadSm3();

const headOf = (size: number, certificate = 'aa'.repeat(600)): JournalHead => ({
  ...{ kind: 'checkpoint', registerId: '7'.repeat(32), size, root: 'ab'.repeat(32) },
  ...{ time: '2026-11-28T08:00:00.000Z', certificate, signature: 'cd'.repeat(64) },
});

describe('The journal of heads', () => {
  let folder = '';
  let path = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'));
    path = join(folder, 'store', 'heads.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is empty at first, and gives back what was added, in order', async () => {
    const journal = headJournal(path, engine);
    expect(await journal.all()).toMatchObject({ heads: [], unreadable: 0 });
    const said: JournalHead = {
      ...{ kind: 'countersignature', registerId: '7'.repeat(32), platform: 'demo', size: 2 },
      ...{ root: 'ab'.repeat(32), time: '2026-11-28T08:00:00.000Z' },
      statement: { payload: 'a', protected: 'b', signature: 'c' },
    };
    for (const head of [headOf(1), said, headOf(2)]) await journal.add(head);
    expect((await headJournal(path, engine).all()).heads).toEqual([headOf(1), said, headOf(2)]);
  });

  it('has each certificate in full once in a stretch, and reads its end alone in a moment', async () => {
    const journal = headJournal(path, engine);
    for (let size = 1; size <= 200; size += 1) await journal.add(headOf(size));
    const full = readFileSync(path, 'utf8').split('"certificate"').length - 1;
    expect(full).toBeGreaterThan(1);
    expect(full).toBeLessThan(10);
    expect((await journal.all()).heads.at(-1)).toEqual(headOf(200));
    const recent = await journal.recent();
    expect(recent.length).toBeLessThan(200);
    expect(recent.at(-1)).toEqual(headOf(200));
  });

  it('passes over a line that a death cut off, and counts one that somebody has changed', async () => {
    const journal = headJournal(path, engine);
    await journal.add(headOf(1));
    appendFileSync(path, '{"kind":"checkpoint","regis');
    expect(await journal.all()).toMatchObject({ heads: [{ size: 1 }], unreadable: 0 });
    await journal.add(headOf(2));
    expect(await journal.all()).toMatchObject({ heads: [{ size: 1 }, { size: 2 }], unreadable: 1 });
  });
});
