import { describe, expect, it } from 'vitest';
import { approvalRequest } from '../../core/approval/fixtures/requests.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { approvalPlatforms, approvalsApi } from './approvals-api.ts';
import type { PlatformRequest, PlatformResponse, PlatformTransport } from './transport.ts';

const SESSION = { authorization: 'Bearer token', holder: '样例单位', expiresAt: '2026-06-01T09:00:00.000Z' };
const STATEMENT = { payload: 'cA', protected: 'aA', signature: 'cw' };
const ANSWER = { request: approvalRequest(), state: 'underReview', decision: null };

/** Returns a transport that gives one answer to all requests and keeps them. */
function answering(body: unknown): PlatformTransport & { readonly asked: PlatformRequest[] } {
  const asked: PlatformRequest[] = [];
  return {
    asked,
    send: (request): Promise<Result<PlatformResponse>> => {
      asked.push(request);
      const bytes = new TextEncoder().encode(JSON.stringify(body));
      return Promise.resolve(success({ status: 200, headers: {}, body: bytes }));
    },
    close: () => Promise.resolve(),
  };
}

describe('the approvals of a platform', () => {
  it('are requested in the session, each under its own number', async () => {
    const transport = answering(ANSWER);
    const api = approvalsApi(transport, SESSION);
    expect(await api.send(approvalRequest())).toEqual(success(ANSWER));
    await api.decide('YY/1', STATEMENT);
    const { authorization } = SESSION;
    expect(transport.asked).toEqual([
      {
        method: 'POST',
        path: '/v1/approvals',
        json: { request: approvalRequest() },
        authorization,
        idempotencyKey: approvalRequest().id,
      },
      { method: 'PUT', path: '/v1/approvals/YY%2F1/decision', json: STATEMENT, authorization },
    ]);
  });

  it.each([
    ['a state that nobody knows', { ...ANSWER, state: 'done' }, 'approvals.0.state'],
    ['a request of another shape', { ...ANSWER, request: { id: 'x' } }, 'approvals.0.request.enterprise'],
    [
      'a decision in the open',
      { ...ANSWER, decision: { outcome: 'approved' } },
      'approvals.0.decision.payload',
    ],
  ])('are refused with %s', async (_, approval, path) => {
    expect(await approvalsApi(answering({ approvals: [approval] }), SESSION).list()).toMatchObject({
      error: { code: 'PLATFORM_ANSWER_INVALID', details: { reason: `schema ${path}` } },
    });
  });

  it('belong to the platform that names the seal, or else to the first one if there is any', async () => {
    const named = { of: () => Promise.resolve({ platformId: 'second' }) };
    const parts = { transports: { of: () => null }, platforms: [{ id: 'first' }] } as unknown as Parameters<
      typeof approvalPlatforms
    >[0];
    const platforms = approvalPlatforms({ ...parts, knowledge: named as unknown as typeof parts.knowledge });
    expect([await platforms.platformOf('SEAL1'), await platforms.platformOf(null)]).toEqual([
      success('second'),
      success('first'),
    ]);
    expect(await platforms.open('first', new Uint8Array(), () => new Uint8Array(64))).toEqual(
      failure({ code: 'PLATFORM_NOT_CONFIGURED' }),
    );
    expect(await approvalPlatforms({ ...parts, platforms: [] }).platformOf(null)).toEqual(
      failure({ code: 'PLATFORM_NOT_CONFIGURED' }),
    );
  });
});
