import { describe, expect, it } from 'vitest';
import type { TokenListing } from '../../services/ports/tokens.ts';
import { fingerprintOf } from './listing-fingerprint.ts';

const FREE = {
  triesLeft: null,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: true,
  mustChange: false,
} as const;

function listing(change: { readonly locked?: boolean; readonly value?: number } = {}): TokenListing {
  return {
    failures: [],
    tokens: [
      {
        module: 'soft-token',
        kind: 'pkcs11',
        slot: 0,
        label: '演示 Key',
        serial: '01',
        manufacturer: 'SealDesk',
        initialised: true,
        pin: { ...FREE, locked: change.locked ?? false },
        soPin: FREE,
        certificates: [{ id: Uint8Array.of(1), label: 'signing', der: Uint8Array.of(0x30, 0) }],
        data: [{ label: 'seal', application: '', value: Uint8Array.of(change.value ?? 7) }],
      },
    ],
  };
}

describe('fingerprintOf', () => {
  it('stays while nothing changes', () => {
    expect(fingerprintOf(listing())).toBe(fingerprintOf(listing()));
  });

  it.each([
    ['the state of the PIN', listing({ locked: true })],
    ['the bytes of a seal', listing({ value: 8 })],
    ['the keys that are plugged in', { tokens: [], failures: [] }],
    [
      'a module that fails',
      { ...listing(), failures: [{ module: 'x', error: { code: 'MODULE_MISSING' as const } }] },
    ],
  ])('changes with %s', (_what, changed) => {
    expect(fingerprintOf(changed)).not.toBe(fingerprintOf(listing()));
  });
});
