import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { WindowCrashes } from './window-crashes.ts';

function crashes(answer: boolean) {
  const done: string[] = [];
  let time = 0;
  const following = new WindowCrashes({
    note: (where, code) => void done.push(`${where}: ${code}`),
    tell: () => {
      done.push('told');
      return Promise.resolve();
    },
    ask: () => {
      done.push('asked');
      return Promise.resolve(answer);
    },
    quit: () => void done.push('quit'),
    now: () => time,
  });
  const crash = async (at: number): Promise<readonly string[]> => {
    time = at;
    done.length = 0;
    await following.ended(() => void done.push('opened again'));
    return [...done];
  };
  return crash;
}

describe('a window whose process ends by itself', () => {
  it('is opened again, and the person is told', async () => {
    const crash = crashes(true);
    const once = ['the window: WINDOW_CRASHED', 'opened again', 'told'];
    expect(await crash(0)).toEqual(once);
    expect(await crash(60_000)).toEqual(once);
  });

  it.each([
    [true, 'opened again'],
    [false, 'quit'],
  ])('is the person’s decision when it ends again at once (%s: %s)', async (answer, outcome) => {
    const crash = crashes(answer);
    await crash(0);
    expect(await crash(59_000)).toEqual(['the window: WINDOW_CRASHED', 'asked', outcome]);
  });

  it('is opened anew as well when its page says that it could not go on, unless it is gone', async () => {
    const done: string[] = [];
    const ports = {
      ...{ note: () => undefined, ask: () => Promise.resolve(true), quit: () => undefined, now: () => 0 },
      tell: () => Promise.resolve(),
    };
    let isGone = false;
    const contents = Object.assign(new EventEmitter(), { reload: () => void done.push('opened again') });
    const window = { webContents: contents, isDestroyed: () => isGone };
    const fail = (error: unknown): void => void done.push(String(error));
    const openAnew = new WindowCrashes(ports).follow(window as never, fail);
    openAnew();
    expect(done).toEqual(['opened again']);
    isGone = true;
    openAnew();
    await Promise.resolve();
    expect(done).toEqual(['opened again']);
  });

  it('asks once, however often its page says that it could not go on', async () => {
    let asked = 0;
    let answer: (opens: boolean) => void = () => undefined;
    const asking = new WindowCrashes({
      ...{ note: () => undefined, quit: () => undefined, now: () => 0, tell: () => Promise.resolve() },
      ask: () => {
        asked += 1;
        return new Promise((resolve) => (answer = resolve));
      },
    });
    await asking.ended(() => undefined);
    const said = Array.from({ length: 100 }, () => asking.ended(() => undefined));
    answer(true);
    await Promise.all(said);
    expect(asked).toBe(1);
  });

  it('fails with what keeps the person from being told', async () => {
    const unable = new WindowCrashes({
      ...{ note: () => undefined, ask: () => Promise.resolve(true), quit: () => undefined, now: () => 0 },
      tell: () => Promise.reject(new Error('no dialog')),
    });
    await expect(unable.ended(() => undefined)).rejects.toThrow('no dialog');
  });
});
