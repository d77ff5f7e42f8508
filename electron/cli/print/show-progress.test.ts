import { afterEach, expect, it, vi } from 'vitest';
import { type TellAmount, withProgress } from './show-progress.ts';

const { isTTY } = process.stderr;
afterEach(() => {
  process.stderr.isTTY = isTTY;
  vi.restoreAllMocks();
});

it('a line of work that is done stays away, whatever is told of it later', async () => {
  const written: string[] = [];
  process.stderr.isTTY = true;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  const amount = { done: 1, total: 2, unit: 'files' } as const;
  const late = await withProgress<TellAmount>({ what: '正在检查 looking', json: false }, (tell) => {
    clock.mockReturnValue(2_000);
    tell(amount);
    return Promise.resolve(tell);
  });
  expect(written).toEqual([expect.stringContaining('1/2 份 files'), '\r\u001B[K']);
  clock.mockReturnValue(4_000);
  late(amount);
  expect(written).toHaveLength(2);
});

it('work within other work has the line to itself, and the outer work has it again afterwards', async () => {
  const written: string[] = [];
  process.stderr.isTTY = true;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  await withProgress({ what: '外 outer', json: false }, async (tellOuter) => {
    clock.mockReturnValue(2_000);
    tellOuter({ done: 1, total: 3, unit: 'files' });
    await withProgress({ what: '内 inner', json: false }, (tell) => {
      clock.mockReturnValue(4_000);
      tell({ done: 1, total: 2, unit: 'bytes' });
      tellOuter({ done: 2, total: 3, unit: 'files' });
      return Promise.resolve();
    });
    clock.mockReturnValue(6_000);
    tellOuter({ done: 3, total: 3, unit: 'files' });
  });
  const shown = written.flatMap((text) => /外|内/.exec(text) ?? []);
  expect(shown).toEqual(['外', '内', '外']);
  expect(written.at(-1)).toBe('\r\u001B[K');
});
