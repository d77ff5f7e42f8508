import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { digestsBeside } from '../../core/algorithms/digests.ts';
import type { SignatureScheme } from '../../core/algorithms/signature-scheme.ts';
import type { StandardKey } from '../../core/algorithms/standard-key.ts';
import {
  standardVerifier,
  type StandardSignature,
  type StandardVerifier,
} from '../../core/algorithms/verify-standard.ts';
import { readDer } from '../../core/asn1/der-reader.ts';
import { DIGEST_OID, SM_OID } from '../../core/asn1/identifiers.ts';
import { decodePublicKey } from '../../core/x509/signed-structure.ts';
import { nodeSignatureVerifier, runtimeDigests } from './node-signature-verifier.ts';
import { ownEngine } from '../../core/sm/own-engine.ts';

const message = new TextEncoder().encode('the covered parts of a document');
const { sha256, sha512, sha3With256 } = DIGEST_OID;

let pure: StandardVerifier;
let asked: StandardSignature[];
let verifier: StandardVerifier;

beforeAll(async () => {
  pure = standardVerifier(digestsBeside(ownEngine()));
  asked = [];
  verifier = nodeSignatureVerifier((signature) => {
    asked.push(signature);
    return pure(signature);
  });
});

function keyOf(publicKey: KeyObject): StandardKey {
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  const { standard } = decodePublicKey(readDer(spki, 'spki'));
  if (standard === null) throw new Error('a key of a known kind expected');
  return standard;
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pssOf = (saltLength: number) => ({
  key: rsa.privateKey,
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength,
});
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const [p256, p384, p521] = [ec('P-256'), ec('P-384'), ec('P-521')];
const edwards = generateKeyPairSync('ed25519');

const CASES: readonly (readonly [string, KeyObject, SignatureScheme, Uint8Array, boolean])[] = [
  ['RSA', rsa.publicKey, { kind: 'rsa', digest: sha256 }, sign('sha256', message, rsa.privateKey), true],
  [
    'RSA-PSS',
    rsa.publicKey,
    { kind: 'rsaPss', digest: sha512, maskDigest: sha512, saltLength: 64 },
    sign('sha512', message, pssOf(64)),
    true,
  ],
  [
    'ECDSA on P-256',
    p256.publicKey,
    { kind: 'ecdsa', digest: sha256 },
    sign('sha256', message, p256.privateKey),
    true,
  ],
  [
    'ECDSA on P-384',
    p384.publicKey,
    { kind: 'ecdsa', digest: sha256 },
    sign('sha256', message, p384.privateKey),
    true,
  ],
  [
    'ECDSA on P-521',
    p521.publicKey,
    { kind: 'ecdsa', digest: sha512 },
    sign('sha512', message, p521.privateKey),
    true,
  ],
  ['Ed25519', edwards.publicKey, { kind: 'ed25519' }, sign(null, message, edwards.privateKey), true],
  [
    'RSA with SHA-3',
    rsa.publicKey,
    { kind: 'rsa', digest: sha3With256 },
    sign('sha3-256', message, rsa.privateKey),
    false,
  ],
];

describe.each(CASES)('%s', (_name, publicKey, scheme, value, isNative) => {
  it('is judged as core judges it, by the runtime where it can', () => {
    const key = keyOf(publicKey);
    const before = asked.length;
    const spoilt = Uint8Array.from(value, (byte, index) => (index === value.length - 1 ? byte ^ 1 : byte));
    for (const each of [new Uint8Array(value), spoilt, new Uint8Array(value.length), new Uint8Array()]) {
      const signature = { key, scheme, value: each, signed: { message } };
      expect(verifier(signature)).toBe(pure(signature));
    }
    expect(verifier({ key, scheme, value, signed: { message } })).toBe(true);
    expect(asked.length === before).toBe(isNative);
  });
});

describe('what the runtime has no way for', () => {
  it('goes to core: a digest in place of the message, and a scheme that does not fit the key', () => {
    const key = keyOf(rsa.publicKey);
    const value = new Uint8Array(256);
    const signed = { digest: new Uint8Array(32) };
    expect(verifier({ key, scheme: { kind: 'rsa', digest: sha256 }, value, signed })).toBe(false);
    expect(
      verifier({ key, scheme: { kind: 'ecdsa', digest: sha256 }, value, signed: { message } }),
    ).toBeNull();
    const pssOnly = { ...key, pssOnly: true } as StandardKey;
    expect(
      verifier({ key: pssOnly, scheme: { kind: 'rsa', digest: sha256 }, value, signed: { message } }),
    ).toBeNull();
  });
});

describe('the digests', () => {
  it('are those that core computes, whole and in pieces, whoever computes them', async () => {
    const own = digestsBeside(ownEngine());
    const digests = runtimeDigests(own);
    for (const id of [...Object.values(DIGEST_OID), SM_OID.sm3]) {
      const hasher = await digests.createHasher(id);
      hasher.update(message.subarray(0, 5));
      hasher.update(message.subarray(5));
      const expected = own.of(id)?.(message);
      expect(digests.of(id)?.(message)).toEqual(expected);
      expect(hasher.digest()).toEqual(expected);
    }
    expect(digests.of('1.2.3')).toBeUndefined();
  });
});
