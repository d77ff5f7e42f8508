import { describe, expect, it } from 'vitest';
import { failure, success, type Result } from '../../shared/result.ts';
import type { DigestSignRequest, TokenPort, TokenSignature } from '../ports/tokens.ts';
import { FREE_PIN, sealInfo, tokenInfo } from '../tokens/fixtures/token-info.ts';
import { actKeys } from './act-keys.ts';

const PINS = { T1: Uint8Array.of(1), T2: Uint8Array.of(2) } as const;
const SIGNED: TokenSignature = { value: new Uint8Array(64), profile: null };

const certificate = Uint8Array.of(0x30);
const keyOf = (serial: 'T1' | 'T2') => ({
  token: { ...tokenInfo(serial, [sealInfo('E1', '公章')]), pin: FREE_PIN, module: 'm' },
  certificate,
});
const requestOf = (serial: 'T1' | 'T2', pin: Uint8Array | null = PINS[serial]): DigestSignRequest => ({
  ...{ module: 'm', serial, certificate, digest: new Uint8Array(32), pin },
});

/** Keys that answer one after the other. */
function keysThat(...answers: readonly Result<TokenSignature>[]) {
  const left = [...answers];
  const port: TokenPort = {
    list: () => Promise.resolve({ tokens: [], failures: [] }),
    signDigest: () => Promise.resolve(left.shift() ?? failure({ code: 'INTERNAL' })),
  };
  return actKeys(port, ({ serial }) => (serial === 'T1' ? PINS.T1 : PINS.T2));
}

describe('The keys of an act', () => {
  it('sign the register with the PIN that served', async () => {
    const keys = keysThat(success(SIGNED));
    await keys.tokens.signDigest(requestOf('T1'));
    expect(keys.usedKey(keyOf('T1'))).toMatchObject({ address: { module: 'm', serial: 'T1' }, pin: PINS.T1 });
  });

  it('sign within a login that is held, and with the PIN again once another key has ended it', async () => {
    const held = success({ ...SIGNED, held: true });
    const keys = keysThat(held, held);
    await keys.tokens.signDigest(requestOf('T1'));
    expect(keys.pinFor(keyOf('T1').token)).toBeNull();
    expect(keys.usedKey(keyOf('T1'))?.pin).toBeNull();
    await keys.tokens.signDigest(requestOf('T2'));
    expect(keys.pinFor(keyOf('T2').token)).toBeNull();
    expect(keys.usedKey(keyOf('T1'))?.pin).toBe(PINS.T1);
  });

  it('sign nothing more after a first use that failed, so that no PIN is tried twice', async () => {
    const keys = keysThat(failure({ code: 'PIN_WRONG' }));
    await keys.tokens.signDigest(requestOf('T1'));
    expect(keys.usedKey(keyOf('T1'))).toBeNull();
  });
});
