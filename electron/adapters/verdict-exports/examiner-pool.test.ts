import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { pathOf } from '../../services/ports/files.ts';
import type { Examination } from '../../services/reports/make-report.ts';
import type { ExaminationOrder } from '../../services/verdict-exports/examine.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import type { ExaminerThread } from './examiner-operations.ts';
import { examinerPool, openExaminers } from './examiner-pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealdesk-pool-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes files of some sizes. */
function files(...sizes: readonly number[]): string[] {
  return sizes.map((size, index) => {
    const path = join(folder, `${index}-${size}.pdf`);
    writeFileSync(path, new Uint8Array(size));
    return path;
  });
}

const examined = ({ source }: ExaminationOrder): Examination => ({
  report: { file: pathOf(source), verdict: 'unsigned', signatures: [], revocationListsAsOf: [] },
  ...{ hashes: null, revisions: null, judgedAt: '' },
});
const OVER: Result<never> = failure({ code: 'FILE_OVER_BUDGET' });

/** Threads that note what they are given, and fail by what the test says of a group and of who else works. */
function setUp(
  count: number,
  fate: (paths: readonly string[], others: number) => Result<never> | 'throws' | null = () => null,
) {
  const groups: (readonly string[])[] = [];
  const broken: unknown[] = [];
  let busy = 0;
  const thread = (): ExaminerThread => ({
    startNow: () => undefined,
    bytesRead: () => 0,
    stop: () => undefined,
    examineAll: async (orders) => {
      const paths = orders.map(({ source }) => pathOf(source));
      groups.push(paths);
      busy += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      const met = fate(paths, busy - 1);
      busy -= 1;
      if (met === 'throws') throw new Error('the thread broke');
      return met ?? success(orders.map(examined));
    },
  });
  const pool = examinerPool(Array.from({ length: count }, thread), (error) => void broken.push(error));
  const all = (paths: readonly string[], begin?: () => boolean) =>
    Promise.all(
      paths.map((source) =>
        pool.examine({ source, trustFolder: 'trust', at: null, depth: 'verdict' }, begin),
      ),
    );
  return { all, groups, broken, stop: () => pool.stop() };
}

const errors = (examinations: readonly (Examination | null)[]) =>
  examinations.map((each) => each?.report.error?.code ?? each?.report.verdict);

describe('a pool of examiners', () => {
  it('answers each document by its own examination, small ones in groups on every thread', async () => {
    const paths = files(...Array.from({ length: 70 }, (_, index) => 100 + index));
    const { all, groups } = setUp(2);
    const done = await all(paths);
    expect(done.map((each) => each?.report.file)).toEqual(paths);
    expect(groups.flat().toSorted()).toEqual(paths.toSorted());
    // How many wait together depends on how fast their files answer.
    expect(groups.length).toBeLessThan(paths.length);
    expect(Math.max(...groups.map(({ length }) => length))).toBeLessThanOrEqual(16);
  });

  it('gives large documents a message each, and starts no second thread for a few small ones', async () => {
    const large = setUp(2);
    await large.all(files(3_000_000, 3_000_001, 3_000_002));
    expect(large.groups.map(({ length }) => length)).toEqual([1, 1, 1]);
    let most = 0;
    const small = setUp(2, (_paths, others) => {
      most = Math.max(most, others);
      return null;
    });
    await small.all(files(10, 11, 12, 13));
    expect(most).toBe(0);
  });

  it('judges a document by its own cost: those beside it in the group and in other threads are done again', async () => {
    const paths = files(...Array.from({ length: 40 }, (_, index) => 500 + index));
    const bomb = paths[7] ?? '';
    const { all, groups } = setUp(2, (group, others) =>
      group.includes(bomb) || (others > 0 && group.includes(paths[30] ?? '')) ? OVER : null,
    );
    const done = errors(await all(paths));
    expect(done.filter((each) => each !== 'unsigned')).toEqual(['FILE_OVER_BUDGET']);
    expect(done[7]).toBe('FILE_OVER_BUDGET');
    expect(groups.filter((group) => group.length === 1 && group[0] === bomb)).toHaveLength(1);
  });

  it('reports a document whose thread breaks as INTERNAL, tells of it once, and judges the others', async () => {
    const paths = files(...Array.from({ length: 12 }, (_, index) => 900 + index));
    const { all, broken } = setUp(2, (group) => (group.includes(paths[3] ?? '') ? 'throws' : null));
    const done = errors(await all(paths));
    expect([done[3], done.filter((each) => each === 'unsigned').length]).toEqual(['INTERNAL', 11]);
    expect(broken.map(String)).toEqual(['Error: the thread broke']);
  });

  it('tells of no defect when it is stopped before its work is done', async () => {
    const { all, broken, stop } = setUp(2, () => 'throws');
    const pending = all(files(30, 31, 32));
    stop();
    expect(errors(await pending)).toEqual(['INTERNAL', 'INTERNAL', 'INTERNAL']);
    expect(broken).toEqual([]);
  });

  it('leaves out what is not wanted any more when its turn comes', async () => {
    const { all, groups } = setUp(1);
    expect(await all(files(20, 21, 22), () => false)).toEqual([null, null, null]);
    expect(groups).toEqual([]);
  });
});

describe('a thread that is started before there is work', () => {
  it('leaves that to another one when it ended meanwhile', async () => {
    const broken: unknown[] = [];
    const script = pathToFileURL(join(folder, 'no-such-worker.js'));
    const examiner = openExaminers(script, { known: [], store: null }, (error) => void broken.push(error));
    examiner.startNow(null);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const [source = ''] = files(10);
    const done = await examiner.examine({ source, trustFolder: 'trust', at: null, depth: 'verdict' });
    expect(done?.report.error).toEqual({ code: 'INTERNAL' });
    expect(broken).toHaveLength(1);
    examiner.stop();
  });
});
