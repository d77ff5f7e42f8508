import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { afterAll, describe, expect, it } from 'vitest';
import { countFor } from '../../../e2e/fixtures/thoroughness.ts';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { fromHex, toHex } from '../bytes/encodings.ts';
import { buildCertificateRequest } from '../x509/issuing.ts';
import { decodeCertificate, type Certificate } from '../x509/certificate.ts';
import { decodePem, encodePem } from '../x509/pem.ts';
import { type PublicKey, checkSignature } from '../x509/signed-structure.ts';
import { loadSmEngine } from './load-engine.ts';
import { DEFAULT_SIGNER_ID } from './engine.ts';
import { messageDigest, softwareSigner } from './message-signature.ts';

interface SmCrypto {
  readonly sm2: {
    doSignature(message: number[], privateKey: string, options: object): string;
    doVerifySignature(message: number[], signature: string, publicKey: string, options: object): boolean;
  };
  readonly sm3: (message: number[]) => string;
}

const { sm2, sm3 } = createRequire(import.meta.url)('sm-crypto') as SmCrypto;
const engine = await loadSmEngine();
const folder = mkdtempSync(join(tmpdir(), 'sm-peers-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const openssl = (...parameters: readonly string[]): string =>
  execFileSync('openssl', parameters, { cwd: folder, encoding: 'latin1', stdio: ['ignore', 'pipe', 'pipe'] });

/** The same inputs on every run: SM3 of a counter, which the vectors of the standard check elsewhere. */
let count = 0;
function bytes(length: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let left = length; left > 0; left -= 32) {
    pieces.push(
      engine.sm3(new TextEncoder().encode(`input ${String((count += 1))}`)).subarray(0, Math.min(left, 32)),
    );
  }
  return concatBytes(...pieces);
}

/** Lengths around the block of 64 bytes, and some thousands. */
const lengthOf = (index: number): number => (index % 5 === 0 ? (index * 37) % 5000 : index % 200);

describe('openssl', () => {
  it('hashes 1,000 inputs by SM3 to the same values, at once or in pieces', async () => {
    const inputs = Array.from({ length: 1000 }, (_, index) => bytes(lengthOf(index)));
    const names = inputs.map((input, index) => {
      writeFileSync(join(folder, `m${String(index)}`), input);
      return `m${String(index)}`;
    });
    const theirs = openssl('dgst', '-sm3', '-r', ...names)
      .trim()
      .split('\n')
      .map((line) => line.slice(0, 64));
    expect(inputs.map((input) => toHex(engine.sm3(input)))).toEqual(theirs);
    expect(await Promise.all(inputs.map(hashInPieces))).toEqual(theirs);
  });

  /**
   * `openssl ca` is the batch that one process does: it checks the signature of every request (ours) and signs
   * a certificate for each (its own), all over different bytes.
   */
  it('accepts 1,000 of our signatures, and we accept 1,000 of its own', async () => {
    const counts = [];
    for (let authority = 0; authority < AUTHORITIES; authority += 1) counts.push(await exchange(authority));
    expect(counts).toEqual(Array(AUTHORITIES).fill({ issued: BATCH, accepted: BATCH }));
  }, 1_800_000);

  it('refuses our signature over another message', async () => {
    const privateKey = bytes(32);
    const request = await buildCertificateRequest(
      [['CN', 'changed']],
      engine.publicKeyOf(privateKey),
      (message) => softwareSigner(engine, privateKey, bytes)(concatBytes(message, Uint8Array.of(0))),
    );
    writeFileSync(join(folder, 'changed.pem'), encodePem('CERTIFICATE REQUEST', request));
    const parameters = ['req', '-in', 'changed.pem', '-noout', '-verify', '-vfyopt', DISTINGUISHING];
    expect(spawnSync('openssl', parameters, { cwd: folder, encoding: 'latin1' }).stderr).toContain(
      'verify failure',
    );
  });
});

/** Each has 250 requests, by as many keys: 1,000 in all, and 10,000 with SEALDESK_THOROUGH=1. */
const AUTHORITIES = countFor(4, 40);
const BATCH = 250;
const DISTINGUISHING = `distid:${DEFAULT_SIGNER_ID}`;

const CONFIGURATION = `[ca]
default_ca=all
[all]
database=index.txt
serial=serial.txt
new_certs_dir=issued
default_md=sm3
default_days=30
policy=any
unique_subject=no
[any]
commonName=supplied
`;

/** One authority of openssl issues a batch for requests that we signed with keys of our own. */
async function exchange(authority: number): Promise<{ issued: number; accepted: number }> {
  const place = (name: string): string => `a${String(authority)}-${name}`;
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2', '-out', place('key.pem'));
  openssl(
    ...['req', '-x509', '-new', '-key', place('key.pem'), '-subj', `/CN=${place('ca')}`, '-sm3'],
    ...['-sigopt', DISTINGUISHING, '-out', place('ca.pem')],
  );
  const requests = await Promise.all(Array.from({ length: BATCH }, (_, index) => writeRequest(place, index)));
  writeFileSync(join(folder, 'index.txt'), '');
  writeFileSync(join(folder, 'serial.txt'), '1000\n');
  writeFileSync(join(folder, 'ca.cnf'), CONFIGURATION);
  mkdirSync(join(folder, 'issued'), { recursive: true });
  const signer = ['-cert', place('ca.pem'), '-keyfile', place('key.pem'), '-sigopt', DISTINGUISHING];
  openssl(
    'ca',
    '-batch',
    '-notext',
    '-config',
    'ca.cnf',
    ...signer,
    '-vfyopt',
    DISTINGUISHING,
    '-infiles',
    ...requests,
  );
  const key = certificateIn(place('ca.pem')).publicKey;
  const issued = readdirSync(join(folder, 'issued')).map((name) => certificateIn(join('issued', name)));
  rmSync(join(folder, 'issued'), { recursive: true });
  return {
    issued: issued.length,
    accepted: issued.filter((each, index) => isAccepted(each, key, index)).length,
  };
}

function certificateIn(name: string): Certificate {
  const [block] = decodePem(readFileSync(join(folder, name), 'latin1'));
  return decodeCertificate(block?.der ?? new Uint8Array());
}

/** Tells whether a signature is accepted as it is and, for every tenth, refused after a flip of one bit. */
function isAccepted(certificate: Certificate, key: PublicKey, index: number): boolean {
  const signedBytes = certificate.signedBytes.slice();
  signedBytes[40] = (signedBytes[40] ?? 0) ^ 1;
  return (
    checkSignature(engine, certificate, key) === 'valid' &&
    (index % 10 !== 0 || checkSignature(engine, { ...certificate, signedBytes }, key) === 'invalid')
  );
}

/** Writes a request by a key of its own. */
async function writeRequest(place: (name: string) => string, index: number): Promise<string> {
  const privateKey = bytes(32);
  const name = place(`${String(index)}.csr`);
  const request = await buildCertificateRequest(
    [['CN', `${name} ${toHex(bytes(index % 20))}`]],
    engine.publicKeyOf(privateKey),
    softwareSigner(engine, privateKey, bytes),
  );
  writeFileSync(join(folder, name), encodePem('CERTIFICATE REQUEST', request));
  return name;
}

describe('sm-crypto', () => {
  it('hashes, signs and verifies alike on small inputs', () => {
    for (let index = 0; index < 10; index += 1) {
      const message = bytes(index * 13);
      const privateKey = bytes(32);
      const publicKey = engine.publicKeyOf(privateKey);
      const options = { hash: true, userId: DEFAULT_SIGNER_ID, publicKey: toHex(publicKey) };
      const ours = softwareSigner(engine, privateKey, bytes)(message);
      const theirs = sm2.doSignature([...message], toHex(privateKey), options);
      const digest = messageDigest(engine, publicKey, message);
      expect([
        sm3([...message]),
        sm2.doVerifySignature([...message], toHex(ours), toHex(publicKey), options),
        engine.verifyDigest(digest, fromHex(theirs), publicKey),
      ]).toEqual([toHex(engine.sm3(message)), true, true]);
    }
  });
});

async function hashInPieces(input: Uint8Array): Promise<string> {
  const hasher = await engine.createSm3();
  for (let offset = 0; offset < input.length; offset += 61)
    hasher.update(input.subarray(offset, offset + 61));
  return toHex(hasher.digest());
}
