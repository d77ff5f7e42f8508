import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';

import { type DemoWorld, makeDemoWorld, temporaryFolder } from '../../fixtures/worlds/demo-world.ts';
import { startPlatform, type TestPlatform } from '../../fixtures/servers/platform.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { sealdesk } from '../../fixtures/commands/run-command.ts';
import { withRegister } from '../../fixtures/registers/tamper-register.ts';

/** A profile that takes the place of the one in force and demands nothing. */
const NOTHING_DEMANDED = {
  ...{ id: 'nobody', jurisdiction: { zh: '无', en: 'None' }, title: '无', issuer: null },
  ...{ documentNumber: null, status: 'inForce', effectiveFrom: '2026-01-01', supersedes: ['zhongshan'] },
  ...{ rules: {}, terms: { register: '用印台账', approval: '用印审批' } },
};

/** What commit bf234e7 answered to the same acts. */
const BEFORE = { commit: 'bf234e7', seen: 'on the command line' };

const TIME_STAMP_ACCURACY_MS = 1_000;

interface Refusal {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

describe('a clerk with the computer in hand', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let sealed: string;
  let document: string;

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'zhongshan' });
    const folder = temporaryFolder();
    [sealed, document] = [join(folder, 'sealed.pdf'), world.contract];
    await command(world.home, 'sync');
    expect(await seal(world.home, 0, sealed)).toBeNull();
    // The cancellation must follow by more than the accuracy of the time stamp, or nothing proves which came first.
    await pause(TIME_STAMP_ACCURACY_MS * 2);
    await platform.operator.cancelSeal(world.seals[0]?.esId ?? '', '企业注销');
    await command(world.home, 'sync');
  });

  const command = (home: string, ...args: readonly string[]) =>
    sealdesk(args, { home, env: { PIN: world.pin } });

  /** Seals with one of the holder's seals. @returns why it was refused, or null */
  async function seal(home: string, index: number, output: string): Promise<Refusal | null> {
    const named = world.seals[index]?.esId ?? '';
    const options = ['--seal', named, '--at', '60,60', '--pin-env', 'PIN', '--json'];
    const { stdout } = await command(home, 'seal', document, '-o', output, ...options);
    const answer = JSON.parse(stdout) as { readonly error?: Refusal };
    expect(existsSync(output)).toBe(answer.error === undefined);
    return answer.error ?? null;
  }

  async function verdict(home: string): Promise<unknown> {
    const report = JSON.parse((await command(home, 'verify', sealed, '--json')).stdout) as {
      verdict: string;
      signatures: { reasons: string[] }[];
    };
    return [report.verdict, ...report.signatures.flatMap(({ reasons }) => reasons)];
  }

  /** Copies the home, so that each attack begins with the same one. */
  function attacked(change: (home: string) => void): string {
    const home = join(temporaryFolder(), 'world');
    cpSync(world.home, home, { recursive: true });
    change(home);
    return home;
  }

  const edit = (home: string, change: (text: string) => string): void => {
    const path = join(home, 'platforms.json');
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };

  it('deletes platforms.json after a cancellation, and gains nothing by it', async () => {
    const known = ['valid', 'SEAL_CANCELLED_SINCE'];
    expect(await verdict(world.home)).toEqual(known);
    const home = attacked((copy) => rmSync(join(copy, 'platforms.json')));
    const cancelled = await seal(home, 0, join(home, 'a.pdf'));
    const other = await seal(home, 3, join(home, 'b.pdf'));
    expect([cancelled, other]).toMatchObject([
      { code: 'SEALING_CANCELLED', details: { reason: '企业注销' } },
      { code: 'BOUND_PLATFORM_MISSING', details: { platform: 'sandbox', file: 'platforms.json' } },
    ]);
    expect(await verdict(home)).toEqual(known);
    const listed = await command(home, 'platform', 'list');
    expect([listed.status, listed.stderr]).toEqual([69, expect.stringContaining('sealdesk platform unbind')]);
    const ended = await command(home, 'platform', 'unbind', 'sandbox', '--reason', '不再使用');
    expect(ended.status, ended.stderr).toBe(0);
    const afterwards = await seal(home, 0, join(home, 'c.pdf'));
    expect(afterwards).toMatchObject({ code: 'SEALING_CANCELLED' });
    expect(await verdict(home)).toEqual(known);
    const { stdout } = await command(home, 'register', 'list', '--json');
    expect(stdout).toContain('"act":"platformUnbound"');
    writeProof('attack-02-deleted-platforms', {
      reproduction: 'platforms.json is deleted after the platform has cancelled a seal',
      before: {
        ...BEFORE,
        sealWithCancelledSeal: 'sealed, status 0',
        verifyOfEarlierDocument: ['valid'],
      },
      now: { sealWithCancelledSeal: cancelled, sealWithAnother: other, verifyOfEarlierDocument: known },
      afterUnbindingWithReason: { sealWithCancelledSeal: afterwards, verifyOfEarlierDocument: known },
    });
  });

  it('changes the rules or the platform by editing files, and is told what has changed', async () => {
    const root = readFileSync(join(world.trust.dir, 'issuing-ca.pem'), 'utf8');
    const attacks: Readonly<Record<string, (home: string) => void>> = {
      unreadable: (home) => edit(home, () => '{'),
      profileName: (home) => edit(home, (text) => text.replace('"zhongshan"', '"kaifeng"')),
      supersedingFile: (home) => {
        mkdirSync(join(home, 'policies'));
        writeFileSync(join(home, 'policies', 'nobody.json'), JSON.stringify(NOTHING_DEMANDED));
      },
      rootExchanged: (home) =>
        edit(home, (text) => {
          const settings = JSON.parse(text) as { platforms: { root: string }[] };
          return JSON.stringify({ platforms: settings.platforms.map((each) => ({ ...each, root })) });
        }),
    };
    const now: Record<string, Refusal | null> = {};
    for (const [name, change] of Object.entries(attacks)) {
      const home = attacked(change);
      now[name] = await seal(home, 3, join(home, 'out.pdf'));
      expect(await verdict(home), name).toEqual(['valid', 'SEAL_CANCELLED_SINCE']);
      if (name !== 'rootExchanged') continue;
      const synchronised = await command(home, 'sync');
      expect([synchronised.status, synchronised.stderr]).toEqual([
        69,
        expect.stringContaining('[BOUND_PLATFORM_CHANGED]'),
      ]);
    }
    expect(now).toMatchObject({
      unreadable: { code: 'BOUND_SETTINGS_DAMAGED', details: { file: 'platforms.json' } },
      profileName: {
        code: 'BOUND_PLATFORM_CHANGED',
        details: { field: 'profile', bound: 'zhongshan', found: 'kaifeng' },
      },
      supersedingFile: { code: 'BOUND_POLICY_CHANGED', details: { file: 'policies/nobody.json' } },
      rootExchanged: { code: 'BOUND_PLATFORM_CHANGED', details: { field: 'root' } },
    });
    writeProof('attack-03-rules-in-files', {
      reproduction:
        'the profile name in platforms.json is changed, a file in policies/ supersedes the profile in force, the root is exchanged',
      before: {
        ...BEFORE,
        profileName: 'sealed, status 0',
        supersedingFile: 'sealed, status 0',
        rootExchanged: 'sealed, status 0',
        unreadable: 'PLATFORM_SETTINGS_DAMAGED; the verdict forgets what is known: SEAL_STATUS_UNAVAILABLE',
      },
      now,
    });
  });

  it('deletes settings, bindings and results of synchronisations together, and the register still knows', async () => {
    const home = attacked((copy) => {
      rmSync(join(copy, 'platforms.json'));
      rmSync(join(copy, 'trust', `platform-${platform.id}`), { recursive: true });
      rmSync(join(copy, 'store', 'seal-status.db'), { force: true });
      withRegister(copy, (database) => {
        database.exec("DELETE FROM record WHERE kind IN ('platform-binding', 'platform-policy')");
        database.exec('DELETE FROM platform_list; DELETE FROM sync_state');
      });
    });
    const refused = await seal(home, 3, join(home, 'out.pdf'));
    expect(refused).toMatchObject({
      code: 'BOUND_RECORD_CHANGED',
      details: { platform: 'sandbox', change: 'removed' },
    });
    writeProof('attack-02-everything-deleted', {
      reproduction: 'platforms.json, the rows of bindings and of synchronisations and the lists are deleted',
      before: { ...BEFORE, seal: 'sealed, status 0' },
      now: refused,
    });
  });

  it('changes world.json or puts back an older revocation list, and is told which file', async () => {
    const added = attacked((copy) => {
      const path = join(copy, 'world.json');
      writeFileSync(path, `${readFileSync(path, 'utf8')}\n`);
    });
    const withoutLists = attacked((copy) => {
      rmSync(join(copy, 'trust', `platform-${platform.id}`, 'lists'), { recursive: true });
    });
    const now = {
      world: await seal(added, 3, join(added, 'out.pdf')),
      lists: await seal(withoutLists, 3, join(withoutLists, 'out.pdf')),
    };
    expect(now).toMatchObject({
      world: { code: 'BOUND_WORLD_CHANGED', details: { file: 'world.json', change: 'changed' } },
      lists: { code: 'BOUND_TRUST_CHANGED', details: { change: 'removed' } },
    });
    const damaged = attacked((copy) => writeFileSync(join(copy, 'world.json'), '{'));
    const listed = await command(damaged, 'tokens');
    expect(listed.stderr).toContain('world.json');
    writeProof('attack-02-world-and-lists', {
      reproduction: 'world.json is changed; the revocation lists of the platform are deleted',
      before: { ...BEFORE, world: 'sealed, status 0', lists: 'sealed, status 0' },
      now,
    });
  });

  it('puts a further platform before the bound one, which is asked about and trusted in nothing', async () => {
    const home = attacked((copy) =>
      edit(copy, (text) => {
        const { platforms } = JSON.parse(text) as { platforms: { id: string; profile: string }[] };
        const [first] = platforms;
        return JSON.stringify({ platforms: [{ ...first, id: 'mine', profile: 'kaifeng' }, ...platforms] });
      }),
    );
    const listed = await command(home, 'platform', 'list', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject({
      platforms: [
        { platform: 'sandbox', standing: 'bound' },
        { platform: 'mine', standing: 'toBind' },
      ],
    });
    const synchronised = await command(home, 'sync', '--platform', 'mine');
    expect([synchronised.status, synchronised.stderr]).toEqual([
      69,
      expect.stringContaining('[PLATFORM_NOT_BOUND]'),
    ]);
    expect(await seal(home, 0, join(home, 'out.pdf'))).toMatchObject({ code: 'SEALING_CANCELLED' });
  });
});
