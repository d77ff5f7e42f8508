import { describe, expect, it } from 'vitest';
import { type Amount, ProgressLine } from './progress-line.ts';

/** A terminal with a clock that a test moves. */
function terminal(columns = 120) {
  const state = { ms: 0, written: [] as string[] };
  const place = {
    now: () => state.ms,
    write: (text: string) => void state.written.push(text),
    columns: () => columns,
  };
  const shown = (): string => state.written.at(-1) ?? '';
  return { place, shown, state };
}

const megabytes = (done: number): Amount => ({ done: done * 1e6, total: 210e6, unit: 'bytes' });

describe('a progress line', () => {
  it('shows nothing of work that is over within a second', () => {
    const { place, state } = terminal();
    const line = new ProgressLine('正在盖章 sealing', place);
    line.tell(megabytes(0));
    state.ms = 999;
    line.tell(megabytes(200));
    line.draw();
    line.clear();
    expect(state.written).toEqual([]);
  });

  it('shows bytes, their rate and the time left', () => {
    const { place, shown, state } = terminal();
    const line = new ProgressLine('正在盖章 sealing', place);
    line.tell(megabytes(0));
    state.ms = 2_000;
    line.tell(megabytes(70));
    expect(shown()).toBe('\r\u001B[K正在盖章 sealing  33 %  70/210 MB  35 MB/s  剩余约 4 s left');
  });

  it('shows files, and minutes once they are more than one', () => {
    const { place, shown, state } = terminal();
    const line = new ProgressLine('正在验章 verifying', place);
    line.tell({ done: 0, total: 1_000, unit: 'files' });
    state.ms = 4_000;
    line.tell({ done: 20, total: 1_000, unit: 'files' });
    expect(shown()).toBe('\r\u001B[K正在验章 verifying  2 %  20/1000 份 files  5.0/s  剩余约 4 min left');
  });

  it('shows how long work takes whose amount nobody knows', () => {
    const { place, shown, state } = terminal();
    const line = new ProgressLine('正在备份 backing up', place);
    state.ms = 3_000;
    line.draw();
    expect(shown()).toBe('\r\u001B[K正在备份 backing up  3 s');
  });

  it('counts a rate from the first amount of its unit on', () => {
    const { place, shown, state } = terminal();
    const line = new ProgressLine('正在同步 synchronising', place);
    line.tell({ done: 0, total: 3, unit: 'lists' });
    state.ms = 10_000;
    line.tell({ done: 0, total: 100e6, unit: 'bytes' });
    state.ms = 12_000;
    line.tell({ done: 50e6, total: 100e6, unit: 'bytes' });
    expect(shown()).toContain('50/100 MB  25 MB/s  剩余约 2 s left');
  });

  it('draws ten times a second at most', () => {
    const { place, state } = terminal();
    const line = new ProgressLine('正在盖章 sealing', place);
    for (state.ms = 1_000; state.ms < 2_000; state.ms += 10) line.tell(megabytes(state.ms / 10));
    expect(state.written).toHaveLength(10);
  });

  it('is cleared once, and drawn again by what follows', () => {
    const { place, state } = terminal();
    const line = new ProgressLine('正在盖章 sealing', place);
    state.ms = 1_500;
    line.draw();
    line.clear();
    line.clear();
    line.draw();
    expect(state.written).toHaveLength(3);
    expect(state.written[1]).toBe('\r\u001B[K');
  });

  it('stays away while a person is asked something', () => {
    const { place, shown, state } = terminal();
    const line = new ProgressLine('正在验章 verifying', place);
    state.ms = 1_500;
    line.draw();
    line.hold(true);
    line.draw();
    expect(shown()).toBe('\r\u001B[K');
    line.hold(false);
    line.draw();
    expect(shown()).toContain('verifying');
  });

  it('never fills a line of the terminal, whose Chinese characters take two columns', () => {
    const { place, shown, state } = terminal(10);
    const line = new ProgressLine('正在盖章 sealing', place);
    state.ms = 1_500;
    line.draw();
    expect(shown()).toBe('\r\u001B[K正在盖章 ');
  });
});
