import { describe, expect, it } from 'vitest';
import type { TokenSnapshot } from '../../shared/model/token.ts';
import { onePerToken } from './one-per-token.ts';

const PIN = {
  triesLeft: null,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: true,
  mustChange: false,
};

function token(
  kind: TokenSnapshot['kind'],
  serial: string,
  ...certificates: readonly number[]
): TokenSnapshot {
  return {
    module: `/${kind}`,
    kind,
    slot: 0,
    label: '',
    serial,
    manufacturer: '',
    initialised: true,
    pin: PIN,
    soPin: PIN,
    certificates: certificates.map((byte) => ({
      id: new Uint8Array(),
      label: '',
      der: Uint8Array.of(0x30, byte),
    })),
    data: [],
  };
}

const SERIAL = 'SD0123456789ABCD';

describe('onePerToken', () => {
  it.each<[string, TokenSnapshot, TokenSnapshot, boolean]>([
    [
      'serial number and certificate are the same',
      token('pkcs11', SERIAL, 1, 2),
      token('skf', SERIAL, 2),
      true,
    ],
    ['neither has a certificate yet', token('pkcs11', SERIAL), token('skf', SERIAL), true],
    ['PKCS#11 cuts the serial number', token('pkcs11', SERIAL, 1), token('skf', `${SERIAL}0001`, 1), true],
    ['vendors gave one serial number twice', token('pkcs11', SERIAL, 1), token('skf', SERIAL, 2), false],
    ['a short number begins another', token('pkcs11', '12', 1), token('skf', '1234', 1), false],
    ['there is no serial number', token('pkcs11', '', 1), token('skf', '', 1), false],
    ['the serial numbers differ', token('pkcs11', SERIAL, 1), token('skf', 'SD0000000000ABCD', 1), false],
  ])('tells whether a key shows twice where %s', (_case, pkcs11, skf, same) => {
    expect(onePerToken([pkcs11, skf], 'pkcs11')).toEqual(same ? [pkcs11] : [pkcs11, skf]);
    expect(onePerToken([pkcs11, skf], 'skf')).toEqual(same ? [skf] : [pkcs11, skf]);
  });

  it('leaves two keys of one interface alone', () => {
    const twice = [token('pkcs11', SERIAL, 1), token('pkcs11', SERIAL, 1)];
    expect(onePerToken(twice, 'pkcs11')).toEqual(twice);
    expect(onePerToken(twice, 'skf')).toEqual(twice);
  });
});
