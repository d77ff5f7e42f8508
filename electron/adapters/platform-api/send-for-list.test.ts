import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { success } from '../../shared/result.ts';
import { sendForList } from './send-for-list.ts';
import type { PlatformRequest, PlatformTransport } from './transport.ts';

describe('a list that a platform sends in pages', () => {
  const asked: (string | number | undefined)[] = [];
  const read = async (answer: (cursor: unknown) => object) => {
    asked.length = 0;
    const transport: PlatformTransport = {
      send: ({ query }: PlatformRequest) => {
        asked.push(query?.['cursor']);
        const body = new TextEncoder().encode(JSON.stringify(answer(query?.['cursor'])));
        return Promise.resolve(success({ status: 200, headers: {}, body }));
      },
      close: () => Promise.resolve(),
    };
    return sendForList(transport, { method: 'GET', path: '/v1/x' }, 'things', z.number());
  };

  it('is read to its end', async () => {
    const pages: Readonly<Record<string, object>> = {
      undefined: { things: [1, 2], next: 'a' },
      a: { things: [3], next: 'b' },
      b: { things: [4] },
    };
    expect(await read((cursor) => pages[String(cursor)] ?? {})).toEqual(success([1, 2, 3, 4]));
    expect(asked).toEqual([undefined, 'a', 'b']);
  });

  it.each<[string, (cursor: unknown) => object]>([
    ['leads to itself', () => ({ things: [1], next: 'a' })],
    ['has no end', (cursor) => ({ things: [1], next: `n${String(cursor).slice(0, 3)}${asked.length}` })],
    ['has a cursor that is none', () => ({ things: [1], next: '?' })],
    ['has other members', () => ({ things: ['x'] })],
  ])('is refused when it %s', async (_, answer) => {
    expect(await read(answer)).toMatchObject({ error: { code: 'PLATFORM_ANSWER_INVALID' } });
  });
});
