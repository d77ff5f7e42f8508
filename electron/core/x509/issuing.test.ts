import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import type { SmEngine } from '../sm/engine.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { softwareSigner } from '../sm/message-signature.ts';
import { decodePrivateKey, encodePrivateKey } from '../sm/private-key.ts';
import { buildCertificateRequest, decodeCertificateRequest } from './issuing.ts';
import type { NameAttribute } from './name.ts';
import { encodePem } from './pem.ts';

const SUBJECT: NameAttribute[] = [
  ['C', 'CN'],
  ['CN', '样例有限公司'],
];
const PRIVATE_KEY = new Uint8Array(32).fill(0x21);
const DISTID = 'distid:1234567812345678';

let engine: SmEngine;
let folder: string;
let request: Uint8Array;

const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });

beforeAll(async () => {
  engine = await loadSmEngine();
  folder = mkdtempSync(join(tmpdir(), 'sealdesk-request-'));
  const sign = softwareSigner(engine, PRIVATE_KEY, (length) => new Uint8Array(length).fill(0x42));
  request = await buildCertificateRequest(SUBJECT, engine.publicKeyOf(PRIVATE_KEY), sign);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('a certificate request', () => {
  it('gives the subject and the key, and proves that its sender holds the key', () => {
    const { subject, publicKey } = decodeCertificateRequest(engine, request);
    expect([subject.commonName, publicKey.sm2]).toEqual(['样例有限公司', engine.publicKeyOf(PRIVATE_KEY)]);
  });

  it('is read as openssl makes it, with a key from our file', () => {
    const key = encodePrivateKey(PRIVATE_KEY, engine.publicKeyOf(PRIVATE_KEY));
    writeFileSync(join(folder, 'key.pem'), encodePem('EC PRIVATE KEY', key));
    const given = ['-new', '-key', 'key.pem', '-sm3', '-sigopt', DISTID, '-subj', '/CN=Sample'];
    openssl('req', ...given, '-outform', 'DER', '-out', 'request.der');
    const made = new Uint8Array(readFileSync(join(folder, 'request.der')));
    const { subject, publicKey } = decodeCertificateRequest(engine, made);
    expect([subject.commonName, publicKey.sm2]).toEqual(['Sample', engine.publicKeyOf(PRIVATE_KEY)]);
  });

  it('is refused after the change of any byte', () => {
    const changed = fc.tuple(fc.nat(request.length - 1), fc.integer({ min: 1, max: 255 }));
    const refused = ([index, mask]: readonly [number, number]) => {
      const spoilt = request.slice();
      spoilt[index] = (spoilt[index] ?? 0) ^ mask;
      expect(() => decodeCertificateRequest(engine, spoilt)).toThrow(CodedError);
    };
    fc.assert(fc.property(changed, refused), { numRuns: 60 });
  });

  it('is refused if another key signed it', async () => {
    const other = softwareSigner(
      engine,
      PRIVATE_KEY.map((byte) => byte + 1),
      (length) => new Uint8Array(length).fill(0x42),
    );
    const forged = await buildCertificateRequest(SUBJECT, engine.publicKeyOf(PRIVATE_KEY), other);
    expect(() => decodeCertificateRequest(engine, forged)).toThrow(
      expect.objectContaining({ code: 'SIGNATURE_MISMATCH' }),
    );
  });
});

describe('a private key in a file', () => {
  it('comes back as it was written, and other bytes are refused', () => {
    const file = encodePrivateKey(PRIVATE_KEY, engine.publicKeyOf(PRIVATE_KEY));
    expect(decodePrivateKey(file)).toEqual(PRIVATE_KEY);
    expect(() => decodePrivateKey(file.subarray(1))).toThrow(CodedError);
    expect(() => decodePrivateKey(request)).toThrow(CodedError);
  });
});
