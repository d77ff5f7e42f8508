import pkcs11js from 'pkcs11js';
import type { PKCS11, Template } from 'pkcs11js';
import { describe, expect, it } from 'vitest';
import { findKey } from './find-key.ts';
import type { Module } from './module.ts';

const SM2 = 0x80050002;
const SESSION = Buffer.alloc(8);

interface Key {
  readonly name: string;
  readonly keyType: number;
  readonly sign: boolean;
}

/** A module with private keys of one CKA_ID. The handle of a key is its place among them. */
function moduleWith(keys: readonly Key[]): Module {
  let waiting: Buffer[] = [];
  const valueOf = ({ keyType, sign }: Key, type: number): Buffer => {
    if (type === pkcs11js.CKA_SIGN) return Buffer.of(sign ? 1 : 0);
    const value = Buffer.alloc(8);
    value.writeUInt32LE(keyType);
    return value;
  };
  const pkcs11 = {
    C_FindObjectsInit: () => (waiting = keys.map((_key, index) => Buffer.of(index))),
    C_FindObjects: () => waiting.splice(0),
    C_FindObjectsFinal: () => undefined,
    C_GetAttributeValue: (_session: Buffer, handle: Buffer, template: Template) => {
      const key = keys[handle[0] ?? 0];
      return template.map(({ type }) => ({
        type,
        value: key === undefined ? Buffer.of() : valueOf(key, type),
      }));
    },
  };
  return {
    path: '/module.so',
    pkcs11: pkcs11 as unknown as PKCS11,
    settings: { profiles: [], softTokens: 'admitted' },
  };
}

const found = (...keys: readonly Key[]): string | undefined =>
  keys[findKey(moduleWith(keys), SESSION, SM2, Uint8Array.of(1))[0] ?? 0]?.name;

describe('findKey', () => {
  const rsa = { name: 'rsa', keyType: 0, sign: true };
  const encryption = { name: 'encryption', keyType: SM2, sign: false };
  const signature = { name: 'signature', keyType: SM2, sign: true };

  it.each([
    ['the key for signatures', [rsa, encryption, signature], 'signature'],
    ['a key of the kind that says nothing of signatures', [rsa, encryption], 'encryption'],
    ['the only key, of whatever kind it says to be', [rsa], 'rsa'],
  ])('finds %s among those of one CKA_ID', (_what, keys, name) => {
    expect(found(...keys)).toBe(name);
  });

  it('fails when there is none', () => {
    expect(() => found()).toThrow(expect.objectContaining({ code: 'KEY_NOT_FOUND' }));
  });
});
