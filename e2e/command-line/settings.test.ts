import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { utf8Text } from '../../electron/core/bytes/encodings.ts';
import { readZip } from '../../electron/services/packages/zip-reader.ts';
import type { SettingsView } from '../../electron/shared/model/settings.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { writeProof } from '../fixtures/proof.ts';
import { type CommandOutcome, sealdesk } from '../fixtures/commands/run-command.ts';

describe('settings of a person and of the administrator', () => {
  let world: DemoWorld;
  let folder: string;
  let policy: string;
  const proof: Record<string, unknown> = {};

  beforeAll(async () => {
    world = await makeDemoWorld();
    folder = temporaryFolder();
    policy = join(folder, 'policy.json');
    mkdirSync(join(folder, 'in'));
    copyFileSync(world.contract, join(folder, 'in', '合同.pdf'));
  });

  const command = (...args: string[]): Promise<CommandOutcome> =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin, SEALDESK_POLICY: policy } });
  const sealing = (out: string): Promise<CommandOutcome> =>
    command(
      ...[
        'seal',
        '--batch',
        join(folder, 'in'),
        '-o',
        join(folder, out),
        '--seal',
        world.seals[0]?.esId ?? '',
      ],
      ...['--place', '1,100,100', '--pin-env', 'PIN'],
    );

  it('name the files of a batch', async () => {
    const set = await command('settings', '--pattern', '{name}_归档', '--json');
    expect(JSON.parse(set.stdout) as SettingsView).toMatchObject({ outputPattern: '{name}_归档', fixed: [] });
    const sealed = await sealing('own');
    expect(sealed.status, sealed.stderr).toBe(0);
    expect(readdirSync(join(folder, 'own')).filter((name) => name.endsWith('_归档.pdf'))).toEqual([
      '合同_归档.pdf',
    ]);
  });

  it('are not changed where the administrator has fixed them, and an approval is demanded', async () => {
    writeFileSync(policy, JSON.stringify({ outputPattern: '{name}_公司', approval: true }));
    const set = await command('settings', '--pattern', '{name}');
    expect([set.status, set.stderr]).toEqual([64, expect.stringContaining('[SETTING_FIXED]')]);
    expect((await command('settings')).stdout).toContain('{name}_公司  由管理员设定');
    const refused = await sealing('fixed');
    proof['withoutApproval'] = /\[([A-Z_]+)\]/.exec(refused.stderr)?.[1];
    expect(refused.status).not.toBe(0);
    expect(`${refused.stdout}${refused.stderr}`).toContain('APPROVAL');
    expect(existsSync(join(folder, 'fixed')) ? readdirSync(join(folder, 'fixed')) : []).toEqual([]);
  });

  it('seal nothing while the administrator’s settings hold a member that nobody knows', async () => {
    writeFileSync(policy, '{"aproval": true}');
    const refused = await sealing('damaged');
    proof['damaged'] = refused.status;
    expect(refused.status).not.toBe(0);
    expect(`${refused.stdout}${refused.stderr}`).toContain('ADMINISTRATOR_SETTINGS_DAMAGED');
    const shown = await command('settings');
    expect(shown.stderr).toContain('aproval');
  });

  it('go into a support bundle, which names no document, no seal, no PIN and no folder', async () => {
    const out = join(folder, '诊断包.zip');
    const made = await command('support-bundle', '-o', out, '--without', 'platforms');
    expect(made.status, made.stderr).toBe(0);
    const files = readZip(new Uint8Array(readFileSync(out)));
    expect([...files.keys()]).toEqual(['system.json', 'drivers.json', 'settings.json', 'problems.log']);
    const text = [...files.values()].map((bytes) => utf8Text(bytes)).join('\n');
    proof['bundleBytes'] = text.length;
    expect(text).toContain('settings: SETTING_FIXED');
    const serials = /"serial": "(?!…)/.exec(text);
    const secrets = [world.pin, world.home, homedir(), '合同', '归档', '云帆'];
    expect([serials, secrets.filter((secret) => text.includes(secret))]).toEqual([null, []]);
    writeProof('settings', proof);
  });
});
