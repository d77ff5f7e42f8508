import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { CopyRequests } from './copy-requests.ts';

describe('CopyRequests', () => {
  const made = () => {
    let now = 1000;
    const requests = new CopyRequests(() => now);
    const contents = new EventEmitter();
    // Of a window only its events are asked for.
    requests.follow(contents as unknown as Pick<WebContents, 'on'>);
    const press = (key: string, modifiers: readonly string[] = [], type = 'rawKeyDown'): void =>
      void contents.emit('input-event', {}, { type, key, modifiers });
    return { requests, press, pass: (ms: number) => (now += ms) };
  };

  it.each([
    ['c', ['control']],
    ['C', ['control']],
    ['c', ['meta']],
    ['Insert', ['control']],
  ])('admit one copy for %s with %o', (key, held) => {
    const { requests, press } = made();
    press(key, held);
    expect(requests.take()).toBe(true);
    expect(requests.take()).toBe(false);
  });

  it('admit none that nobody has asked for, by another key or by letting a key go', () => {
    const { requests, press } = made();
    expect(requests.take()).toBe(false);
    press('c');
    press('a', ['control']);
    press('c', ['control'], 'keyUp');
    expect(requests.take()).toBe(false);
  });

  it('admit a copy from a menu, and none five minutes later', () => {
    const { requests, pass } = made();
    requests.note();
    pass(5 * 60_000);
    expect(requests.take()).toBe(true);
    requests.note();
    pass(5 * 60_000 + 1);
    expect(requests.take()).toBe(false);
  });
});
