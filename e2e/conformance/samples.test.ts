import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { memorySource } from '../../electron/core/bytes/byte-source.ts';
import { decodePem } from '../../electron/core/x509/pem.ts';
import { inspectFile, verifyDocument } from '../../electron/services/documents/verify-document.ts';
import type { Inspection } from '../../electron/shared/model/inspection.ts';
import { engineUnderTest } from '../fixtures/engine-under-test.ts';
import { writeProof } from '../fixtures/proof.ts';

const SAMPLES = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));
const engine = await engineUnderTest();
const proof: Record<string, unknown> = {};
const folders: string[] = [];

/** Copies some samples into a new folder and reads it as a trust folder. The certificate of mk.pem counts as a maker's. */
function trustOf(...names: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'trust-'));
  folders.push(folder);
  for (const name of names) copyFileSync(join(SAMPLES, name), join(folder, name));
  const blocks = readdirSync(folder).flatMap((name) => decodePem(readFileSync(join(folder, name), 'latin1')));
  const labelled = (label: string) => blocks.filter((block) => block.label === label).map(({ der }) => der);
  const certificates = labelled('CERTIFICATE');
  const makers = names.includes('mk.pem') ? certificates : [];
  return {
    certificates,
    crls: labelled('X509 CRL'),
    makerLists: makers.length > 0 ? [{ authorities: certificates, makers }] : [],
  };
}

async function inspect(name: string, at: string, trust = trustOf('ofdrw-root.pem')): Promise<Inspection> {
  const source = memorySource(readFileSync(join(SAMPLES, name)));
  const result = await inspectFile(source, name, { engine, now: new Date(at), trust });
  if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
  proof[`inspect ${name} at ${at}`] = result.value;
  return result.value;
}

const checksOf = ({ checks }: Inspection): string[] =>
  checks.map(({ name, result, code, facts }) =>
    [name, result, code, facts?.rule].filter((part) => part !== undefined).join(' '),
  );

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
  writeProof('samples', {
    command: 'vitest --project conformance e2e/conformance/samples.test.ts',
    results: proof,
  });
});

/** The root of these samples lacks keyCertSign in its keyUsage, so it may not issue; its signatures are right. */
const ROOT_MAY_NOT_ISSUE = 'makerCertificate fail CHAIN_CONSTRAINTS_FAILURE keyCertSign';

describe('seals of other software', () => {
  it.each([
    ['UserV1.esl', 1, 'OFDRW测试用印章'],
    ['UserV4.esl', 4, 'OFD R&W 测试用印章'],
  ])('have a genuine file under a root that may not issue: %s', async (name, version, title) => {
    const inspection = await inspect(name, '2021-06-01T00:00:00Z');
    expect(inspection).toMatchObject({ type: 'seal', seal: { version, name: title } });
    expect(checksOf(inspection)).toEqual([
      'makerSignature pass OK',
      'makerIssuerSignature pass OK',
      ROOT_MAY_NOT_ISSUE,
      'sealValidity pass OK',
    ]);
  });

  it('have a file that is not yet valid in 2021: UserV5.esl', async () => {
    const inspection = await inspect('UserV5.esl', '2021-06-01T00:00:00Z');
    expect(inspection).toMatchObject({ type: 'seal', seal: { version: 5, name: 'OFD R&W V5测试用印章' } });
    expect(checksOf(inspection)).toEqual([
      'makerSignature pass OK',
      'makerIssuerSignature pass OK',
      ROOT_MAY_NOT_ISSUE,
      'sealValidity fail SEAL_NOT_YET_VALID',
    ]);
  });

  it('have a root whose signature holds and whose key usage does not let it issue', async () => {
    expect(checksOf(await inspect('ofdrw-root.pem', '2021-06-01T00:00:00Z'))).toEqual([
      'issuerSignature pass OK',
      'keyUsage fail KEY_USAGE_FAILURE',
      'validity pass OK',
      'path pass OK',
    ]);
  });

  it('have a signature over the wrong document hash: SignedValueV4.dat', async () => {
    const inspection = await inspect('SignedValueV4.dat', '2020-10-12T12:00:00Z');
    expect(inspection).toMatchObject({ type: 'signature', format: 'ses-v4', dataHash: '00'.repeat(32) });
    expect(checksOf(inspection)).toEqual([
      'signerSignature pass OK',
      'signerIssuerSignature pass OK',
      'signerCertificate fail CHAIN_CONSTRAINTS_FAILURE keyCertSign',
      'certificateListed pass OK',
      'documentHash fail HASH_FAILURE',
      'makerSignature pass OK',
      'makerIssuerSignature pass OK',
      ROOT_MAY_NOT_ISSUE,
      'sealValidity pass OK',
    ]);
  });

  it('have a file that passes every check against its own authority: v4_cl1.esl', async () => {
    const inspection = await inspect(
      'v4_cl1.esl',
      '2026-12-01T00:00:00Z',
      trustOf('ca.pem', 'crl.pem', 'mk.pem'),
    );
    expect(checksOf(inspection)).toEqual([
      'makerSignature pass OK',
      'makerIssuerSignature pass OK',
      'makerCertificate pass OK',
      'makerListed pass OK',
      'sealValidity pass OK',
    ]);
  });
});

describe('m.tst', () => {
  it.each([
    ['an authority that may stamp', ['ca.pem', 'crl.pem'], ['stampAuthority pass OK']],
    [
      'an authority unknown here',
      [],
      ['stampAuthority unknown TIME_STAMP_UNPROVEN NO_CERTIFICATE_CHAIN_FOUND'],
    ],
    ['an authority without a list', ['ca.pem'], ['stampAuthority unknown TIME_STAMP_UNPROVEN noList']],
  ])('is signed by %s', async (_name, trust, checks) => {
    const inspection = await inspect('m.tst', '2026-12-01T00:00:00Z', trustOf(...trust));
    expect(inspection).toMatchObject({
      type: 'timestamp',
      stampedAt: '2026-11-21T23:51:07.000Z',
      imprint: {
        algorithm: '1.2.156.10197.1.401',
        digest: 'ea45e717171dd51fcab959f65dbb6bc20b9bfb9c53984d0260cfd8714fe1b839',
      },
      authority: { subject: 'CN=TSA,C=CN', serial: '2001' },
    });
    expect(checksOf(inspection)).toEqual(['stampSignature pass OK', ...checks]);
  });

  it('names the certificate in tsa.pem', async () => {
    const inspection = await inspect('tsa.pem', '2026-12-01T00:00:00Z', trustOf('ca.pem'));
    expect(inspection).toMatchObject({
      type: 'certificate',
      certificate: { subject: 'CN=TSA,C=CN', serial: '2001' },
    });
  });
});

describe('sealed_v4_cl1.pdf', () => {
  const verify = async (at: string, ...trust: readonly string[]) => {
    const source = memorySource(readFileSync(join(SAMPLES, 'sealed_v4_cl1.pdf')));
    const world = { engine, now: new Date(at), trust: trustOf(...trust) };
    const report = await verifyDocument(source, 'sealed_v4_cl1.pdf', world);
    proof[`verify sealed_v4_cl1.pdf at ${at} with ${trust.join(', ')}`] = report;
    return { report, outcome: [report.verdict, ...report.signatures.flatMap(({ reasons }) => reasons)] };
  };

  it('is valid while its list is current, with a note that it shows no picture', async () => {
    const { report, outcome } = await verify('2026-12-01T00:00:00Z', 'ca.pem', 'crl.pem', 'mk.pem');
    expect(outcome).toEqual(['valid', 'NO_APPEARANCE']);
    expect(report.revocationListsAsOf).toEqual(['2026-11-21T23:49:18.000Z']);
  });

  it.each([
    ['without a list', '2026-12-01T00:00:00Z', ['ca.pem', 'mk.pem'], 'NO_REVOCATION_DATA'],
    ['without a list of makers', '2026-12-01T00:00:00Z', ['ca.pem', 'crl.pem'], 'SEAL_MAKER_UNLISTED'],
    ['when the list is out of date', '2027-01-01T00:00:00Z', ['ca.pem', 'crl.pem', 'mk.pem'], 'TRY_LATER'],
  ])('cannot be confirmed %s', async (_name, at, trust, code) => {
    expect((await verify(at, ...trust)).outcome).toEqual(['indeterminate', code, 'NO_APPEARANCE']);
  });
});
