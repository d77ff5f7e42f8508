import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { onePagePdf } from '../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { makeDemoWorld, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';

/** A profile that is wrong for the soft token, because the token puts Z before a message by itself. */
const ZTWICE = {
  name: 'z-twice',
  matches: { manufacturer: '^SealDesk demo$' },
  keyType: '0x80050002',
  keyPairMechanism: null,
  signMechanism: '0x8005000C',
  input: 'message',
  tokenAppliesZ: false,
};

describe('a person’s keys.json', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sealdesk-keys-'));
  const input = join(folder, 'in.pdf');
  let world: DemoWorld;

  const seal = (output: string) =>
    sealdesk(
      [
        'seal',
        input,
        '-o',
        output,
        '--seal',
        world.seals[0]?.esId ?? '',
        '--at',
        '50,50',
        '--pin-env',
        'PIN',
      ],
      { home: world.home, env: { PIN: world.pin } },
    );
  const write = (settings: unknown): void =>
    writeFileSync(join(world.home, 'keys.json'), JSON.stringify(settings));

  beforeAll(async () => {
    world = await makeDemoWorld();
    writeFileSync(input, onePagePdf());
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('chooses the profile: the message goes to the token, and the seal is valid', async () => {
    const output = join(folder, 'by-message.pdf');
    write({ choices: [{ matches: { manufacturer: '^SealDesk demo$' }, profile: 'ep11-message' }] });
    expect(await seal(output)).toMatchObject({ status: 0 });
    const verified = await sealdesk(['verify', output], { home: world.home });
    expect(verified.status).toBe(0);
    const doctor = await sealdesk(['doctor', '--json'], { home: world.home });
    expect(doctor.stdout).toContain('"profile":"ep11-message"');
  });

  it('is blamed by profile name if the signature fits no certificate, and no file is left', async () => {
    const output = join(folder, 'by-the-wrong-profile.pdf');
    write({ profiles: [ZTWICE] });
    const { status, stderr } = await seal(output);
    expect(status).toBe(69);
    expect(stderr).toContain('[SIGNATURE_MISMATCH]');
    expect(stderr).toContain('"profile":"z-twice"');
    expect(existsSync(output)).toBe(false);
  });

  it('is reported as damaged if it cannot be read, and the known profiles apply', async () => {
    write({ profiles: 'mine' });
    const { status, stdout, stderr } = await sealdesk(['tokens', '--json'], { home: world.home });
    expect([status, stdout.split('\n').filter((line) => line.startsWith('{')).length]).toEqual([0, 2]);
    expect(stderr).toContain('[KEY_SETTINGS_DAMAGED]');
    expect(await seal(join(folder, 'by-the-known.pdf'))).toMatchObject({ status: 0 });
  });
});
