import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { TrustedTime } from '../../electron/shared/model/sealing.ts';
import type { VerificationReport } from '../../electron/shared/model/verification-report.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { OpensslSealChecker } from '../peers/openssl-seal-check.ts';
import { opensslTimeStamp } from '../peers/openssl-time-stamp.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { writeProof } from '../fixtures/proof.ts';
import { run, sealdesk } from '../fixtures/commands/run-command.ts';

/** Stamps and lists are exact to one second. */
const APART_MS = 2500;

interface Sealed {
  readonly ok: boolean;
  readonly trustedTime?: TrustedTime;
  readonly error?: { readonly code: string };
}

describe('seals with and without a trusted time', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  const folder = temporaryFolder();
  const steps: { readonly step: string; readonly outcome: unknown }[] = [];

  const command = (...args: readonly string[]) =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin } });
  const sealOf = (company: number) => world.companies[company]?.seals[0]?.esId ?? '';
  const seal = async (name: string, company: number, ...more: readonly string[]): Promise<Sealed> => {
    // A repeated test starts without the files of the first attempt.
    rmSync(join(folder, name), { force: true });
    const place = ['--seal', sealOf(company), '--at', '60,90', '--pin-env', 'PIN', '--json'];
    const { stdout } = await command('seal', world.contract, '-o', join(folder, name), ...place, ...more);
    const outcome = JSON.parse(stdout) as Sealed;
    steps.push({ step: `seal ${name}`, outcome: outcome.ok ? outcome.trustedTime : outcome.error?.code });
    return outcome;
  };
  const verify = async (name: string): Promise<VerificationReport['signatures'][number]> => {
    const { stdout } = await command('verify', join(folder, name), '--json');
    const [signature, ...others] = (JSON.parse(stdout) as VerificationReport).signatures;
    if (signature === undefined || others.length > 0) throw new Error('one signature expected');
    const { verdict, reasons, checks } = signature;
    const { status, revocation, time } = checks;
    steps.push({ step: `verify ${name}`, outcome: { verdict, reasons, status, revocation, time } });
    return signature;
  };
  const verdict = async (name: string): Promise<readonly string[]> => {
    const signature = await verify(name);
    return [signature.verdict, ...signature.reasons];
  };
  /** Acts on the platform more than a second after the last stamp, and synchronises. */
  const thenOnPlatform = async (step: string, act: () => Promise<void>): Promise<void> => {
    await pause(APART_MS);
    await act();
    expect((await command('sync')).status).toBe(0);
    steps.push({ step, outcome: 'synchronised' });
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'zhongshan' });
    expect((await command('sync')).status).toBe(0);
  });

  afterAll(async () => {
    const { stdout } = await run('openssl', ['version']);
    writeProof('trusted-time', { command: 'sealdesk seal, sync, verify', openssl: stdout.trim(), steps });
  });

  it('hold a time stamp over the signature value, from an authority that openssl accepts', async () => {
    expect(await seal('stamped.pdf', 0)).toMatchObject({ trustedTime: { state: 'stamped' } });
    const stamped = readFileSync(join(folder, 'stamped.pdf'));
    const found = opensslTimeStamp(stamped, world.trust.bundle);
    steps.push({ step: 'openssl on the token', outcome: found });
    expect(found.imprint).toBe(found.expectedImprint);
    expect(found).toMatchObject({ authorityAccepted: true, signatureAccepted: true });
    expect(found.text).toMatch(/Hash Algorithm: sm3[\s\S]*Accuracy: 0x01 seconds[\s\S]*Nonce: 0x/);
    const checker = new OpensslSealChecker(world.trust.bundle);
    expect(checker.check(stamped)).toEqual({ accepted: true, reason: 'accepted' });
    expect(await verdict('stamped.pdf')).toEqual(['valid']);
  });

  it('claim a time only, if none is requested or the platform cannot be reached', async () => {
    expect(await seal('claimed.pdf', 0, '--no-time-stamp')).toMatchObject({
      trustedTime: { state: 'notAsked' },
    });
    await platform.operator.offline();
    expect(await seal('offline.pdf', 0)).toMatchObject({
      ok: true,
      trustedTime: { state: 'missing', error: { code: 'PLATFORM_UNREACHABLE' } },
    });
    await platform.operator.online();
    for (const name of ['claimed.pdf', 'offline.pdf']) {
      const signature = await verify(name);
      expect([signature.verdict, signature.checks.time.code]).toEqual(['valid', 'TIME_CLAIMED_ONLY']);
    }
  });

  it('can be proven later by the register that the platform has countersigned', async () => {
    await thenOnPlatform('synchronise', () => Promise.resolve());
    for (const name of ['claimed.pdf', 'offline.pdf']) {
      const { verdict: found, checks } = await verify(name);
      expect([found, checks.time.code]).toEqual(['valid', 'TIME_COUNTERSIGNED']);
    }
    const proof = await command(
      'register',
      'proof',
      join(folder, 'claimed.pdf'),
      '-o',
      join(folder, 'proof.json'),
    );
    expect(proof.status).toBe(0);
    expect(await seal('unproven.pdf', 0, '--no-time-stamp')).toMatchObject({ ok: true });
  });

  it('get different verdicts once the certificate is revoked', async () => {
    const serial = (await verify('stamped.pdf')).signer?.serial ?? '';
    await thenOnPlatform('revoke the certificate', () => platform.operator.revokeCertificate(serial));
    expect(await verdict('stamped.pdf')).toEqual(['valid', 'REVOKED_SINCE']);
    expect(await verdict('offline.pdf')).toEqual(['valid', 'REVOKED_SINCE']);
    expect(await verdict('unproven.pdf')).toEqual(['indeterminate', 'REVOKED_NO_POE']);
    const counterparty = join(folder, 'counterparty');
    cpSync(world.home, counterparty, { recursive: true });
    rmSync(join(counterparty, 'store'), { recursive: true });
    const elsewhere = async (...proof: readonly string[]): Promise<readonly string[]> => {
      const args = ['verify', join(folder, 'claimed.pdf'), '--json', ...proof];
      const { stdout } = await sealdesk(args, { home: counterparty });
      const [signature] = (JSON.parse(stdout) as VerificationReport).signatures;
      steps.push({ step: `verify elsewhere ${proof.join(' ')}`, outcome: signature?.reasons });
      return [signature?.verdict ?? 'missing', ...(signature?.reasons ?? [])];
    };
    expect(await elsewhere()).toEqual(['indeterminate', 'REVOKED_NO_POE']);
    expect(await elsewhere('--proof', join(folder, 'proof.json'))).toEqual(['valid', 'REVOKED_SINCE']);
    expect(await seal('after.pdf', 0)).toMatchObject({ ok: false, error: { code: 'CERTIFICATE_REVOKED' } });
  });

  it('get different verdicts while the seal is suspended, and once it is cancelled', async () => {
    const { operator } = platform;
    const esId = sealOf(1);
    expect(await seal('second-stamped.pdf', 1)).toMatchObject({ trustedTime: { state: 'stamped' } });
    expect(await seal('second-claimed.pdf', 1, '--no-time-stamp')).toMatchObject({ ok: true });
    await thenOnPlatform('suspend the seal', () => operator.suspendSeal(esId, '核查'));
    expect(await verdict('second-stamped.pdf')).toEqual(['valid', 'SEAL_SUSPENDED_SINCE']);
    expect(await verdict('second-claimed.pdf')).toEqual(['indeterminate', 'SEAL_SUSPENDED_NO_POE']);
    expect(await seal('suspended.pdf', 1)).toMatchObject({ error: { code: 'SEALING_SUSPENDED' } });
    await thenOnPlatform('restore the seal', () => operator.restoreSeal(esId));
    expect(await verdict('second-claimed.pdf')).toEqual(['valid', 'SEAL_SUSPENDED_MEANWHILE']);
    expect(await seal('restored.pdf', 1)).toMatchObject({ trustedTime: { state: 'stamped' } });
    expect(await seal('last.pdf', 1, '--no-time-stamp')).toMatchObject({ ok: true });
    await thenOnPlatform('cancel the seal', () => operator.cancelSeal(esId, '企业注销'));
    expect(await verdict('second-stamped.pdf')).toEqual(['valid', 'SEAL_CANCELLED_SINCE']);
    expect(await verdict('second-claimed.pdf')).toEqual(['valid', 'SEAL_CANCELLED_SINCE']);
    expect(await verdict('last.pdf')).toEqual(['indeterminate', 'SEAL_CANCELLED_NO_POE']);
    const { facts } = (await verify('second-stamped.pdf')).checks.status;
    expect(facts).toMatchObject({ statusReason: '企业注销', platform: platform.id });
    expect(await seal('cancelled.pdf', 1)).toMatchObject({ error: { code: 'SEALING_CANCELLED' } });
  });
});
