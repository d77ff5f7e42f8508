import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';

import type { RegisterAudit } from '../../electron/shared/model/register.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { writeProof } from '../fixtures/proof.ts';
import { sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';
import { withRegister } from '../fixtures/registers/tamper-register.ts';

describe('the register with a platform', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  const folder = temporaryFolder();
  const sealed = join(folder, '离线盖章.pdf');
  const proofPath = join(folder, 'proof.json');
  const command = (args: readonly string[], home = world.home): Promise<CommandOutcome> =>
    sealdesk(args, { home, env: { PIN: world.pin } });
  const seal = (output: string): Promise<CommandOutcome> =>
    command([
      ...['seal', world.contract, '-o', output, '--seal', world.seals[0]?.esId ?? '', '--at', '60,90'],
      ...['--page', '4', '--purpose', '采购合同', '--pin-env', 'PIN'],
    ]);
  const audit = async (): Promise<RegisterAudit> => {
    const { stdout } = await command(['register', 'verify', '--json']);
    return JSON.parse(stdout) as RegisterAudit;
  };
  const sm3 = (path: string): string => createHash('sm3').update(readFileSync(path)).digest('hex');
  const onPlatform = <T>(work: (database: Database.Database) => T): T => {
    const database = new Database(join(world.home, 'platform', platform.id, 'platform.db'), {
      readonly: true,
    });
    try {
      return work(database);
    } finally {
      database.close();
    }
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'suqian' });
    expect((await command(['sync'])).status).toBe(0);
  });

  it('has no proof for a file sealed offline until it is synchronised', async () => {
    await platform.operator.offline();
    expect(await seal(sealed)).toMatchObject({ status: 0 });
    expect((await command(['register', 'proof', sealed])).stderr).toContain('REGISTER_NOT_COUNTERSIGNED');
    expect((await command(['sync'])).status).not.toBe(0);
    await platform.operator.online();
    expect(await command(['sync'])).toMatchObject({ status: 0 });
  });

  it('has a proof after that, which anybody can check with the platform’s root alone', async () => {
    expect(await command(['register', 'proof', sealed, '-o', proofPath])).toMatchObject({ status: 0 });
    const { platforms } = JSON.parse(readFileSync(join(world.home, 'platforms.json'), 'utf8')) as {
      platforms: readonly { readonly root: string }[];
    };
    const root = join(folder, 'root.pem');
    writeFileSync(root, platforms[0]?.root ?? '');
    const elsewhere = temporaryFolder();
    const check = (...more: readonly string[]): Promise<CommandOutcome> =>
      command(['register', 'verify-proof', proofPath, '--json', '--root', root, ...more], elsewhere);
    const proven = await check('--document', sealed);
    expect([proven.status, JSON.parse(proven.stdout)]).toMatchObject([
      0,
      { ok: true, isOfDocument: true, entry: { act: 'seal', document: { sm3After: sm3(sealed) } } },
    ]);
    expect(await check('--document', world.contract)).toMatchObject({ status: 1 });
    const proof = readFileSync(proofPath, 'utf8');
    writeFileSync(proofPath, proof.replace('"index": 1', '"index": 0'));
    const forged = await check();
    expect([forged.status, forged.stderr]).toEqual([1, expect.stringContaining('REGISTER_PROOF_INVALID')]);
    writeProof('register-existence', { proof: JSON.parse(proof), verified: JSON.parse(proven.stdout) });
  });

  it('is kept by the platform too, with each entry once', async () => {
    expect(await seal(join(folder, 'b.pdf'))).toMatchObject({ status: 0 });
    expect(await audit()).toMatchObject({ sound: true, protectedSize: 3, countersigners: [{ known: true }] });
    for (let round = 0; round < 2; round += 1) expect((await command(['sync'])).status).toBe(0);
    expect(await audit()).toMatchObject({ countersigners: [{ countersignatures: 2 }] });
    const places = onPlatform((database) =>
      database.prepare('SELECT place FROM register_entry ORDER BY place').pluck().all(),
    );
    expect(places).toEqual([0, 1, 2]);
  });

  it('cannot be shortened unnoticed, even if its checkpoints are removed too: the journal and the platform tell', async () => {
    withRegister(world.home, (database) => {
      database.exec('DELETE FROM register_entry WHERE entry_index >= 2');
      const kept = "kind IN ('register', 'platform-binding', 'platform-policy')";
      database.exec(`DELETE FROM register_checkpoint; DELETE FROM record WHERE NOT ${kept}`);
    });
    expect(await audit()).toMatchObject({
      size: 2,
      finding: { kind: 'shortened', index: 2, last: 2, held: 2 },
    });
    const synced = await command(['sync']);
    expect([synced.status, synced.stderr]).toEqual([1, expect.stringContaining('REGISTER_DIFFERS')]);
  });
});
