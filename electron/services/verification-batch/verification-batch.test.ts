import { describe, expect, it } from 'vitest';
import { MOST_BATCH_FILES, type BatchChange } from '../../shared/model/verification-batch.ts';
import { type VerificationReport, unjudged } from '../../shared/model/verification-report.ts';
import type { FoundFile } from '../ports/files.ts';
import type { Examination } from '../reports/make-report.ts';
import { VerificationBatch } from './verification-batch.ts';

const JUDGED_AT = '2026-11-29T03:00:00.000Z';
const unsigned = (file: string): VerificationReport => ({
  ...{ file, verdict: 'unsigned', signatures: [], revocationListsAsOf: [] },
});

/** A batch over folders in memory, whose verifier answers one document at a time when it is told to. */
function setUp(folders: Readonly<Record<string, readonly FoundFile[]>> = {}, atOnce = 1) {
  let nowMs = 0;
  const examined: string[] = [];
  const open: ((report: VerificationReport) => void)[] = [];
  const turns: (() => boolean)[] = [];
  const told: BatchChange[] = [];
  let ids = 0;
  const batch = new VerificationBatch({
    clock: { now: () => new Date(nowMs) },
    atOnce,
    examine: async (path, begin): Promise<Examination | null> => {
      turns.push(begin);
      if (atOnce === 1 && !begin()) return null;
      examined.push(path);
      const { promise, resolve } = Promise.withResolvers<VerificationReport>();
      open.push(resolve);
      return { report: await promise, hashes: null, revisions: null, judgedAt: JUDGED_AT };
    },
    search: async function* (path) {
      yield* folders[path] ?? [{ path }];
    },
    changed: (change) => void told.push(change),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    newId: () => `id-${(ids += 1)}`,
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  /** Ends the verification under way. */
  const answer = async (report: (file: string) => VerificationReport = unsigned): Promise<void> => {
    nowMs += 1_000;
    open.shift()?.(report(examined.at(-1) ?? ''));
    await settle();
  };
  const states = (): string[] => batch.view().rows.map(({ state }) => state);
  const written = async (format: 'csv' | 'json'): Promise<string> => {
    let text = '';
    for await (const piece of batch.written(format))
      text += new TextDecoder('utf-8', { ignoreBOM: true }).decode(piece);
    return text;
  };
  const wait = (milliseconds: number): void => void (nowMs += milliseconds);
  return { batch, answer, settle, wait, examined, turns, told, states, written };
}

describe('VerificationBatch', () => {
  it('One document is verified at a time, and each change is told once', async () => {
    const { batch, answer, settle, examined, told, states } = setUp();
    expect(await batch.add(['/合同/a.pdf', '/合同/b.pdf', '/合同/a.pdf'])).toEqual({
      ...{ found: 3, truncated: false, only: null },
    });
    await settle();
    expect([examined, states()]).toEqual([['/合同/a.pdf'], ['running', 'waiting']]);
    await answer();
    expect([examined.length, states()]).toEqual([2, ['done', 'running']]);
    await answer();
    expect(told.at(-1)?.progress).toEqual({ done: 2, total: 2, running: false, remainingSeconds: null });
    const merged = new Map(told.flatMap(({ rows }) => rows).map((row) => [row.id, row]));
    expect([...merged.values()]).toEqual(batch.view().rows);
    expect(batch.view().rows[0]).toMatchObject({ number: 1, name: 'a.pdf', folder: '/合同', id: 'id-1' });
  });

  it('A single document is named and not added, but a folder that cannot be read becomes a row with its reason', async () => {
    const closed: FoundFile = { path: '/closed', error: { code: 'FILE_UNREADABLE' } };
    const { batch, settle, examined } = setUp({
      '/one': [{ path: '/one/a.pdf' }],
      '/closed': [closed],
      '/none': [],
    });
    expect(await batch.add(['/one'])).toMatchObject({ only: '/one/a.pdf' });
    expect(await batch.add(['/none'])).toEqual({ found: 0, truncated: false, only: null });
    await batch.add(['/closed']);
    await settle();
    expect(batch.view().rows[0]?.outcome).toMatchObject({
      verdict: 'error',
      error: { code: 'FILE_UNREADABLE' },
    });
    batch.retry();
    expect([examined, batch.view().rows[0]?.state]).toEqual([[], 'done']);
  });

  it('A search ends at the largest number of documents', async () => {
    const many = Array.from({ length: MOST_BATCH_FILES + 1 }, (_, index) => ({ path: `/all/${index}.pdf` }));
    const { batch } = setUp({ '/all': many });
    expect(await batch.add(['/all'])).toMatchObject({ found: MOST_BATCH_FILES, truncated: true });
    expect(await batch.add(['/other.pdf', '/another.pdf'])).toMatchObject({ found: 0, truncated: true });
  });

  it('What is left out when the person stops, and what failed, is verified when they try again', async () => {
    const { batch, answer, settle, states, examined } = setUp();
    await batch.add(['/a.pdf', '/b.pdf', '/c.pdf']);
    await answer((file) => unjudged(file, { code: 'FILE_OVER_BUDGET' }));
    batch.cancel();
    expect(states()).toEqual(['done', 'running', 'cancelled']);
    await answer();
    expect([states(), batch.view().progress.running]).toEqual([['done', 'done', 'cancelled'], false]);
    batch.retry();
    await settle();
    expect(states()).toEqual(['running', 'done', 'waiting']);
    await answer();
    await answer();
    expect([states(), examined.at(-1)]).toEqual([['done', 'done', 'done'], '/c.pdf']);
  });

  it('Documents that were handed over wait for their turn, and are left out when the person stops', async () => {
    const { batch, answer, settle, examined, turns, states } = setUp({}, 2);
    await batch.add(['/a.pdf', '/b.pdf', '/c.pdf']);
    await settle();
    expect([examined, states()]).toEqual([
      ['/a.pdf', '/b.pdf'],
      ['waiting', 'waiting', 'waiting'],
    ]);
    expect([turns[0]?.(), states()]).toEqual([true, ['running', 'waiting', 'waiting']]);
    batch.cancel();
    expect(states()).toEqual(['running', 'cancelled', 'cancelled']);
    batch.retry();
    expect([turns[1]?.(), states()]).toEqual([false, ['running', 'waiting', 'waiting']]);
    await answer();
    expect([turns[2]?.(), turns[3]?.(), states()[0]]).toEqual([true, undefined, 'done']);
  });

  it('The time that is left is told once there is something to go by', async () => {
    const { batch, answer } = setUp();
    await batch.add(Array.from({ length: 8 }, (_, index) => `/${index}.pdf`));
    await answer();
    expect(batch.view().progress.remainingSeconds).toBeNull();
    await answer();
    await answer();
    expect(batch.view().progress).toEqual({ done: 3, total: 8, running: true, remainingSeconds: 5 });
  });

  it('The time that is left of a retry is told by the retry alone, however long after', async () => {
    const { batch, answer, settle, wait } = setUp();
    await batch.add(Array.from({ length: 8 }, (_, index) => `/${index}.pdf`));
    await settle();
    batch.cancel();
    await answer();
    wait(3_600_000);
    batch.retry();
    await settle();
    for (let done = 0; done < 3; done += 1) await answer();
    expect(batch.view().progress).toEqual({ done: 4, total: 8, running: true, remainingSeconds: 4 });
  });

  it('A cleared batch forgets its documents, and goes on with those that come', async () => {
    const { batch, answer, settle, states, told } = setUp();
    await batch.add(['/a.pdf', '/b.pdf']);
    await settle();
    batch.clear();
    expect(batch.pathOf('id-1')).toEqual({ ok: false, error: { code: 'FILE_NOT_FOUND' } });
    const before = told.length;
    await batch.add(['/c.pdf', '/d.pdf']);
    await answer();
    expect([states(), told.length > before]).toEqual([['running', 'waiting'], true]);
    expect(batch.pathOf('id-4')).toEqual({ ok: true, value: '/d.pdf' });
  });

  it('The verdicts so far are written as the command line writes them', async () => {
    const { batch, answer, written } = setUp();
    await batch.add(['/合同/a.pdf', '/合同/b.pdf']);
    await answer();
    const [head, first, ...rest] = (await written('csv')).split('\r\n');
    expect(head?.startsWith('\u{feff}文件 File,结论 Verdict,')).toBe(true);
    expect(first?.startsWith('/合同/a.pdf,unsigned,')).toBe(true);
    expect(rest).toEqual(['']);
    expect(JSON.parse(await written('json'))).toEqual([unsigned('/合同/a.pdf')]);
  });
});
