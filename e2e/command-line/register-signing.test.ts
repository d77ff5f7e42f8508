import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import type { RegisterAudit } from '../../electron/shared/model/register.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';

const MESSAGE_PROFILE = {
  choices: [{ matches: { manufacturer: '^SealDesk demo$' }, profile: 'ep11-message' }],
};

describe('the register signed by the key that has just sealed', () => {
  let world: DemoWorld;
  const folder = temporaryFolder();
  const results: Record<string, unknown> = {};

  beforeAll(async () => {
    world = await makeDemoWorld();
  });

  const settings = (): string => join(world.home, 'keys.json');
  const audit = async (): Promise<RegisterAudit> => {
    const { stdout } = await sealdesk(['register', 'verify', '--json'], { home: world.home });
    return JSON.parse(stdout) as RegisterAudit;
  };
  const seal = (name: string, pin: string) =>
    sealdesk(
      [
        ...['seal', world.contract, '-o', join(folder, `${name}.pdf`), '--seal', world.seals[0]?.esId ?? ''],
        ...['--at', '60,90', '--pin-env', 'PIN'],
      ],
      { home: world.home, env: { PIN: pin } },
    );

  it.each<[string, (skfModule: string) => object | null]>([
    ['PKCS#11 with a digest', () => null],
    ['PKCS#11 with the message', () => MESSAGE_PROFILE],
    ['SKF', (skfModule) => ({ modules: [skfModule], prefer: 'skf' })],
  ])('gets a signed checkpoint with each seal over %s', async (name, keys) => {
    const content = keys(world.skfModule);
    if (content === null) rmSync(settings(), { force: true });
    else writeFileSync(settings(), JSON.stringify(content));
    const before = await audit();
    expect(await seal(name.replaceAll(/\W/g, '-'), world.pin)).toMatchObject({ status: 0 });
    const after = await audit();
    expect(after).toMatchObject({
      sound: true,
      size: before.size + 1,
      checkpoints: before.checkpoints + 1,
      signedCheckpoints: before.signedCheckpoints + 1,
      protectedSize: after.size,
      signers: [{ trusted: true }],
    });
    results[name] = after;
  });

  it('holds a refused use that the next signature covers, at no further try of the PIN', async () => {
    rmSync(settings(), { force: true });
    const before = await audit();
    expect((await seal('refused', '000000')).status).toBe(77);
    expect(await audit()).toMatchObject({
      size: before.size + 1,
      checkpoints: before.checkpoints,
      protectedSize: before.size,
    });
    expect((await seal('afterwards', world.pin)).status).toBe(0);
    expect(await audit()).toMatchObject({ sound: true, protectedSize: before.size + 2 });
    writeProof('register-signing', results);
  });
});
