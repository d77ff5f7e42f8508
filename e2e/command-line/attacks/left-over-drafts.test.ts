import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { writeBigPdf } from '../../fixtures/documents/big-pdf.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../../fixtures/worlds/demo-world.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { PROJECT, sealdesk } from '../../fixtures/commands/run-command.ts';

/** Writing this much takes long enough for a kill. */
const SIZE = 200_000_000;

describe('a sealing that is killed', () => {
  const folder = temporaryFolder();
  const outputs = join(folder, 'sealed');
  const big = join(folder, 'big.pdf');
  let world: DemoWorld;
  beforeAll(async () => {
    world = await makeDemoWorld();
    writeBigPdf(big, SIZE);
    mkdirSync(outputs);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const order = (input: string, name: string): string[] => [
    ...['seal', input, '--seal', world.seals[0]?.esId ?? '', '-o', join(outputs, name)],
    ...['--page', '1', '--at', '100,100', '--pin-env', 'PIN'],
  ];

  it('leaves a draft, which the next sealing into that folder removes; files of people stay', async () => {
    const environment = { SEALDESK_HOME: world.home, PIN: world.pin };
    const child = spawn(process.execPath, [join(PROJECT, 'dist/cli/cli.js'), ...order(big, 'big.pdf')], {
      env: { ...process.env, ...environment },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.on('exit', (_status, by) => resolve(by)));
    while (child.exitCode === null && readdirSync(outputs).length === 0) await pause(5);
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    const left = readdirSync(outputs);
    expect(left).toEqual([expect.stringMatching(/\.part$/)]);
    writeFileSync(join(outputs, '.download.part'), 'a file of somebody else');

    const sealed = await sealdesk(order(world.contract, 'next.pdf'), { env: environment });
    const after = readdirSync(outputs).sort();
    writeProof('attack-15-left-over-drafts', {
      reproduction: '.part files survive a kill',
      before: {
        commit: 'bf234e7',
        seen: 'by the same steps',
        answer: 'the .part file stays beside the next sealed file, 200 MB a kill',
      },
      now: { afterKill: left, afterNextSealing: after },
    });
    expect({ status: sealed.status, after }).toEqual({ status: 0, after: ['.download.part', 'next.pdf'] });
  });
});
