import { spawn } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { thisSystem } from '../../electron/adapters/systems/this-system.ts';
import { ENROLLED } from '../../electron/services/demo-world/companies.ts';
import type { PlatformView } from '../../electron/shared/model/platform.ts';
import { bindPlatforms } from '../fixtures/servers/bind-platforms.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { freshToken } from '../fixtures/keys/fresh-token.ts';
import {
  innerOf,
  leadThroughGateway,
  logInAs,
  showAs,
  startTestGateway,
} from '../fixtures/servers/gateway.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { writeProof } from '../fixtures/proof.ts';
import { PROJECT, sealdesk } from '../fixtures/commands/run-command.ts';
import type { Gateway } from '../gateway/start-gateway.ts';

const PIN = '246813';
const OTHER = 'sealdesk-other';
const PERSON = ['--name', '王小敏', '--contact', '0755-0000 0009'];

describe('A platform behind a gateway that speaks otherwise', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let gateway: Gateway;
  let shown: string;
  let usual = 0;
  const steps: { readonly step: string; readonly status: number | null; readonly code: string | null }[] = [];

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'zhongshan', binds: false });
    gateway = await startTestGateway(world.home, platform);
    await gateway.clients.register(OTHER, 'another secret', ['seal.read']);
    shown = leadThroughGateway(world.home, platform.id, gateway);
    await bindPlatforms(world.home);
  });

  const run = async (step: string, ...args: readonly string[]) => {
    const outcome = await sealdesk(args, { home: world.home, env: { PIN: world.pin } });
    const code = /\[([A-Z_]+)\]/.exec(outcome.stderr)?.[1] ?? null;
    steps.push({ step, status: outcome.status, code });
    return { ...outcome, code };
  };
  const sync = (step: string) => run(step, 'sync');
  const sealed = async (step: string, index: number): Promise<unknown> => {
    const place = ['--seal', world.seals[index]?.esId ?? '', '--at', '60,90', '--pin-env', 'PIN', '--json'];
    const out = join(temporaryFolder(), 'sealed.pdf');
    return JSON.parse((await run(step, 'seal', world.contract, '-o', out, ...place)).stdout);
  };
  /** Runs a command, and logs in where it asks for that. @param enterprise whose e-licence is shown */
  const runWithLogin = async (enterprise: string, args: readonly string[]): Promise<unknown> => {
    const env = { ...process.env, SEALDESK_HOME: world.home, TOKEN_PIN: PIN };
    const child = spawn(process.execPath, [join(PROJECT, 'dist/cli/cli.js'), ...args], { env });
    const said = { out: '', err: '', isLoggedIn: false };
    child.stdout.on('data', (part: Buffer) => (said.out += part.toString('utf8')));
    child.stderr.on('data', (part: Buffer) => {
      said.err += part.toString('utf8');
      const address = /^https:\S+\n/m.exec(said.err)?.[0].trim();
      if (address === undefined || said.isLoggedIn) return;
      said.isLoggedIn = true;
      void logInAs(address, gateway, enterprise);
    });
    const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
    steps.push({ step: `first seal, logged in as ${enterprise}`, status, code: null });
    return JSON.parse(said.out);
  };
  const tokensFor = async (step: string): Promise<number> => {
    const before = gateway.authorisation.issued;
    expect((await sync(step)).status).toBe(0);
    return gateway.authorisation.issued - before;
  };
  const platformView = async (): Promise<PlatformView | undefined> => {
    const { stdout } = await run('status', 'status', '--json');
    return (JSON.parse(stdout) as { platforms: PlatformView[] }).platforms[0];
  };

  it('is synchronised, and its state of seals decides here', async () => {
    await platform.operator.suspendSeal(world.seals[1]?.esId ?? '', '核查');
    const { status, code } = await sync('synchronise');
    // Nobody has sealed yet, and so nobody has opened the register.
    expect([status, code]).toEqual([0, 'REGISTER_NOT_OPEN']);
    const suspended = await sealed('seal while suspended', 1);
    expect(suspended).toMatchObject({ error: { code: 'SEALING_SUSPENDED' } });
    const view = await platformView();
    expect(view).toMatchObject({ online: true, problem: null, url: gateway.url });
    expect(view?.offers?.capabilities).toContain('loss-reports');
    expect(view?.offers?.capabilities).not.toContain('offline-bundle');
  });

  it('takes a loss report, a delegation in a session, and a sealing with its time stamp and record', async () => {
    expect(await sealed('seal', 0)).toMatchObject({ trustedTime: { state: 'stamped' } });
    const esId = world.seals[0]?.esId ?? '';
    const limits = ['--purpose', '采购合同', '--uses', '1', '--until', inDays(30)];
    const person = ['--person', '李四', '--contact', '内线 8001'];
    const given = await run(
      'delegate',
      'delegation',
      'give',
      '--seal',
      esId,
      ...person,
      ...limits,
      '--pin-env',
      'PIN',
    );
    expect(given.status, given.stderr).toBe(0);
    const lost = await run(
      'report a loss',
      'loss',
      'report',
      '--seal',
      esId,
      ...PERSON,
      '--what',
      '遗失',
      '--json',
    );
    expect(lost.status, lost.stderr).toBe(0);
    expect((await platform.operator.applications()).map(({ kind }) => kind)).toContain('lossReport');
    usual = await tokensFor('synchronise after sealing');
    // The platform has checked the signatures of the register's key, over the paths and octets of the contract.
    expect(
      gateway.seen.filter((each) => /time-stamps|usage-records|registers/.test(each)).length,
    ).toBeGreaterThan(2);
  });

  it('takes an application for a first seal of the enterprise whose person logs in, and of no other', async () => {
    const token = await freshToken(world, PIN);
    const issue = (enterprise: string) =>
      runWithLogin(enterprise, [
        ...['issue', '--kind', '合同专用章', '--holder', ENROLLED.name, '--holder-code', ENROLLED.taxNumber],
        ...['--representative', ENROLLED.legalRepresentative, ...PERSON, '--token', token],
        ...['--pin-env', 'TOKEN_PIN', '--json'],
      ]);
    expect(await issue('')).toMatchObject({ error: { code: 'PLATFORM_LOGIN_FAILED' } });
    expect(await issue('914403000000000018')).toMatchObject({
      error: { code: 'PLATFORM_REFUSED', details: { status: 403, title: '登录的企业与申请的企业不符' } },
    });
    expect(await issue(ENROLLED.taxNumber)).toMatchObject({ ok: true, application: { state: 'draft' } });
  });

  it('gets one new token when tokens end on their way', async () => {
    gateway.forgetsTokens = true;
    expect(await tokensFor('a token ends on its way')).toBe(usual + 1);
  });

  it('is refused when it answers for another platform', async () => {
    const other = await startPlatform(
      { home: world.home },
      { id: 'other', profile: 'zhongshan', binds: false },
    );
    const { inner } = gateway;
    gateway.inner = innerOf(world.home, other);
    leadThroughGateway(world.home, platform.id, gateway);
    const { status, code } = await sync('answers for another platform');
    expect([status, code]).toEqual([65, 'PLATFORM_ANSWER_INVALID']);
    gateway.inner = inner;
    await other.stop();
  });

  it('does not let in who shows another’s certificate, or a wrong secret', async () => {
    const files = ['client-secret', 'certificate.pem', 'key.pem'].map((name) => join(shown, name));
    const mine = files.map((path) => readFileSync(path));
    const putBack = (): void => files.forEach((path, index) => writeFileSync(path, mine[index] ?? ''));
    showAs(shown, gateway, OTHER);
    writeFileSync(join(shown, 'client-secret'), mine[0] ?? '');
    const others = await sync('another’s certificate');
    expect([others.status, others.code]).toEqual([69, 'PLATFORM_ACCESS_REFUSED']);
    putBack();
    writeFileSync(join(shown, 'client-secret'), 'guessed');
    const wrong = await sync('a wrong secret');
    expect([wrong.status, wrong.code]).toEqual([69, 'PLATFORM_ACCESS_REFUSED']);
    expect(wrong.stderr).not.toContain('guessed');
    putBack();
  });

  // Windows keeps who may read a file elsewhere.
  it.skipIf(!thisSystem.modesCount)('does not let in who has a key in a file that others read', async () => {
    chmodSync(join(shown, 'key.pem'), 0o644);
    const open = await sync('a key that others read');
    expect([open.status, open.code]).toEqual([69, 'PLATFORM_SECRET_UNUSABLE']);
    chmodSync(join(shown, 'key.pem'), 0o600);
  });

  it('bars sealing when somebody has its secret sent elsewhere, until a person binds it again', async () => {
    const path = join(world.home, 'platforms.json');
    const settings = readFileSync(path, 'utf8');
    writeFileSync(path, settings.replace('/oauth2/token', '/elsewhere'));
    const refused = await sync('the dialect was changed');
    expect([refused.status, refused.code]).toEqual([69, 'BOUND_PLATFORM_CHANGED']);
    expect(gateway.seen.some((each) => each.includes('elsewhere'))).toBe(false);
    writeFileSync(path, settings);
    expect((await sync('all is as before')).status).toBe(0);
    expect((await platformView())?.problem).toBeNull();
    writeProof('gateway', { steps, requests: gateway.seen.length, tokens: gateway.authorisation.issued });
  });
});

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
