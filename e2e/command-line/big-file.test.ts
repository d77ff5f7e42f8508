import { closeSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { writeBigPdf } from '../fixtures/big-pdf.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/demo-world.ts';
import { measure } from '../fixtures/peak-memory.ts';
import { writeProof } from '../fixtures/proof.ts';
import { PROJECT } from '../fixtures/run-command.ts';

const SIZE = 1_073_741_824;
const MEGABYTE = 1024 * 1024;
const ALLOWANCE = 80 * MEGABYTE;
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
  const input = join(folder, 'big.pdf');
  const output = join(folder, 'sealed.pdf');
  let world: DemoWorld;

  beforeAll(async () => {
    world = await makeDemoWorld();
    writeBigPdf(input, SIZE);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is sealed and verified in memory that does not depend on its size', async () => {
    const environment = { SEALDESK_HOME: world.home, PIN: world.pin };
    const seal = world.seals[0]?.esId ?? '';
    const bare = await measure(['-e', 'setTimeout(() => {}, 200)'], {});
    const sealed = await measure(
      [
        COMMAND,
        'seal',
        input,
        '-o',
        output,
        '--seal',
        seal,
        '--page',
        '1',
        '--at',
        '60,90',
        '--pin-env',
        'PIN',
      ],
      environment,
    );
    expect(sealed.status).toBe(0);
    const verified = await measure([COMMAND, 'verify', output, '--json'], environment);
    const size = statSync(input).size;
    for (const offset of [0, Math.floor(size / 2), size - MEGABYTE]) {
      expect(pieceOf(output, offset, MEGABYTE).equals(pieceOf(input, offset, MEGABYTE))).toBe(true);
    }
    const megabytes = ({ peakBytes }: { peakBytes: number }): number => Math.round(peakBytes / MEGABYTE);
    writeProof('big-file', {
      command: 'seal; verify',
      bytes: size,
      peakMegabytes: { bareRuntime: megabytes(bare), seal: megabytes(sealed), verify: megabytes(verified) },
      seconds: { seal: sealed.seconds, verify: verified.seconds },
    });
    expect(JSON.parse(verified.stdout)).toMatchObject({ verdict: 'valid' });
    expect(sealed.peakBytes - bare.peakBytes).toBeLessThan(ALLOWANCE);
    expect(verified.peakBytes - bare.peakBytes).toBeLessThan(ALLOWANCE);
  });
});
