import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { opensslText } from '../../../e2e/peers/openssl-text.ts';
import { openToOthers } from '../../adapters/files/fixtures/open-to-others.ts';
import { demoWorldFiles } from '../../adapters/home-files/demo-world-folder.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import type { TokenSetupPort } from '../ports/tokens.ts';
import { demoWorld } from './demo-world.ts';
import type { DemoWorldPorts } from './world-folder.ts';

const NOW = new Date('2026-11-22T09:41:00Z');
const FONT = '@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-700-normal.woff';
const DISTID = 'distid:1234567812345678';

/** Without a soft token no call reaches a token. */
const NO_TOKENS = {} as TokenSetupPort;

let base: string;

const inWorld = (name: string) => join(base, 'world', name);

async function portsWithoutToken(): Promise<DemoWorldPorts> {
  const fonts = dirname(createRequire(import.meta.url).resolve(FONT));
  return {
    ...demoWorldFiles({ fonts, modules: join(base, 'no-modules') }),
    tokens: NO_TOKENS,
    engine: await loadSmEngine(),
    clock: { now: () => NOW },
    random: (length) => new Uint8Array(randomBytes(length)),
  };
}

const openssl = (...given: readonly string[]): string => opensslText(given);

/**
 * Checks an SM2 signature with the command line alone.
 * @param der a SEQUENCE whose first element is signed and whose last is the signature's BIT STRING
 * @param issuer path of the signer's certificate
 */
function verifyCut(der: string, issuer: string): string {
  const rows = openssl('asn1parse', '-inform', 'DER', '-in', der).split('\n');
  const offsets = rows.filter((row) => /d=1 /.test(row)).map((row) => String(Number.parseInt(row, 10)));
  const [signed, signature] = [offsets[0] ?? '', offsets.at(-1) ?? ''].map((offset, index) => {
    const out = join(base, `cut-${index}`);
    openssl('asn1parse', '-inform', 'DER', '-in', der, '-strparse', offset, '-noout', '-out', out);
    return out;
  });
  const key = join(base, 'cut-key.pem');
  writeFileSync(key, openssl('x509', '-in', issuer, '-noout', '-pubkey'));
  const given = ['-sm3', '-verify', key, '-sigopt', DISTID, '-signature', signature ?? '', signed ?? ''];
  return openssl('dgst', ...given).trim();
}

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'sealdesk-world-'));
  expect(await demoWorld(join(base, 'world'), await portsWithoutToken())).toMatchObject({ ok: true });
});

afterAll(() => rmSync(base, { recursive: true }));

describe('The certificates of the world, checked by openssl', () => {
  it.each([
    ['trust/root-ca.pem', 'trust/root-ca.pem'],
    ['trust/root-ca.pem', 'trust/issuing-ca.pem'],
    ['trust/issuing-ca.pem', 'demo-ca/maker.pem'],
    ['trust/issuing-ca.pem', 'certificates/holder.pem'],
    ['trust/issuing-ca.pem', 'certificates/counterparty.pem'],
    ['trust/issuing-ca.pem', 'certificates/holder-encryption.pem'],
    ['trust/issuing-ca.pem', 'certificates/counterparty-encryption.pem'],
  ])('%s signed %s', (issuer, subject) => {
    const given = ['-partial_chain', '-x509_strict', '-attime', String(NOW.getTime() / 1000)];
    const verified = openssl(
      'verify',
      ...given,
      '-vfyopt',
      DISTID,
      '-CAfile',
      inWorld(issuer),
      inWorld(subject),
    );
    expect(verified.trim()).toBe(`${inWorld(subject)}: OK`);
  });

  it.each([
    ['trust/root-ca.pem', 'CA:TRUE, pathlen:1', 'Certificate Sign, CRL Sign'],
    ['trust/issuing-ca.pem', 'CA:TRUE, pathlen:0', 'Certificate Sign, CRL Sign'],
    ['demo-ca/maker.pem', 'CA:FALSE', 'Digital Signature, Non Repudiation'],
    ['certificates/holder.pem', 'CA:FALSE', 'Digital Signature, Non Repudiation'],
    ['certificates/counterparty.pem', 'CA:FALSE', 'Digital Signature, Non Repudiation'],
    ['certificates/holder-encryption.pem', 'CA:FALSE', 'Key Encipherment, Data Encipherment, Key Agreement'],
  ])('%s is for %s, %s', (file, constraints, usage) => {
    const text = openssl('x509', '-in', inWorld(file), '-noout', '-text');
    expect(text).toMatch(new RegExp(`Basic Constraints: critical\\s+${constraints}\n`));
    expect(text).toMatch(new RegExp(`Key Usage: critical\\s+${usage}\n`));
    expect(text).toMatch(/Subject Key Identifier: \s+[0-9A-F:]{59}\n/);
    expect(text).toMatch(/Authority Key Identifier: \s+[0-9A-F:]{59}\n/);
  });

  it.each([
    ['trust/root-ca.crl', 'trust/root-ca.pem'],
    ['trust/issuing-ca.crl', 'trust/issuing-ca.pem'],
  ])('%s is empty, valid for the year and signed by %s', (list, issuer) => {
    const text = openssl('crl', '-in', inWorld(list), '-noout', '-text');
    expect(text).toContain('Next Update: Nov 22 00:00:00 2027 GMT');
    expect(text).toContain('No Revoked Certificates.');
    expect(verifyCut(inWorld(list), inWorld(issuer))).toBe('Verified OK');
  });

  it('include both authorities in one bundle', () => {
    const count = readFileSync(inWorld('trust/bundle.pem'), 'utf8').split('BEGIN CERTIFICATE').length - 1;
    expect(count).toBe(2);
  });

  it('leave the keys of the authorities readable for their owner only', () => {
    for (const name of ['root', 'issuing', 'maker']) {
      const key = inWorld(`demo-ca/${name}.key.pem`);
      const publicKey = openssl('x509', '-in', inWorld(`demo-ca/${name}.pem`), '-noout', '-pubkey');
      expect(openssl('pkey', '-in', key, '-pubout')).toBe(publicKey);
      expect(openToOthers(key)).toBe(0);
    }
  });
});

describe('The seals of the world, checked by openssl', () => {
  it('are signed by the maker', () => {
    const files = readdirSync(inWorld('seals'));
    expect(files).toHaveLength(7);
    for (const file of files) {
      expect(verifyCut(inWorld(`seals/${file}`), inWorld('demo-ca/maker.pem'))).toBe('Verified OK');
    }
  });
});
