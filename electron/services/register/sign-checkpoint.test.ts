import { describe, expect, it } from 'vitest';
import { failure, success, type Result } from '../../shared/result.ts';
import type { DigestSignRequest, TokenPort, TokenSignature } from '../ports/tokens.ts';
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

describe('The key that has just served', () => {
  it('signs with the PIN that it has just taken', async () => {
    const { tokens, usedKey } = watchSigning(portOf(success({ value: new Uint8Array(64), profile: null })));
    await tokens.signDigest(REQUEST);
    expect(usedKey(PIN)).toMatchObject({ address: { module: 'm', serial: 'T1' }, pin: PIN });
  });

  it('signs within a login that is still held, so that the login is not ended', async () => {
    const held = success({ value: new Uint8Array(64), profile: null, held: true });
    const { tokens, usedKey } = watchSigning(portOf(held));
    await tokens.signDigest(REQUEST);
    expect(usedKey(PIN)?.pin).toBeNull();
  });

  it('is null when the first use failed, so that no PIN is tried twice', async () => {
    const { tokens, usedKey } = watchSigning(portOf(failure({ code: 'PIN_WRONG' })));
    await tokens.signDigest(REQUEST);
    expect(usedKey(PIN)).toBeNull();
  });

  it('is null when the token holds no certificate for signing', () => {
    expect(
      checkpointKeyAt({ module: 'm', serial: 'T1' }, [], portOf(failure({ code: 'INTERNAL' })), PIN),
    ).toBeNull();
  });
});
