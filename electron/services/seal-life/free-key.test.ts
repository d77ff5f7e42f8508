import { describe, expect, it } from 'vitest';
import { SEAL, tokenWith } from '../sealing-gate/fixtures/situation.ts';
import type { TokenKeyPair } from '../ports/tokens.ts';
import type { KeptApplication } from './applications.ts';
import { freeKey } from './free-key.ts';

const token = { info: tokenWith([SEAL]), certificates: [] };
const pair = (id: number): TokenKeyPair => ({
  ...{ id: Uint8Array.of(id), label: '' },
  publicKey: new Uint8Array(65).fill(id),
});
// The members that are looked at.
const awaiting = (keyId: string, tokenSerial: string, state: KeptApplication['state']): KeptApplication =>
  ({ keyId, tokenSerial, state, newSeal: null }) as KeptApplication;

describe('A key without a certificate', () => {
  it('is free, unless an application under way waits for its certificate', () => {
    const pairs = [pair(1), pair(2)];
    expect(freeKey(pairs, token, [], [])?.id).toEqual(pairs[0]?.id);
    const underWay = awaiting('01', token.info.serial, 'underReview');
    expect(freeKey(pairs, token, [underWay], [])?.id).toEqual(pairs[1]?.id);
    expect(freeKey([pair(1)], token, [underWay], [])).toBeUndefined();
    expect(freeKey(pairs, token, [], ['01'])?.id).toEqual(pairs[1]?.id);
  });

  it('is free when the application has ended, or is of another token', () => {
    const others = [awaiting('01', token.info.serial, 'rejected'), awaiting('01', 'another', 'underReview')];
    expect(freeKey([pair(1)], token, others, [])?.id).toEqual(Uint8Array.of(1));
  });
});
