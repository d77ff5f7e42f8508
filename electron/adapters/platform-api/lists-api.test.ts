import { describe, expect, it } from 'vitest';
import { failure, success, type Result } from '../../shared/result.ts';
import { listsApi } from './lists-api.ts';
import type { PlatformRequest, PlatformResponse, PlatformTransport } from './transport.ts';

const STATEMENT = { payload: 'e30', protected: 'e30', signature: 'AAAA' };

/** A transport that gives one answer and remembers what it was asked. */
function answering(answer: Partial<PlatformResponse> | { readonly status: 404; readonly refused: true }) {
  const asked: PlatformRequest[] = [];
  const transport: PlatformTransport = {
    send: (request): Promise<Result<PlatformResponse>> => {
      asked.push(request);
      if ('refused' in answer) {
        return Promise.resolve(failure({ code: 'PLATFORM_REFUSED', details: { status: answer.status } }));
      }
      return Promise.resolve(success({ status: 200, headers: {}, body: new Uint8Array(), ...answer }));
    },
    close: () => Promise.resolve(),
  };
  return { asked, api: listsApi(transport) };
}

const bytes = (value: unknown): Uint8Array => new Uint8Array(Buffer.from(JSON.stringify(value)));

describe('the calls for lists', () => {
  it('fetch a trust list only if it has changed', async () => {
    const { api, asked } = answering({ status: 304 });
    expect(await api.trustList('"7"')).toEqual({ ok: true, value: null });
    expect(asked[0]).toMatchObject({ path: '/v1/trust-list', headers: { 'if-none-match': '"7"' } });
  });

  it.each([
    ['"7"', '"7"'],
    ['W/"7"', 'W/"7"'],
    ['7', null],
    ['"7"\r\nx: y', null],
    [`"${'7'.repeat(200)}"`, null],
  ])('keep %j as an entity tag of a list: %j', async (etag, expected) => {
    const { api } = answering({ headers: { etag }, body: bytes(STATEMENT) });
    expect(await api.trustList(null)).toEqual({ ok: true, value: { statement: STATEMENT, etag: expected } });
  });

  it('fetch a part of a list, of the version of the first part', async () => {
    const part = {
      status: 206,
      headers: { 'content-range': 'bytes 4-7/100', etag: '"a"' },
      body: new Uint8Array(4),
    };
    const { api, asked } = answering(part);
    expect(await api.revocationListPart('issuing', { from: 4, length: 4, size: 100 }, '"a"')).toEqual({
      ok: true,
      value: { bytes: new Uint8Array(4), offset: 4, total: 100, etag: '"a"' },
    });
    expect(asked[0]?.headers).toEqual({ range: 'bytes=4-7', 'if-range': '"a"' });
  });

  it('take a whole list if the platform gives no parts', async () => {
    const { api } = answering({ body: new Uint8Array(9) });
    expect(await api.revocationListPart('issuing', { from: 4, length: 4, size: 9 }, null)).toMatchObject({
      value: { offset: 0, total: 9 },
    });
  });

  it.each([
    ['none', undefined],
    ['another length', 'bytes 4-8/100'],
    ['several', 'bytes 4-5,6-7/100'],
    ['nonsense', 'bytes */100'],
  ])('refuse a part with %s for a range', async (_, range) => {
    const { api } = answering({
      status: 206,
      headers: range === undefined ? {} : { 'content-range': range },
      body: new Uint8Array(4),
    });
    expect(await api.revocationListPart('issuing', { from: 4, length: 4, size: 100 }, null)).toMatchObject({
      error: { code: 'PLATFORM_ANSWER_INVALID' },
    });
  });

  it('return null if there is no delta list', async () => {
    expect(await answering({ status: 404, refused: true }).api.deltaList('issuing', 3)).toEqual({
      ok: true,
      value: null,
    });
  });

  it.each([
    ['an id that leads out of its folder', { id: '../x' }],
    ['a list of a gigabyte', { size: 2 ** 30 }],
    ['a hash of another length', { sm3: 'ab' }],
  ])('refuse an index with %s', async (_, change) => {
    const times = { thisUpdate: '2026-11-22T00:00:00Z', nextUpdate: '2026-11-23T00:00:00Z' };
    const entry = { id: 'issuing', number: 1, size: 9, sm3: 'ab'.repeat(32), ...times };
    const answers = (value: object) => answering({ body: bytes({ lists: [value] }) }).api.revocationLists();
    expect(await answers(entry)).toEqual({ ok: true, value: [entry] });
    expect(await answers({ ...entry, ...change })).toMatchObject({
      error: { code: 'PLATFORM_ANSWER_INVALID' },
    });
  });
});
