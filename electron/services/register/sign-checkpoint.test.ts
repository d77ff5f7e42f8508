import { describe, expect, it } from 'vitest';
import { failure, success, type Result } from '../../shared/result.ts';
import type { DigestSignRequest, TokenPort, TokenSignature } from '../ports.ts';
import { checkpointKeyAt, watchSigning } from './sign-checkpoint.ts';

const PIN = Uint8Array.of(1, 2, 3);
const REQUEST: DigestSignRequest = {
  module: 'm',
  serial: 'T1',
  certificate: Uint8Array.of(0x30),
  digest: new Uint8Array(32),
  pin: PIN,
};

const portOf = (answer: Result<TokenSignature>): TokenPort => ({
  list: () => Promise.resolve({ tokens: [], failures: [] }),
  signDigest: () => Promise.resolve(answer),
});

describe('the key that has just served', () => {
  it('signs with the PIN that it has just taken', async () => {
    const { tokens, usedKey } = watchSigning(portOf(success({ value: new Uint8Array(64), profile: null })));
    await tokens.signDigest(REQUEST);
    expect(usedKey(PIN)).toMatchObject({ address: { module: 'm', serial: 'T1' }, pin: PIN });
  });

  it('signs in the login that stands where one does, so that this is not ended', async () => {
    const held = success({ value: new Uint8Array(64), profile: null, held: true });
    const { tokens, usedKey } = watchSigning(portOf(held));
    await tokens.signDigest(REQUEST);
    expect(usedKey(PIN)?.pin).toBeNull();
  });

  it('is none where the first use failed: no PIN is tried twice', async () => {
    const { tokens, usedKey } = watchSigning(portOf(failure({ code: 'PIN_WRONG' })));
    await tokens.signDigest(REQUEST);
    expect(usedKey(PIN)).toBeNull();
  });

  it('is none where the token holds no certificate for signing', () => {
    expect(
      checkpointKeyAt({ module: 'm', serial: 'T1' }, [], portOf(failure({ code: 'INTERNAL' })), PIN),
    ).toBeNull();
  });
});
