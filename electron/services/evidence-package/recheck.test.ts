import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readRegularFile } from '../../adapters/files/regular-file.ts';
import { latin1Text, utf8Bytes } from '../../core/bytes/encodings.ts';
import { loadSha256 } from '../../core/cms/sha256.ts';
import { makeHarness } from '../../core/verification/fixtures/harness.ts';
import { readTrustStore } from '../../core/x509/trust-store.ts';
import { CodedError } from '../../shared/errors.ts';
import type { StatusEvent } from '../../shared/model/seal-standing.ts';
import { NO_EVIDENCE } from '../documents/verdict-evidence.ts';
import { packed } from './fixtures/sample-package.ts';
import { type Recheck, recheck } from './recheck.ts';

const harness = await makeHarness();
const { engine } = harness;
const sha256 = await loadSha256();
const sealed = await harness.sealedBy();
/** The letters of a small font are enough for verdicts. */
const latin = 'node_modules/@fontsource/noto-serif-sc/files/noto-serif-sc-latin-700-normal.woff';
const fonts = { regular: readRegularFile(latin), bold: readRegularFile(latin) };
const { zip, manifestSm3, told } = await packed(harness, sealed, fonts);

const checked = (bytes: Uint8Array): Promise<Recheck> => recheck(bytes, { engine, sha256, trust: null });

function altered(change: (files: Record<string, Uint8Array>) => void): Uint8Array {
  const files = unzipSync(zip);
  change(files);
  return zipSync(files, { level: 0 });
}

async function codeOf(outcome: Promise<unknown>): Promise<string> {
  return outcome.then(
    () => 'done',
    (error: unknown) => (error instanceof CodedError ? error.code : String(error)),
  );
}

describe('an evidence package', () => {
  it('repeats its verdict by itself, as of the time it was made', async () => {
    const result = await checked(zip);
    expect(result).toMatchObject({ altered: [], differences: [], manifestSm3, trustedBy: 'package' });
    expect(result.report.verdict).toBe('valid');
    expect(result.roots.map(({ subject }) => subject)).toEqual(['CN=样例根,C=CN']);
  });

  it('tells while it is written how much of the document and of its earlier versions is in it', () => {
    const last = told.at(-1) ?? [0, 0];
    expect(last[0]).toBe(last[1]);
    expect(last[1]).toBeGreaterThan(sealed.length);
  });

  it('repeats a verdict that rests on what platforms and the register said', async () => {
    const at = '2026-01-01T00:00:00Z';
    const event: StatusEvent = {
      ...{ esId: 'SAMPLE0001', state: 'cancelled', since: at, number: 3, kind: 'decision', reason: '注销' },
      ...{ replacedBy: null, lostSince: null, receivedAt: null, decidedAt: at, publishedAt: at },
      ...{ absentAt: null, broughtAt: null },
    };
    const asOf = '2026-07-01T00:00:00Z';
    const made = await packed(harness, sealed, fonts, {
      ...NO_EVIDENCE,
      sealStatus: () => Promise.resolve([{ platform: 'gd', asOf, lateAfterMs: 0, events: [event] }]),
      registerMarks: () => Promise.resolve([{ kind: 'voided', at: asOf, reason: '重签' }]),
      existedBy: () => Promise.resolve(new Date('2026-03-01T00:00:00Z')),
    });
    expect(made.verdict).not.toBe('valid');
    const { report, differences } = await checked(made.zip);
    expect([report.verdict, differences]).toEqual([made.verdict, []]);
    expect(report.signatures[0]?.reasons).toContain('VOIDED_HERE');
  });

  it.each([
    ['a changed document', sealed.with(latin1Text(sealed).indexOf('595 842'), 0x34)],
    ['an unsigned document', harness.plain],
  ])('repeats the verdict on %s', async (_, document) => {
    const made = await packed(harness, document, fonts);
    const { report, differences, altered: found } = await checked(made.zip);
    expect([report.verdict, differences, found]).toEqual([made.verdict, [], []]);
  });

  it('keeps each earlier version of the document', async () => {
    const files = unzipSync(zip);
    expect(files['revisions/1.pdf']).toEqual(harness.plain);
  });

  it('names each picture of a page with its hash, and finds one that was replaced', async () => {
    const picture = Uint8Array.of(0xff, 0xd8, 0xff, 1);
    const images = [
      { coveredBytes: sealed.length, page: 1, picture },
      { coveredBytes: 7, page: 1, picture },
    ];
    const made = await packed(harness, sealed, fonts, NO_EVIDENCE, images);
    const path = 'pages/2/001.jpg';
    const { manifest, altered: found } = await checked(made.zip);
    expect([manifest.images, found]).toEqual([[{ revision: 2, page: 1, path }], []]);
    expect(manifest.files.find((file) => file.path === path)?.size).toBe(4);
    const files = { ...unzipSync(made.zip), [path]: picture.with(3, 2) };
    expect((await checked(zipSync(files, { level: 0 }))).altered).toEqual([path]);
  });

  it('is judged by other certificates if the person names them', async () => {
    const trust = readTrustStore({ certificates: [], crls: [] });
    const result = await recheck(zip, { engine, sha256, trust });
    expect([result.report.verdict, result.trustedBy]).toEqual(['indeterminate', 'folder']);
    expect(result.differences).toContain('verdict: valid → indeterminate');
  });
});

describe('an altered package', () => {
  const change = (path: string) => (files: Record<string, Uint8Array>) => {
    const bytes = files[path] ?? new Uint8Array();
    files[path] = bytes.with(300, (bytes[300] ?? 0) ^ 1);
  };

  it.each([
    ['a changed file', change('inputs.json'), ['inputs.json']],
    [
      'a file too many',
      (files: Record<string, Uint8Array>) => void (files['more.txt'] = utf8Bytes('x')),
      ['more.txt'],
    ],
    [
      'a missing file',
      (files: Record<string, Uint8Array>) => void delete files['01-复核步骤.txt'],
      ['01-复核步骤.txt'],
    ],
  ])('is found by %s', async (_, edit, expected) => {
    const outcome = await checked(altered(edit)).catch((error: unknown) => error);
    if (outcome instanceof CodedError) expect(outcome.code).toBe('PACKAGE_DAMAGED');
    else expect(outcome).toMatchObject({ altered: expected });
  });

  it('cannot have its document replaced', async () => {
    const result = await checked(altered(change('document.pdf')));
    expect(result.altered).toEqual(['document.pdf']);
    expect(result.differences).toContain('verdict: valid → invalid');
  });

  it.each([
    ['no zip file', utf8Bytes('no package')],
    ['another zip file', zipSync({ 'a.txt': utf8Bytes('a') })],
    ['no document', altered((files) => void delete files['document.pdf'])],
    ['a changed format', altered((files) => void (files['manifest.json'] = utf8Bytes('{}')))],
  ])('is refused as %s', async (_, bytes) => {
    expect(await codeOf(checked(bytes))).toBe('PACKAGE_DAMAGED');
  });

  it('that unpacks to more than the budget is not unpacked', async () => {
    const bomb = zipSync({ 'a.bin': new Uint8Array(1 << 20) });
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    // APPNOTE 4.3.12, 4.3.16: the directory, and the stated length of its first file.
    const directory = view.getUint32(bomb.length - 6, true);
    view.setUint32(directory + 24, 0xf0000000, true);
    expect(await codeOf(checked(bomb))).toBe('FILE_OVER_BUDGET');
  });
});
