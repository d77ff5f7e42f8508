import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventConnection } from '../adapters/platform-api/event-stream-api.ts';
import { CodedError } from '../shared/errors.ts';
import type { PlatformSettings } from '../shared/model/platform.ts';
import { success } from '../shared/result.ts';
import { EventListener } from './event-listener.ts';

const GD: PlatformSettings = {
  ...{ id: 'gd', name: 'gd', url: 'https://127.0.0.1', profile: 'guangdong', root: '' },
};

/** A connection that the test speaks for. */
interface Line {
  readonly connection: EventConnection;
  end(error?: CodedError): void;
}

describe('EventListener', () => {
  let platforms: readonly PlatformSettings[];
  let offered: boolean;
  let lines: Line[];
  let synced: number;
  let told: number;
  let listener: EventListener;

  const last = (): Line => lines.at(-1)!;
  const news = (id: string, head: number): void =>
    last().connection.event({ id, type: 'news', data: JSON.stringify({ head }) });
  const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    [platforms, offered, lines, synced, told] = [[GD], true, [], 0, 0];
    listener = new EventListener({
      settings: () => success(platforms),
      mayListen: () => Promise.resolve(offered),
      listen: (_, connection) =>
        new Promise((resolve, reject) => {
          connection.signal.addEventListener('abort', () => reject(new CodedError('CANCELLED')));
          lines.push({ connection, end: (error) => (error === undefined ? resolve() : reject(error)) });
        }),
      synchronise: () => void (synced += 1),
      changed: () => void (told += 1),
      random: () => 0,
    });
    await listener.follow();
  });
  afterEach(() => {
    listener.stop();
    vi.useRealTimers();
  });

  it('synchronises at news, once for what comes together, and says that it is connected', async () => {
    expect(listener.isConnected('gd')).toBe(false);
    last().connection.opened();
    expect([listener.isConnected('gd'), told]).toEqual([true, 1]);
    news('1', 7);
    news('2', 8);
    await pass(200);
    expect(synced).toBe(1);
    await listener.follow();
    expect(lines).toHaveLength(1);
  });

  it.each([
    ['twice', { id: 'a', type: 'news', data: '{"head":7}' }],
    ['of another kind', { id: 'b', type: 'message', data: '{"head":7}' }],
    ['without a number', { id: 'b', type: 'news', data: '{"head":-1}' }],
    ['that is no JSON', { id: 'b', type: 'news', data: 'now' }],
    ['without an id', { id: '', type: 'news', data: '{"head":7}' }],
    ['whose id fits no header', { id: '新\u0001', type: 'news', data: '{"head":7}' }],
  ])('an event %s starts nothing', async (_, event) => {
    news('a', 7);
    await pass(200);
    last().connection.event(event);
    await pass(60_000);
    expect(synced).toBe(1);
  });

  it('events out of order and from the future start a few synchronisations and no more', async () => {
    for (const head of [5, 3, 10 ** 15, 4, 6, 2, 9, 8, 1, 12]) {
      news(String(head), head);
      await pass(1_000);
    }
    expect(synced).toBe(6);
    await pass(60_000);
    expect(synced).toBe(7);
  });

  it('a flood ends the connection, and the next one comes later', async () => {
    last().connection.opened();
    for (let each = 0; each < 121; each++) news(String(each), each);
    await pass(0);
    expect([last().connection.signal.aborted, listener.isConnected('gd')]).toEqual([true, false]);
    await pass(1_999);
    expect(lines).toHaveLength(1);
    await pass(1);
    expect([lines.length, last().connection.lastId]).toEqual([2, '119']);
  });

  it('a stream that ends at once is asked again ever more rarely', async () => {
    for (const pauseMs of [2_000, 4_000, 8_000]) {
      const count = lines.length;
      last().end();
      await pass(pauseMs - 1);
      expect(lines).toHaveLength(count);
      await pass(1);
      expect(lines).toHaveLength(count + 1);
    }
  });

  it('a platform that refuses is left alone, and one that is busy as long as it asks', async () => {
    last().end(new CodedError('PLATFORM_BUSY', '', { retryAfterMs: 90_000 }));
    await pass(89_999);
    expect(lines).toHaveLength(1);
    await pass(1);
    last().end(new CodedError('PLATFORM_REFUSED', '', { status: 403 }));
    await pass(3_599_999);
    expect(lines).toHaveLength(2);
    await pass(1);
    expect(lines).toHaveLength(3);
  });

  it('leaves a platform that was removed, and one that is changed for its new settings', async () => {
    platforms = [{ ...GD, url: 'https://127.0.0.2' }];
    await listener.follow();
    expect([lines[0]?.connection.signal.aborted, lines.length]).toEqual([true, 2]);
    platforms = [];
    await listener.follow();
    await pass(10_000_000);
    expect([last().connection.signal.aborted, lines.length]).toEqual([true, 2]);
  });
});

describe('A platform without a stream', () => {
  it('is not listened to', async () => {
    const listen = vi.fn();
    const nothing = (): void => undefined;
    const listener = new EventListener({
      ...{ settings: () => success([GD]), mayListen: () => Promise.resolve(false), listen },
      ...{ synchronise: nothing, changed: nothing, random: () => 0 },
    });
    await listener.follow();
    expect([listen.mock.calls, listener.isConnected('gd')]).toEqual([[], false]);
  });
});
