import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import {
  anotherComputer,
  makeDemoWorld,
  temporaryFolder,
  type DemoWorld,
} from '../../fixtures/worlds/demo-world.ts';
import {
  approvalCommands,
  codeOf,
  type ApprovalCommands,
} from '../../fixtures/commands/approval-commands.ts';
import { bindPlatforms } from '../../fixtures/servers/bind-platforms.ts';
import { startPlatform, type TestPlatform } from '../../fixtures/servers/platform.ts';
import { writeProof } from '../../fixtures/proof.ts';

const BEFORE = 'bf234e7';

/** Reproduction 5: an approval that two computers have, or one computer before and after a restored backup. */
describe('An approval', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let folder: string;
  let contract: string;
  let here: ApprovalCommands;
  let there: ApprovalCommands;
  const outcomes: Record<string, unknown> = {};

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'zhongshan' });
    folder = temporaryFolder();
    contract = join(folder, '合同.pdf');
    copyFileSync(world.contract, contract);
    here = approvalCommands(world, world.home);
    const { home } = anotherComputer(world);
    await bindPlatforms(home);
    there = approvalCommands(world, home);
    for (const computer of [here, there]) expect((await computer.run('sync')).status).toBe(0);
  });

  /** Makes and approves a request here, and carries it to the other computer by file. */
  async function approvedOnBoth(): Promise<string> {
    const id = await here.request([contract]);
    expect((await here.decide(id, '林知远')).status).toBe(0);
    const file = join(folder, `${id}.sealrequest`);
    await here.exportTo(file, id);
    expect((await there.run('approval', 'import', file)).status).toBe(0);
    return id;
  }
  const output = (name: string): string => join(folder, name);

  it('that one computer has used is refused on the other, before its key is used', async () => {
    const id = await approvedOnBoth();
    expect((await here.seal(contract, output('online-1.pdf'), id)).status).toBe(0);
    const refused = await there.seal(contract, output('online-2.pdf'), id);
    expect([refused.status, codeOf(refused)]).toEqual([69, 'APPROVAL_USED_ELSEWHERE']);
    expect(existsSync(output('online-2.pdf'))).toBe(false);
    expect((await here.entries(id)).at(-1)).toMatchObject({
      act: 'seal',
      approvalUse: { claim: 'claimed', use: 1, uses: 1 },
    });
    outcomes['two computers online'] = { second: codeOf(refused), shown: refused.stderr.split('\n')[0] };
  });

  it('that was used before a backup was restored is refused afterwards', async () => {
    const id = await approvedOnBoth();
    const backup = output('before.backup');
    expect((await here.run('backup', backup)).status).toBe(0);
    expect((await here.seal(contract, output('restored-1.pdf'), id)).status).toBe(0);
    expect((await here.run('restore', backup)).status).toBe(0);
    // The register is shorter than it was, which bars every seal until a person says why.
    const refused = await here.seal(contract, output('restored-2.pdf'), id);
    expect(refused.status).not.toBe(0);
    expect(existsSync(output('restored-2.pdf'))).toBe(false);
    expect((await here.run('register', 'new-id', '--reason', '由备份恢复')).status).toBe(0);
    const again = await here.seal(contract, output('restored-3.pdf'), id);
    expect(again.status).toBe(69);
    expect(['APPROVAL_USED_ELSEWHERE', 'APPROVAL_USED']).toContain(codeOf(again));
    expect(existsSync(output('restored-3.pdf'))).toBe(false);
    outcomes['backup, seal, restore, seal'] = { second: codeOf(refused), underNewRegisterId: codeOf(again) };
  });

  it('that both used offline is found at synchronisation, on both computers and for both files', async () => {
    const id = await approvedOnBoth();
    await platform.operator.offline();
    expect((await here.seal(contract, output('offline-1.pdf'), id)).status).toBe(0);
    expect((await there.seal(contract, output('offline-2.pdf'), id)).status).toBe(0);
    await platform.operator.online();
    expect(codeOf(await here.run('sync'))).toBeNull();
    const shown: Record<string, unknown> = {};
    for (const [name, computer] of Object.entries({ there, here })) {
      const synced = await computer.run('sync');
      expect([synced.status, codeOf(synced)]).toEqual([1, 'APPROVAL_USED_TWICE']);
      const entries = await computer.entries(id);
      expect(entries.find(({ act }) => act === 'seal')?.approvalUse?.claim).toBe('offline');
      expect(entries.at(-1)).toMatchObject({ act: 'approvalUsedTwice', result: 'APPROVAL_USED_TWICE' });
      expect((await computer.view(id)).items[0]?.doubleUse?.claims).toHaveLength(2);
      for (const file of ['offline-1.pdf', 'offline-2.pdf']) {
        const verified = await computer.run('verify', output(file), '--json');
        expect(verified.stdout).toContain('APPROVAL_USED_TWICE_HERE');
      }
      shown[name] = (await computer.run('approval', 'list')).stdout
        .split('\n')
        .filter((line) => /twice/.test(line));
    }
    outcomes['two computers offline'] = {
      atSynchronisation: 'APPROVAL_USED_TWICE',
      verifyOfEitherFile: 'APPROVAL_USED_TWICE_HERE',
      onTheCard: shown,
    };
    writeProof('attack-05-approval-twice', {
      reproduction: 'An approval serves twice: after backup, seal, restore; and on two computers.',
      before: {
        commit: BEFORE,
        seen: 'on two computers online, by the same steps; after a restored backup, on the command line',
        answer: 'all second uses sealed with status 0; both synchronised with status 0, and nothing was said',
      },
      now: outcomes,
    });
  });
});
