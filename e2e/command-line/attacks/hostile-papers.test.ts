import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePicture } from '../../../electron/core/verification/fixtures/mini-world.ts';
import { contentBomb, objectStreamBomb } from '../../fixtures/documents/bombs/pdf-bombs.ts';
import { areaBomb, profileBomb } from '../../fixtures/documents/bombs/picture-bombs.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../../fixtures/worlds/demo-world.ts';
import { measure } from '../../fixtures/measures/peak-memory.ts';
import { startPlatform } from '../../fixtures/servers/platform.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { PROJECT, sealdesk } from '../../fixtures/commands/run-command.ts';

const LENIENT = { cpuSeconds: 20, peakBytes: 700 * 1024 * 1024 };

describe('a paper of a PIN reset that is a bomb', () => {
  const folder = temporaryFolder();
  const rows: Readonly<Record<string, unknown>>[] = [];
  let world: DemoWorld;

  beforeAll(async () => {
    world = await makeDemoWorld();
    await startPlatform(world, { profile: 'zhongshan' });
    const synced = await sealdesk(['sync'], { home: world.home });
    if (synced.status !== 0) throw new Error(synced.stderr);
  });
  afterAll(() => {
    writeProof('attack-11-papers', {
      reproduction: 'an identity paper with an object stream of 600 MB, a page of a gigabyte, a picture bomb',
      before: {
        commit: 'bf234e7',
        answer: 'the object stream took 55 s and 1,352 MB, the page had no answer after 70 s',
      },
      now: rows,
    });
  });

  it.each([
    ['an object stream of 600 MB', 'identity.pdf', objectStreamBomb, 'FILE_OVER_BUDGET'],
    ['a page of a gigabyte', 'page.pdf', contentBomb, 'FILE_OVER_BUDGET'],
    ['36 million pixels', 'area.png', areaBomb, 'RESET_PAPER_TOO_LARGE'],
    ['a profile of two gigabytes', 'profile.png', () => profileBomb(samplePicture()), 'none'],
  ])('is answered at once: %s', async (what, name, make, code) => {
    const path = join(folder, name);
    writeFileSync(path, make());
    const token = world.companies[0]?.tokenSerial ?? '';
    const { stdout, cpuSeconds, peakBytes } = await measure(
      [
        ...[join(PROJECT, 'dist/cli/cli.js'), 'pin-reset', 'request', '--token', token, '--name', '林知远'],
        ...['--role', 'legalRepresentative', '--contact', '0755-0000 0001', '--reason', '口令已锁定'],
        ...['--paper', `identity=${path}`, '--json'],
      ],
      { SEALDESK_HOME: world.home },
    );
    const answer = JSON.parse(stdout) as { error?: { code: string } };
    rows.push({ what, code: answer.error?.code ?? 'none', cpuSeconds, peakMb: Math.round(peakBytes / 1e6) });
    expect(answer.error?.code ?? 'none').toBe(code);
    expect(cpuSeconds).toBeLessThan(LENIENT.cpuSeconds);
    expect(peakBytes).toBeLessThan(LENIENT.peakBytes);
  });
});
