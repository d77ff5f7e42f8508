import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { VerificationReport } from '../../../electron/shared/model/verification-report.ts';
import { type DemoWorld, makeDemoWorld, temporaryFolder } from '../../fixtures/worlds/demo-world.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { type CommandOutcome, sealdesk } from '../../fixtures/commands/run-command.ts';

const BEFORE =
  'valid, without a note: any certificate below a trusted root could make the seal of another company';

describe('a trust folder without a list of seal makers', () => {
  let world: DemoWorld;
  const folder = temporaryFolder();
  const [trust, sealed, list] = ['trust', 'sealed.pdf', 'ours.makers.json'].map((name) => join(folder, name));
  const command = (...args: readonly string[]): Promise<CommandOutcome> =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin } });
  const verdict = async (): Promise<readonly string[]> => {
    const { stdout } = await command('verify', sealed ?? '', '--trust', trust ?? '', '--json');
    const [report] = (JSON.parse(stdout) as VerificationReport).signatures;
    return report === undefined ? [] : [report.verdict, ...report.reasons];
  };
  const states = async (): Promise<readonly string[]> => {
    const { stdout } = await command('makers', 'list', '--trust', trust ?? '');
    return [...stdout.matchAll(/(in force|not confirmed|damaged)/g)].map(([state]) => state);
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
    cpSync(world.trust.dir, trust ?? '', { recursive: true });
    rmSync(join(trust ?? '', 'makers.json'));
    const place = [
      '--seal',
      world.seals[0]?.esId ?? '',
      '--at',
      '60,90',
      '--pin-env',
      'PIN',
      '--no-time-stamp',
    ];
    const outcome = await command('seal', world.contract, '-o', sealed ?? '', ...place);
    expect(outcome.status, outcome.stderr).toBe(0);
  });

  it('makes no seal valid until a person has confirmed who signs the list', async () => {
    const steps: Record<string, unknown> = { without: await verdict() };
    expect(steps.without).toEqual(['indeterminate', 'SEAL_MAKER_UNLISTED']);
    const maker = join(world.home, 'demo-ca/maker.pem');
    const key = ['--token', world.companies[0]?.tokenSerial ?? '', '--pin-env', 'PIN'];
    const signed = await command(
      'makers',
      'sign',
      '--maker',
      maker,
      '--number',
      '1',
      '-o',
      list ?? '',
      ...key,
    );
    expect(signed.status, signed.stderr).toBe(0);
    const fingerprint = /SM3: ([0-9a-f]{64})/.exec(signed.stdout)?.[1] ?? '';

    cpSync(list ?? '', join(trust ?? '', 'dropped.makers.json'));
    steps.dropped = [await states(), await verdict()];
    expect(steps.dropped).toEqual([['not confirmed'], ['indeterminate', 'SEAL_MAKER_UNLISTED']]);
    rmSync(join(trust ?? '', 'dropped.makers.json'));

    const accept = (of: string): Promise<CommandOutcome> =>
      command('makers', 'accept', list ?? '', '--fingerprint', of, '--trust', trust ?? '');
    const refused = await accept(fingerprint.replace(/^./, (digit) => (digit === '0' ? '1' : '0')));
    steps.otherFingerprint = [refused.status, /\[(\w+)\]/.exec(refused.stderr)?.[1], await verdict()];
    expect(steps.otherFingerprint).toEqual([
      65,
      'MAKER_LIST_OF_OTHER',
      ['indeterminate', 'SEAL_MAKER_UNLISTED'],
    ]);
    expect((await accept(fingerprint)).status).toBe(0);
    steps.confirmed = [await states(), await verdict()];
    expect(steps.confirmed).toEqual([['in force'], ['valid']]);
    expect(JSON.parse(readFileSync(join(trust ?? '', 'makers-confirmed.json'), 'utf8'))).toEqual({
      signers: [fingerprint],
    });
    writeProof('another-maker', {
      before: BEFORE,
      command: 'sealdesk verify, makers sign, makers accept',
      steps,
    });
  });
});
