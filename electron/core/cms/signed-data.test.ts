import { execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, privateEncrypt, sign, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromHex } from '../bytes/encodings.ts';
import { decodeCertificate, type Certificate } from '../x509/certificate.ts';
import { signingKeyOf, tokenDigestInfo, verifyTokenSignature } from './standard-signature.ts';
import type { SmEngine } from '../sm/engine.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { loadSha256, type Sha256 } from './sha256.ts';
import { encodeSignedAttributes, encodeSignedData, signatureOctets } from './signed-data.ts';

const CONTENT = new TextEncoder().encode('the covered parts of a document');
const KINDS = {
  'RSA 2048': ['rsa:2048'],
  'RSA 3072': ['rsa:3072'],
  'P-256': ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  'P-384': ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
} as const;

type Kind = keyof typeof KINDS;

let folder: string;
let sha256: Sha256;
let engine: SmEngine;
const signers = new Map<Kind, { readonly key: KeyObject; readonly certificate: Certificate }>();

const at = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sealdesk-cms-'));
  [sha256, engine] = [await loadSha256(), await loadSmEngine()];
  for (const [index, kind] of (Object.keys(KINDS) as Kind[]).entries()) {
    const files = ['-keyout', at(`${index}.key`), '-out', at(`${index}.der`), '-outform', 'DER'];
    openssl('req', '-x509', '-nodes', '-subj', `/CN=${kind}`, '-newkey', ...KINDS[kind], ...files);
    const certificate = decodeCertificate(new Uint8Array(readFileSync(at(`${index}.der`))));
    signers.set(kind, { key: createPrivateKey(readFileSync(at(`${index}.key`))), certificate });
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

function signerOf(kind: Kind) {
  const signer = signers.get(kind);
  if (signer === undefined) throw new Error(kind);
  return { ...signer, publicKey: signingKeyOf(signer.certificate.publicKey) };
}

/**
 * Signs as a token does: it signs the DigestInfo or the hash that it is given, or, as here, the data behind
 * the hash.
 */
function tokenSignature(key: KeyObject, signed: Uint8Array): Uint8Array {
  if (key.asymmetricKeyType === 'rsa') return privateEncrypt(key, tokenDigestInfo(sha256.hash(signed)));
  return sign('sha256', signed, { key, dsaEncoding: 'ieee-p1363' });
}

describe('SHA-256', () => {
  it('hashes the vector of FIPS 180-4, whole and in pieces', async () => {
    const expected = fromHex('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256.hash(new TextEncoder().encode('abc'))).toEqual(expected);
    const hasher = await sha256.createHasher();
    for (const letter of 'abc') hasher.update(new TextEncoder().encode(letter));
    expect(hasher.digest()).toEqual(expected);
  });
});

describe.each(Object.keys(KINDS) as Kind[])('a signature by %s', (kind) => {
  it('verifies, and no longer does once a bit of it or of the hash changes', () => {
    const { key, publicKey } = signerOf(kind);
    const hash = sha256.hash(CONTENT);
    const signature = tokenSignature(key, CONTENT);
    expect(verifyTokenSignature(engine, publicKey, hash, signature)).toBe(true);
    for (const index of [0, 1, signature.length - 1]) {
      const spoilt = signature.slice();
      spoilt[index] = (spoilt[index] ?? 0) ^ 1;
      expect(verifyTokenSignature(engine, publicKey, hash, spoilt)).toBe(false);
    }
    expect(verifyTokenSignature(engine, publicKey, sha256.hash(hash), signature)).toBe(false);
    expect(verifyTokenSignature(engine, publicKey, hash, signature.subarray(1))).toBe(false);
    expect(verifyTokenSignature(engine, publicKey, hash, new Uint8Array(signature.length))).toBe(false);
  });

  it('is CMS that openssl verifies, with the attributes that a PDF reader looks for', () => {
    const { key, certificate, publicKey } = signerOf(kind);
    const signedAttributes = encodeSignedAttributes({
      kind: publicKey.kind,
      contentHash: sha256.hash(CONTENT),
      certificateHash: sha256.hash(certificate.raw),
      signedAt: new Date('2026-11-22T09:41:00Z'),
    });
    const { kind: keyKind } = publicKey;
    const signature = signatureOctets(keyKind, tokenSignature(key, signedAttributes));
    const rest = { signer: certificate, chain: [], timeStamp: null };
    const input = { ...rest, kind: keyKind, signedAttributes, signature };
    writeFileSync(at('signature.der'), encodeSignedData(input));
    writeFileSync(at('content'), CONTENT);
    writeFileSync(at('signer.der'), certificate.raw);
    const given = ['-inform', 'DER', '-in', at('signature.der'), '-content', at('content'), '-binary'];
    openssl('x509', '-inform', 'DER', '-in', at('signer.der'), '-out', at('signer.pem'));
    const verified = openssl('cms', '-verify', ...given, '-CAfile', at('signer.pem'), '-cades');
    expect(new Uint8Array(verified)).toEqual(CONTENT);
    const printed = String(openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', at('signature.der')));
    expect(printed).toMatch(/eContent: <ABSENT>/);
    expect(printed).toMatch(/signingTime[\s\S]*UTCTIME:Nov 22 09:41:00 2026 GMT/);
    writeFileSync(at('content'), 'another content');
    expect(() => openssl('cms', '-verify', ...given, '-CAfile', at('signer.pem'))).toThrow();
  });
});

describe('tokenDigestInfo', () => {
  it('gives the DigestInfo that openssl writes', () => {
    const { key } = signerOf('RSA 2048');
    const byNode = sign('sha256', CONTENT, key);
    expect(new Uint8Array(tokenSignature(key, CONTENT))).toEqual(new Uint8Array(byNode));
    const hash = createHash('sha256').update(CONTENT).digest();
    expect(sha256.hash(CONTENT)).toEqual(new Uint8Array(hash));
  });
});

describe('signingKeyOf', () => {
  it('refuses other kinds of key by name', () => {
    const octets = new Uint8Array(65);
    const refused = { code: 'KEY_KIND_UNSUPPORTED' };
    const of = (algorithm: string) => () => signingKeyOf({ algorithm, sm2: null, standard: null, octets });
    expect(of('SM2')).toThrow(expect.objectContaining(refused));
    expect(of('EC 1.3.132.0.35')).toThrow(expect.objectContaining(refused));
    expect(of('1.3.101.112')).toThrow(expect.objectContaining(refused));
  });
});
