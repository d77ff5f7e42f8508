import { describe, expect, it } from 'vitest';
import { failure, success, type Result } from '../../shared/result.ts';
import { openSession } from './open-session.ts';
import type { PlatformRequest, PlatformResponse, PlatformTransport } from './transport.ts';

const NONCE = Buffer.alloc(32, 7).toString('base64');
const ANSWERS: Readonly<Record<string, unknown>> = {
  '/v1/challenges': { id: 'c-1', nonce: NONCE, expiresAt: '2026-11-22T05:00:00Z' },
  '/v1/sessions': { token: 't'.repeat(32), holder: '某公司', expiresAt: '2026-11-22T06:00:00Z' },
};

const platformOf = (
  answers: Readonly<Record<string, unknown>>,
  asked: PlatformRequest[],
): PlatformTransport => ({
  send: (request): Promise<Result<PlatformResponse>> => {
    asked.push(request);
    const body = new Uint8Array(Buffer.from(JSON.stringify(answers[request.path])));
    return Promise.resolve(success({ status: 201, headers: {}, body }));
  },
  close: () => Promise.resolve(),
});

describe('a session with a platform', () => {
  it('is opened by signing purpose, platform, challenge and nonce', async () => {
    const asked: PlatformRequest[] = [];
    let message = '';
    const session = await openSession(platformOf(ANSWERS, asked), 'gd', {
      certificate: Uint8Array.of(0x30, 0),
      sign: (bytes) => {
        message = Buffer.from(bytes).toString();
        return Promise.resolve(success(new Uint8Array(64).fill(9)));
      },
    });
    expect(message).toBe(`sealdesk platform session 1\ngd\nc-1\n${NONCE}\n`);
    expect(asked.map(({ json }) => json)).toEqual([
      { certificate: 'MAA=' },
      { challengeId: 'c-1', signature: Buffer.alloc(64, 9).toString('base64') },
    ]);
    const value = {
      authorization: `Bearer ${'t'.repeat(32)}`,
      holder: '某公司',
      expiresAt: '2026-11-22T06:00:00Z',
    };
    expect(session).toEqual({ ok: true, value });
  });

  it('is not opened if the key does not sign', async () => {
    const asked: PlatformRequest[] = [];
    const refused = failure<Uint8Array>({ code: 'PIN_WRONG' });
    const session = await openSession(platformOf(ANSWERS, asked), 'gd', {
      certificate: new Uint8Array(),
      sign: () => Promise.resolve(refused),
    });
    expect([session, asked.length]).toEqual([refused, 1]);
  });

  it.each([
    ['a nonce of no bytes', '/v1/challenges', { id: 'c-1', nonce: '', expiresAt: '2026-11-22T05:00:00Z' }],
    [
      'a token with a line break',
      '/v1/sessions',
      { token: `${'t'.repeat(20)}\r\n`, holder: '', expiresAt: '' },
    ],
  ])('is not opened with %s', async (_, path, answer) => {
    const session = await openSession(platformOf({ ...ANSWERS, [path]: answer }, []), 'gd', {
      certificate: new Uint8Array(),
      sign: () => Promise.resolve(success(new Uint8Array(64))),
    });
    expect(session).toMatchObject({ ok: false, error: { code: 'PLATFORM_ANSWER_INVALID' } });
  });
});
