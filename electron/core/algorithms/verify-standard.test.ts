import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDer } from '../asn1/der-reader.ts';
import {
  writeInteger,
  writeNull,
  writeObjectIdentifier,
  writeSequence,
  writeExplicit,
} from '../asn1/der-writer.ts';
import { DIGEST_OID, KEY_OID, MASK_OID } from '../asn1/identifiers.ts';
import { decodePublicKey } from '../x509/signed-structure.ts';
import { type Digests, digestName, digestsBeside } from './digests.ts';
import { decodeAlgorithmIdentifier, schemeName, schemeOf, type SignatureScheme } from './signature-scheme.ts';
import { isWeakKey, keyName, type StandardKey, standardKeyOrNull } from './standard-key.ts';
import { standardVerifier, type StandardVerifier } from './verify-standard.ts';
import { ownEngine } from '../sm/own-engine.ts';

const MESSAGE = new TextEncoder().encode('the covered parts of a document');
const SHA2 = ['sha224', 'sha256', 'sha384', 'sha512'] as const;
const SHA3 = ['sha3With224', 'sha3With256', 'sha3With384', 'sha3With512'] as const;
const NAMES = {
  sha3With224: 'sha3-224',
  sha3With256: 'sha3-256',
  sha3With384: 'sha3-384',
  sha3With512: 'sha3-512',
};
const DIGESTS = ['sha1', ...SHA2, ...SHA3] as const;

const nameOf = (digest: (typeof DIGESTS)[number]): string =>
  digest in NAMES ? NAMES[digest as keyof typeof NAMES] : digest;

let digests: Digests;
let verify: StandardVerifier;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

beforeAll(async () => {
  digests = digestsBeside(ownEngine());
  verify = standardVerifier(digests);
});

function keyOf(publicKey: KeyObject): StandardKey {
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  const { standard } = decodePublicKey(readDer(spki, 'spki'));
  if (standard === null) throw new Error('a key of a known kind expected');
  return standard;
}

/** Expects a value to hold, and every change of it or of the message not to. */
function expectGenuine(key: StandardKey, scheme: SignatureScheme, value: Uint8Array): void {
  const check = (changed: Uint8Array, message = MESSAGE) =>
    verify({ key, scheme, value: changed, signed: { message } });
  expect(check(value)).toBe(true);
  expect(check(value, MESSAGE.slice(1))).toBe(false);
  expect(check(new Uint8Array(value.length))).toBe(false);
  expect(check(value.subarray(1))).toBe(false);
  expect(check(new Uint8Array())).toBe(false);
  for (const at of [0, value.length >> 1, value.length - 1]) {
    expect(check(value.map((byte, index) => (index === at ? byte ^ 1 : byte)))).toBe(false);
  }
}

describe.each(DIGESTS)('with %s', (digest) => {
  const id = DIGEST_OID[digest];

  it('RSA signs as node:crypto does, over the message or its digest', () => {
    const value = new Uint8Array(sign(nameOf(digest), MESSAGE, rsa.privateKey));
    const key = keyOf(rsa.publicKey);
    const scheme = { kind: 'rsa', digest: id } as const;
    expectGenuine(key, scheme, value);
    const hash = digests.of(id)?.(MESSAGE) ?? new Uint8Array();
    expect(verify({ key, scheme, value, signed: { digest: hash } })).toBe(true);
  });

  it('RSA-PSS signs as node:crypto does, whatever the length of the salt', () => {
    for (const saltLength of [0, 20, 32]) {
      const options = { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
      const value = new Uint8Array(sign(nameOf(digest), MESSAGE, options));
      const scheme = { kind: 'rsaPss', digest: id, maskDigest: id, saltLength } as const;
      expectGenuine(keyOf(rsa.publicKey), scheme, value);
      const other = { ...scheme, saltLength: saltLength + 1 };
      expect(verify({ key: keyOf(rsa.publicKey), scheme: other, value, signed: { message: MESSAGE } })).toBe(
        false,
      );
    }
  });

  it.each(['P-256', 'P-384', 'P-521'])('ECDSA on %s signs as node:crypto does', (namedCurve) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
    const value = new Uint8Array(sign(nameOf(digest), MESSAGE, privateKey));
    expectGenuine(keyOf(publicKey), { kind: 'ecdsa', digest: id }, value);
  });
});

describe('Ed25519', () => {
  it('signs as node:crypto does', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const value = new Uint8Array(sign(null, MESSAGE, privateKey));
    expectGenuine(keyOf(publicKey), { kind: 'ed25519' }, value);
  });
});

describe('a scheme that does not go with the key', () => {
  it('is not judged', () => {
    const key = keyOf(rsa.publicKey);
    const signed = { message: MESSAGE };
    const value = new Uint8Array(256);
    expect(verify({ key, scheme: { kind: 'ecdsa', digest: DIGEST_OID.sha256 }, value, signed })).toBeNull();
    expect(verify({ key, scheme: { kind: 'ed25519' }, value, signed })).toBeNull();
    expect(verify({ key, scheme: { kind: 'rsa', digest: '1.2.3' }, value, signed })).toBeNull();
    const pssOnly = { ...key, pssOnly: true } as StandardKey;
    expect(
      verify({ key: pssOnly, scheme: { kind: 'rsa', digest: DIGEST_OID.sha256 }, value, signed }),
    ).toBeNull();
  });
});

describe('schemeOf', () => {
  const algorithm = (id: string, ...parameters: Uint8Array[]) =>
    decodeAlgorithmIdentifier(readDer(writeSequence(writeObjectIdentifier(id), ...parameters), 'algorithm'));
  const named = (id: string) => writeSequence(writeObjectIdentifier(id), writeNull());

  it('reads the parameters of RSASSA-PSS, and its defaults of SHA-1', () => {
    const mask = writeSequence(writeObjectIdentifier(MASK_OID), named(DIGEST_OID.sha384));
    const parameters = writeSequence(
      writeExplicit(0, named(DIGEST_OID.sha512)),
      writeExplicit(1, mask),
      writeExplicit(2, writeInteger(48)),
    );
    const { sha1, sha384, sha512 } = DIGEST_OID;
    const scheme = { kind: 'rsaPss', digest: sha512, maskDigest: sha384, saltLength: 48 };
    expect(schemeOf(algorithm(KEY_OID.rsaPss, parameters), null)).toEqual(scheme);
    const usual = { kind: 'rsaPss', digest: sha1, maskDigest: sha1, saltLength: 20 };
    expect(schemeOf(algorithm(KEY_OID.rsaPss, writeSequence()), null)).toEqual(usual);
    const trailer = writeSequence(writeExplicit(3, writeInteger(2)));
    expect(schemeOf(algorithm(KEY_OID.rsaPss, trailer), null)).toBeNull();
  });

  it('takes the digest of the signer where the algorithm names only the key', () => {
    const { sha256 } = DIGEST_OID;
    expect(schemeOf(algorithm(KEY_OID.rsaEncryption, writeNull()), sha256)).toEqual({
      kind: 'rsa',
      digest: sha256,
    });
    expect(schemeOf(algorithm(KEY_OID.rsaEncryption, writeNull()), null)).toBeNull();
    expect(schemeOf(algorithm('1.2.840.113549.1.1.4', writeNull()), null)).toBeNull();
  });

  it('has names that people read', () => {
    expect(schemeName({ kind: 'rsa', digest: DIGEST_OID.sha256 })).toBe('RSA SHA-256');
    expect(schemeName({ kind: 'ed25519' })).toBe('Ed25519');
    expect(digestName(DIGEST_OID.sha3With256)).toBe('SHA3-256');
    expect(keyName(keyOf(rsa.publicKey))).toBe('RSA 2048');
  });
});

describe('a key', () => {
  it('is weak below 2048 bits of RSA', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    expect([isWeakKey(keyOf(publicKey)), isWeakKey(keyOf(rsa.publicKey))]).toEqual([true, false]);
  });

  it('of an absurd size or exponent, or damaged, is none', () => {
    const made = (modulus: bigint, exponent: bigint) =>
      standardKeyOrNull(
        KEY_OID.rsaEncryption,
        null,
        writeSequence(writeInteger(modulus), writeInteger(exponent)),
      );
    const modulus = (1n << 2048n) - 1n;
    expect(made(modulus, 65537n)).not.toBeNull();
    expect(made(1n << 20_000n, 65537n)).toBeNull();
    expect(made(modulus, 1n)).toBeNull();
    expect(made(modulus, 4n)).toBeNull();
    expect(made(modulus, (1n << 65n) + 1n)).toBeNull();
    expect(made(-modulus, 65537n)).toBeNull();
    expect(standardKeyOrNull(KEY_OID.rsaEncryption, null, new Uint8Array(3))).toBeNull();
  });
});
