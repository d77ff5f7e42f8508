import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { writeBigOfd } from '../fixtures/documents/big-ofd.ts';
import { writeBigPdf } from '../fixtures/documents/big-pdf.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { measure, type MeasuredRun } from '../fixtures/measures/peak-memory.ts';
import { writeProof } from '../fixtures/proof.ts';
import { PROJECT } from '../fixtures/commands/run-command.ts';

const GIGABYTE = 1_073_741_824;
/** One picture: the smallest file that the same hand writes. */
const SMALL = 48_000_000;
const MEGABYTE = 1024 * 1024;
/** What the same command may take more for the gigabyte than for the small file; two runs differ by some megabytes. */
const ALLOWANCE = 16 * MEGABYTE;
const COMMAND = join(PROJECT, 'dist/cli/cli.js');

function pieceOf(path: string, offset: number, length: number): Buffer {
  const descriptor = openSync(path, 'r');
  const bytes = Buffer.alloc(length);
  const count = readSync(descriptor, bytes, 0, length, offset);
  closeSync(descriptor);
  return bytes.subarray(0, count);
}

describe('a file of a gigabyte', () => {
  const folder = temporaryFolder();
  let world: DemoWorld;
  beforeAll(async () => {
    world = await makeDemoWorld();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Writes a PDF of about that size, seals and verifies it, and measures both commands. */
  async function sealAndVerify(size: number): Promise<{ sealed: MeasuredRun; verified: MeasuredRun }> {
    const place = mkdtempSync(join(folder, 'run-'));
    const [input, output] = [join(place, 'input.pdf'), join(place, 'sealed.pdf')];
    writeBigPdf(input, size);
    const environment = { SEALDESK_HOME: world.home, PIN: world.pin };
    const seal = ['--seal', world.seals[0]?.esId ?? '', '--page', '1', '--at', '60,90', '--pin-env', 'PIN'];
    const sealed = await measure([COMMAND, 'seal', input, '-o', output, ...seal], environment);
    expect(sealed.status).toBe(0);
    const verified = await measure([COMMAND, 'verify', output, '--json'], environment);
    expect(JSON.parse(verified.stdout)).toMatchObject({ verdict: 'valid' });
    const written = statSync(input).size;
    for (const offset of [0, Math.floor(written / 2), written - MEGABYTE]) {
      expect(pieceOf(output, offset, MEGABYTE).equals(pieceOf(input, offset, MEGABYTE))).toBe(true);
    }
    rmSync(place, { recursive: true });
    return { sealed, verified };
  }

  it('is sealed and verified in memory that does not depend on its size', async () => {
    const small = await sealAndVerify(SMALL);
    const big = await sealAndVerify(GIGABYTE);
    const megabytes = ({ peakBytes }: MeasuredRun): number => Math.round(peakBytes / MEGABYTE);
    writeProof('big-file', {
      command: 'seal; verify',
      bytes: GIGABYTE,
      peakMegabytes: {
        smallFile: { seal: megabytes(small.sealed), verify: megabytes(small.verified) },
        gigabyte: { seal: megabytes(big.sealed), verify: megabytes(big.verified) },
      },
      seconds: { seal: big.sealed.seconds, verify: big.verified.seconds },
    });
    expect(small.sealed.peakBytes).toBeGreaterThan(MEGABYTE);
    expect(big.sealed.peakBytes - small.sealed.peakBytes).toBeLessThan(ALLOWANCE);
    expect(big.verified.peakBytes - small.verified.peakBytes).toBeLessThan(ALLOWANCE);
  });
});

/** Ten scanned pages, and a hundred. */
const [FEW, MANY] = [10_000_000, 100_000_000];
/** What a command may take more for the many pages; it looks at each, and leaves that to be collected. */
const PAGES_ALLOWANCE = 80 * MEGABYTE;

describe('an OFD of a hundred megabytes', () => {
  const folder = temporaryFolder();

  it('is sealed by keyword, verified and converted in memory that does not depend on its size', async () => {
    const { home, pin, seals } = await makeDemoWorld();
    const environment = { SEALDESK_HOME: home, PIN: pin };
    const by = [
      '--seal',
      seals[0]?.esId ?? '',
      '--keyword',
      '甲方（盖章）',
      '--which',
      'first',
      '--pin-env',
      'PIN',
    ];
    const peaksOf = async (size: number): Promise<Readonly<Record<string, number>>> => {
      const place = mkdtempSync(join(folder, 'run-'));
      const [input, output, copy] = ['a.ofd', 'b.ofd', 'c.pdf'].map((name) => join(place, name));
      writeBigOfd(input ?? '', size);
      const commands = [
        ['seal', input ?? '', '-o', output ?? '', ...by, '--accept', 'FONT_NOT_EMBEDDED'],
        ['verify', output ?? ''],
        ['convert', input ?? '', '-o', copy ?? ''],
      ];
      const peaks: Record<string, number> = {};
      for (const [name = '', ...args] of commands) {
        const { status, peakBytes } = await measure([COMMAND, name, ...args], environment);
        expect([name, status]).toEqual([name, 0]);
        peaks[name] = peakBytes;
      }
      rmSync(place, { recursive: true });
      return peaks;
    };
    const [few, many] = [await peaksOf(FEW), await peaksOf(MANY)];
    writeProof('big-ofd', { bytes: [FEW, MANY], peakBytes: [few, many] });
    const grown = Object.keys(few).filter((name) => (many[name] ?? 0) - (few[name] ?? 0) > PAGES_ALLOWANCE);
    expect(grown).toEqual([]);
  });
});
