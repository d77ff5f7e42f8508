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
