import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { StreamEvent } from '../../core/platform/event-stream.ts';
import { resultOf } from '../../shared/result.ts';
import { listenToEvents } from './event-stream-api.ts';
import { type LocalServer, serveLocally } from './fixtures/https-server.ts';

const STREAM = { 'content-type': 'text/event-stream' };

describe('the event stream of a platform', () => {
  let server: LocalServer | null = null;
  afterEach(async () => server?.close());

  /** Listens with a short patience; returns the error and what came. */
  const heard = async (
    answer: (request: IncomingMessage, response: ServerResponse) => void,
    { signal = new AbortController().signal, lastId = '' } = {},
  ) => {
    server = await serveLocally(answer);
    const events: StreamEvent[] = [];
    let isOpened = false;
    const ended = await resultOf(() =>
      listenToEvents(
        server!.settings,
        { url: null, except: '' },
        {
          ...{ lastId, signal, silenceMs: 100, event: (event) => events.push(event) },
          opened: () => (isOpened = true),
        },
      ),
    );
    return [ended.ok ? 'ended' : ended.error.code, isOpened, events.map(({ id }) => id)];
  };

  it('brings events until the platform ends it, and says which was the last before', async () => {
    let asked: unknown;
    const outcome = await heard(
      ({ url, headers }, response) => {
        asked = [url, headers['last-event-id']];
        response.writeHead(200, STREAM).end(': hello\n\nid: 8\nevent: news\ndata: {"head":8}\n\n');
      },
      { lastId: '7' },
    );
    expect([outcome, asked]).toEqual([
      ['ended', true, ['8']],
      ['/v1/events', '7'],
    ]);
  });

  it('is given up when it is silent, without a heartbeat', async () => {
    expect(
      await heard((_, response) => {
        response.writeHead(200, STREAM).write('id: 1\ndata: x\n\n');
      }),
    ).toEqual(['PLATFORM_TIMEOUT', true, ['1']]);
  });

  it.each<[string, number, Record<string, string>, string, string]>([
    ['429', 429, { 'retry-after': '60' }, '', 'PLATFORM_BUSY'],
    ['403', 403, {}, '', 'PLATFORM_REFUSED'],
    ['a page in its place', 200, { 'content-type': 'text/html' }, '<p>', 'PLATFORM_ANSWER_INVALID'],
    ['a redirection', 302, { location: 'https://127.0.0.1/' }, '', 'PLATFORM_ANSWER_INVALID'],
    ['a line without end', 200, STREAM, 'x'.repeat(100_000), 'PLATFORM_ANSWER_INVALID'],
  ])('%s is told by its code', async (_, status, headers, body, code) => {
    const [outcome, , events] = await heard((__, response) => response.writeHead(status, headers).end(body));
    expect([outcome, events]).toEqual([code, []]);
  });

  it('ends when nobody listens any more', async () => {
    const leaving = new AbortController();
    const outcome = await heard(
      (_, response) => {
        response.writeHead(200, STREAM).write('id: 1\ndata: x\n\n');
        setTimeout(() => leaving.abort(), 20);
      },
      { signal: leaving.signal },
    );
    expect(outcome).toEqual(['CANCELLED', true, ['1']]);
  });
});
