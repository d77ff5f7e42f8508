import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFonts } from '../../adapters/fonts/font-files.ts';
import { makeHarness } from '../../core/verification/fixtures/harness.ts';
import { NO_EVIDENCE } from '../documents/verdict-evidence.ts';
import { readZip } from '../packages/zip-reader.ts';
import { packed } from './fixtures/sample-package.ts';
import { DOCUMENT_PATHS } from './openssl-commands.ts';
import { STEPS_PATH } from './steps-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealdesk-evidence-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The commands as they are printed: the indented lines of the text. */
function printedCommands(): string[] {
  const text = readFileSync(join(folder, STEPS_PATH), 'utf8');
  return text.split('\n').flatMap((line) => (/^ {4}\S/.test(line) ? [line.trim()] : []));
}

/** Runs the commands with nothing but a shell and OpenSSL, and returns those that fail. */
function failing(): string[] {
  return printedCommands().filter(
    (command) => spawnSync('sh', ['-c', command], { cwd: folder }).status !== 0,
  );
}

describe('a person with openssl alone', () => {
  beforeAll(async () => {
    const harness = await makeHarness();
    const sealed = await harness.sealedBy();
    const fonts = readFonts('node_modules/@fontsource/noto-serif-sc/files');
    const picture = Uint8Array.of(0xff, 0xd8, 0xff);
    const images = [{ coveredBytes: sealed.length, page: 1, picture }];
    const { zip } = await packed(harness, sealed, fonts, NO_EVIDENCE, images);
    for (const [path, bytes] of readZip(zip)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
  });

  it('repeats every check by the printed commands', () => {
    const commands = printedCommands();
    expect(commands.length).toBeGreaterThan(15);
    expect(failing()).toEqual([]);
    const tools = [
      'dgst -sm3',
      'pkeyutl -verify -rawin -digest sm3',
      'openssl verify',
      'openssl crl',
      'asn1parse',
    ];
    expect(tools.filter((tool) => !commands.some((command) => command.includes(tool)))).toEqual([]);
  });

  it.each([
    ['in the covered bytes', 100, ['dgst -sm3 -r document.pdf', 'dgst -sha256', 'head -c']],
    ['in the signature data', null, ['dgst -sm3 -r document.pdf', 'dgst -sha256', 'od -An']],
  ])('finds one flipped byte %s', (_, offset, broken) => {
    const path = join(folder, DOCUMENT_PATHS.pdf);
    const document = readFileSync(path);
    const at = offset ?? document.indexOf('/Contents <') + 400;
    writeFileSync(path, document.with(at, offset === null ? 0x7a : (document[at] ?? 0) ^ 1));
    const found = failing();
    expect(broken.filter((part) => !found.some((command) => command.includes(part)))).toEqual([]);
    expect(found).toHaveLength(broken.length);
    writeFileSync(path, document);
  });

  it('reads the cover on two pages', () => {
    const text = execFileSync('pdftotext', ['-layout', join(folder, '00-封面与证据目录.pdf'), '-'], {
      encoding: 'utf8',
    });
    expect(text.split('\f').length - 1).toBe(2);
    expect(text).toMatch(/电子签章证据包[\s\S]*证据目录[\s\S]*页面图像（参考，不是证据）[\s\S]*复核步骤/);
    expect(text).toMatch(/页面图像 1 幅仅供参考，不是证据/);
  });
});
