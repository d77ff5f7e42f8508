import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { failingSteps, printedSteps, unpackEvidence } from '../../../e2e/fixtures/commands/evidence-steps.ts';
import { encryptedByQpdf, QPDF_KINDS } from '../../../e2e/peers/encrypted-by-qpdf.ts';
import { readRegularFile } from '../../adapters/files/regular-file.ts';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { loadSha256 } from '../../core/cms/sha256.ts';
import { type Harness, makeHarness } from '../../core/verification/fixtures/harness.ts';
import { sealPdf } from '../../core/verification/fixtures/mini-world.ts';
import { NO_EVIDENCE } from '../documents/verdict-evidence.ts';
import { packed } from './fixtures/sample-package.ts';
import { recheck } from './recheck.ts';

/** The letters of a small font are enough: nobody reads these covers. */
const latin = 'node_modules/@fontsource/noto-serif-sc/files/noto-serif-sc-latin-700-normal.woff';
const fonts = { regular: readRegularFile(latin), bold: readRegularFile(latin) };

const [USER, OWNER] = ['open', 'own'];
const password = utf8Bytes(USER);
const KINDS = QPDF_KINDS.filter(([name]) => !name.includes('metadata'));

let harness: Harness;
beforeAll(async () => void (harness = await makeHarness()));

describe('an evidence package of an encrypted document', () => {
  it.each(KINDS)('is repeated by openssl alone: %s', async (_, options) => {
    const encrypted = encryptedByQpdf(harness.plain, { user: USER, owner: OWNER, options });
    const sealed = await sealPdf(harness, encrypted, { signer: harness.first, password });
    const { zip, verdict } = await packed(harness, sealed, fonts, NO_EVIDENCE, [], password);
    expect(verdict).toBe('valid');
    const folder = mkdtempSync(join(tmpdir(), 'sealdesk-encrypted-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'package.zip'), zip);
    unpackEvidence(join(folder, 'package.zip'), folder);
    expect(printedSteps(folder).length).toBeGreaterThan(15);
    expect(failingSteps(folder)).toEqual([]);
    const by = { engine: harness.engine, sha256: await loadSha256(), trust: null };
    expect(await recheck(zip, { ...by, password })).toMatchObject({ altered: [], differences: [] });
    const closed = await recheck(zip, by);
    expect([closed.report.verdict, closed.report.error?.code]).toEqual(['error', 'PDF_PASSWORD_NEEDED']);
    const guessed = await recheck(zip, { ...by, password: utf8Bytes('guess') });
    expect([guessed.altered, guessed.report.error?.code]).toEqual([[], 'PDF_PASSWORD_WRONG']);
  });
});
