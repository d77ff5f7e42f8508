import { describe, expect, it } from 'vitest';
import { failure, success, type Result } from '../../shared/result.ts';
import { registerApi } from './register-api.ts';
import type { PlatformRequest, PlatformResponse, PlatformTransport } from './transport.ts';

const RECORDS = { registerId: 'r1', from: 0, entries: ['AAAA', { leafHash: '00'.repeat(32) }] };
const HEAD = {
  registerId: 'r1',
  size: 2,
  root: '00'.repeat(32),
  time: '2026-11-22T05:00:00Z',
  consistency: null,
};
const STATEMENT = { payload: 'e30', protected: 'e30', signature: 'AA' };

describe('the calls for the register', () => {
  const sent: PlatformRequest[] = [];
  const apiOver = (answer: Result<PlatformResponse>) => {
    const transport: PlatformTransport = {
      send: (request) => {
        sent.push(request);
        return Promise.resolve(answer);
      },
      close: () => Promise.resolve(),
    };
    return registerApi('demo', transport);
  };
  const json = (value: unknown): Result<PlatformResponse> =>
    success({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(value)) });
  const refused = (status: number): Result<PlatformResponse> =>
    failure({
      code: 'PLATFORM_REFUSED',
      details: { status, type: 'urn:sealdesk:problem:register-conflict' },
    });

  it('send entries and heads with their keys, and read the answers', async () => {
    sent.length = 0;
    expect(await apiOver(json({ size: 2 })).sendUsageRecords(RECORDS, 'key-of-the-entries')).toEqual(
      success(2),
    );
    expect(await apiOver(json(STATEMENT)).countersign(HEAD, 'key-of-the-head-0')).toEqual(success(STATEMENT));
    expect(await apiOver(json(STATEMENT)).lastCountersignature('a/b')).toEqual(success(STATEMENT));
    expect(sent).toEqual([
      { method: 'POST', path: '/v1/usage-records', json: RECORDS, idempotencyKey: 'key-of-the-entries' },
      { method: 'POST', path: '/v1/checkpoints', json: HEAD, idempotencyKey: 'key-of-the-head-0' },
      { method: 'GET', path: '/v1/checkpoints/a%2Fb' },
    ]);
  });

  it('turn a conflict into REGISTER_DIFFERS, and "not found" into null', async () => {
    expect(await apiOver(refused(409)).sendUsageRecords(RECORDS, 'k')).toMatchObject({
      error: { code: 'REGISTER_DIFFERS', details: { status: 409 } },
    });
    expect(await apiOver(refused(409)).countersign(HEAD, 'k')).toMatchObject({
      error: { code: 'REGISTER_DIFFERS' },
    });
    expect(await apiOver(refused(404)).lastCountersignature('r1')).toEqual(success(null));
    expect(await apiOver(refused(400)).lastCountersignature('r1')).toMatchObject({
      error: { code: 'PLATFORM_REFUSED' },
    });
  });

  it.each([
    ['a size that is none', { size: -1 }],
    ['no size', {}],
  ])('refuse %s', async (_what, answer) => {
    expect(await apiOver(json(answer)).sendUsageRecords(RECORDS, 'k')).toMatchObject({
      error: { code: 'PLATFORM_ANSWER_INVALID' },
    });
  });

  it('refuse an answer that is no statement', async () => {
    const answer = json({ ...STATEMENT, signature: 'not base64url!' });
    expect(await apiOver(answer).countersign(HEAD, 'k')).toMatchObject({
      error: { code: 'PLATFORM_ANSWER_INVALID' },
    });
  });
});
