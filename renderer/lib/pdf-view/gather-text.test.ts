import { describe, expect, it } from 'vitest';
import { gatherText, type SelectedPage } from './gather-text.ts';

describe('gatherText', () => {
  const texts = ['第一页\n', '', '第三\0页'];
  const whole: readonly SelectedPage[] = texts.map((_, page) => ({ page, text: null }));
  const gather = (selected: readonly SelectedPage[], most = 100, signal = new AbortController().signal) => {
    const told: number[] = [];
    const read = async (page: number): Promise<string> => texts[page] ?? '';
    const text = gatherText(selected, read, { most, signal, progress: (done) => told.push(done) });
    return text.then((gathered) => ({ gathered, told }));
  };

  it('reads whole pages in order, without null characters, and tells how far it is', async () => {
    expect(await gather(whole)).toEqual({ gathered: '第一页\n第三页', told: [1, 2, 3] });
  });

  it('begins and ends with the parts that are selected, a line break between pages', async () => {
    const selected = [
      { page: 0, text: '一页' },
      { page: 1, text: null },
      { page: 2, text: '第' },
    ];
    expect((await gather(selected)).gathered).toBe('一页\n第');
  });

  it('gives up a text that is too long, and one that nobody wants any more', async () => {
    expect(await gather(whole, 4)).toEqual({ gathered: null, told: [1, 2] });
    expect(await gather(whole, 100, AbortSignal.abort())).toEqual({ gathered: null, told: [] });
  });
});
