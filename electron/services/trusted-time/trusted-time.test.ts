import { describe, expect, it } from 'vitest';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { acceptTimeStamp } from '../../core/timestamp/accept-time-stamp.ts';
import { issueTimeStamp, type TimeStampAuthority } from '../../core/timestamp/issue-time-stamp.ts';
import { decodeTimeStampToken } from '../../core/timestamp/time-stamp-token.ts';
import { makeTimeStampAuthority } from '../../core/verification/fixtures/mini-time-stamp.ts';
import { makeMiniWorld } from '../../core/verification/fixtures/mini-world.ts';
import { CodedError } from '../../shared/errors.ts';
import { failure, resultOf, success } from '../../shared/result.ts';
import type { PlatformKnowledge } from '../platform/platform-knowledge.ts';
import { trustedTimeOf, type TrustedTimeParts } from './trusted-time.ts';

const engine = await loadSmEngine();
const { issuing, trust } = await makeMiniWorld(engine);
const party = await makeTimeStampAuthority(engine, issuing);
const clock = { now: () => new Date('2026-06-01T00:01:00Z') };
const authority: TimeStampAuthority = {
  ...{ engine, certificate: party.certificate, sign: party.sign, now: clock.now },
  ...{ policy: '1.2.3.4.9', accuracySeconds: 1, nextSerial: () => Uint8Array.of(7) },
};
const seal = { esId: 'E1', name: '公章', tokenSerial: 'T1' };
const value = Uint8Array.of(0x30, 6, 2, 1, 1, 2, 1, 1);

let count = 0;
const parts: TrustedTimeParts = {
  ...{ engine, random: (length) => new Uint8Array(length).fill((count += 1)) },
  accept: (answer, request) =>
    resultOf(() => acceptTimeStamp(answer, request, { engine, trust, now: clock.now() })),
  knowledge: { of: () => Promise.resolve({ platformId: 'gd' } as PlatformKnowledge) },
  authorityOf: (platformId) =>
    platformId === 'gd'
      ? { ask: async (request) => success(await issueTimeStamp(request, authority)) }
      : null,
};

describe('the trusted time of a seal', () => {
  it('is a token of its platform’s authority over the signature value', async () => {
    const source = await trustedTimeOf(seal, parts);
    const token = await source?.(value);
    expect(token?.ok === true && decodeTimeStampToken(token.value).info.imprint.digest).toEqual(
      engine.sm3(value),
    );
  });

  it('is not asked for when the seal belongs to no platform, or the platform has no authority', async () => {
    const none = { of: () => Promise.resolve(null) };
    expect(await trustedTimeOf(seal, { ...parts, knowledge: none })).toBe(undefined);
    expect(await trustedTimeOf(seal, { ...parts, authorityOf: () => null })).toBe(undefined);
  });

  it('is missing when nobody can tell the platform', async () => {
    const damaged = { of: () => Promise.reject(new CodedError('STORE_DAMAGED')) };
    const source = await trustedTimeOf(seal, { ...parts, knowledge: damaged });
    expect(await source?.(value)).toEqual(failure({ code: 'STORE_DAMAGED' }));
  });

  it.each([
    [
      'the way there fails',
      () => Promise.resolve(failure<Uint8Array>({ code: 'PLATFORM_TIMEOUT' })),
      'PLATFORM_TIMEOUT',
    ],
    ['the answer is none', () => Promise.resolve(success(Uint8Array.of(1))), 'STAMP_INVALID'],
    [
      'the token has no room in a document',
      async (request: Uint8Array) => {
        const policy = `1.2.3.${'4294967295.'.repeat(2000)}1`;
        return success(await issueTimeStamp(request, { ...authority, policy }));
      },
      'STAMP_INVALID',
    ],
  ])('is missing when %s', async (_name, ask, code) => {
    const source = await trustedTimeOf(seal, { ...parts, authorityOf: () => ({ ask }) });
    expect(await source?.(value)).toMatchObject({ ok: false, error: { code } });
  });

  it('is never taken from an earlier answer', async () => {
    const answers: Uint8Array[] = [];
    const ask = async (request: Uint8Array) => {
      answers.push(await issueTimeStamp(request, authority));
      return success(answers[0] as Uint8Array);
    };
    const source = await trustedTimeOf(seal, { ...parts, authorityOf: () => ({ ask }) });
    expect((await source?.(value))?.ok).toBe(true);
    expect(await source?.(value)).toEqual(failure({ code: 'STAMP_INVALID', details: { rule: 'nonce' } }));
  });
});
