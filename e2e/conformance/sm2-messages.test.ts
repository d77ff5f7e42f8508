import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { normaliseBer } from '../../electron/core/asn1/ber.ts';
import { CMS_OID } from '../../electron/core/asn1/identifiers.ts';
import { concatBytes } from '../../electron/core/bytes/byte-arrays.ts';
import { memorySource } from '../../electron/core/bytes/byte-source.ts';
import { toHex } from '../../electron/core/bytes/encodings.ts';
import { decodeSignedData } from '../../electron/core/cms/decode-signed-data.ts';
import { openPdf } from '../../electron/core/pdf/open-pdf.ts';
import { makeHarness } from '../../electron/core/verification/fixtures/harness.ts';
import { signPdf, sm2Party } from '../../electron/core/verification/fixtures/standard-party.ts';
import { locateSignatures } from '../../electron/core/verification/locate-signatures.ts';
import { writeProof } from '../fixtures/proof.ts';
import { opensslSm2Holds, opensslSm3 } from '../peers/judge-cms.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealdesk-sm2-'));
const harness = await makeHarness();
const signer = sm2Party(harness.engine, harness.first, harness.issuing);
const outcomes: object[] = [];

afterAll(() => {
  rmSync(folder, { recursive: true });
  writeProof('sm2-messages', { outcomes });
});

function cut(file: Uint8Array): { readonly message: Uint8Array; readonly content: Uint8Array } {
  const [located] = locateSignatures(openPdf(memorySource(file)));
  const [start = 0, length = 0, next = 0, rest = 0] = (located?.dictionary.byteRange?.tokens ?? []).map(
    Number,
  );
  const { der } = normaliseBer(located?.dictionary.contents?.bytes ?? new Uint8Array(), 'Contents');
  const covered = [file.subarray(start, start + length), file.subarray(next, next + rest)];
  return { message: der, content: concatBytes(...covered) };
}

it.each([
  ['detached, object identifiers of CMS', {}],
  ['detached, object identifiers of GM/T 0010', { isGm: true }],
  ['detached, without attributes', { isGm: true, withoutAttributes: true }],
  ['around the hash, object identifiers of GM/T 0010', { isGm: true, holdsHash: true }],
  ['around the hash, object identifiers of CMS', { holdsHash: true }],
] as const)('openssl alone repeats each check of an SM2 message %s', async (layout, plan) => {
  const file = await signPdf(harness.plain, { signer, ...plan });
  const { message, content } = cut(file);
  const { content: held, signers } = decodeSignedData(message);
  const [info] = signers;
  if (info === undefined) throw new Error('one signer expected');
  const digest = opensslSm3(content);
  const stated = held ?? info.attributes?.values.get(CMS_OID.messageDigest)?.content ?? null;
  if (stated !== null) expect(toHex(stated)).toBe(digest);
  const signed = info.attributes?.signedBytes[0] ?? held ?? content;
  expect(opensslSm2Holds(folder, signer.certificate, signed, info.signature)).toBe(true);
  expect(opensslSm2Holds(folder, signer.certificate, concatBytes(signed, signed), info.signature)).toBe(
    false,
  );
  const { verdict, checks } = await harness.only(file);
  expect(verdict).toBe('valid');
  outcomes.push({
    layout,
    verdict,
    algorithm: checks.signature.facts?.algorithm,
    sm3: digest,
    openssl: 'Verified OK',
  });
});
