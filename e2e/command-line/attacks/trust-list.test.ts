import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type {
  KeptTrustList,
  OfferedTrustList,
  TrustListsView,
} from '../../../electron/shared/model/trust-lists.ts';
import type { VerificationReport } from '../../../electron/shared/model/verification-report.ts';
import { type DemoWorld, makeDemoWorld, temporaryFolder } from '../../fixtures/worlds/demo-world.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { type CommandOutcome, sealdesk } from '../../fixtures/commands/run-command.ts';

describe('a counterpart without key and platform', () => {
  let world: DemoWorld;
  const folder = temporaryFolder();
  const home = join(folder, 'counterpart');
  const [sealed, list, other] = ['sealed.pdf', 'a.trustlist.json', 'b.trustlist.json'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const there = (...args: readonly string[]): Promise<CommandOutcome> => sealdesk(args, { home });
  const codeOf = ({ status, stderr }: CommandOutcome): readonly unknown[] => [
    status,
    /\[([A-Z_]+)\]/.exec(stderr)?.[1] ?? null,
  ];
  const verdict = async (): Promise<readonly unknown[]> => {
    const { status, stdout } = await there('verify', sealed, '--json');
    const { signatures, trustLists = [] } = JSON.parse(stdout) as VerificationReport;
    return [status, ...(signatures[0]?.reasons ?? []), ...trustLists.map(({ state }) => state)];
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
    const key = { home: world.home, env: { PIN: world.pin } };
    const place = ['--at', '60,90', '--pin-env', 'PIN', '--no-time-stamp'];
    const seal = ['--seal', world.seals[0]?.esId ?? '', ...place];
    const outcome = await sealdesk(['seal', world.contract, '-o', sealed, ...seal], key);
    expect(outcome.status, outcome.stderr).toBe(0);
    writeFileSync(list, readFileSync(join(world.home, 'trust-lists', 'demo.trustlist.json')));
    const trust = join(world.home, 'trust');
    const signed = await sealdesk(
      [
        ...['trust', 'sign', '--source', 'sealdesk-demo', '--number', '9', '-o', other],
        ...['--certificate', join(trust, 'root-ca.pem'), '--maker', join(world.home, 'demo-ca/maker.pem')],
        ...['--token', world.companies[0]?.tokenSerial ?? '', '--pin-env', 'PIN'],
      ],
      key,
    );
    expect(signed.status, signed.stderr).toBe(0);
  });

  it('gets a verdict by a list whose fingerprint it confirms, and by no other', async () => {
    const steps: Record<string, unknown> = { stranger: await verdict() };
    expect(steps.stranger).toEqual([2, 'SEAL_MAKER_UNTRUSTED', 'NO_CERTIFICATE_CHAIN_FOUND']);
    const shown = JSON.parse((await there('trust', 'show', list, '--json')).stdout) as OfferedTrustList;
    const { sm3, sha256 } = shown.signer;
    expect([shown.step, sm3.length, sha256.length]).toEqual(['new', 64, 64]);
    steps.unasked = codeOf(await there('trust', 'accept', list));
    expect(steps.unasked).toEqual([64, 'TRUST_LIST_UNCONFIRMED']);
    steps.otherFingerprint = codeOf(await there('trust', 'accept', list, '--fingerprint', 'ab'.repeat(32)));
    expect(steps.otherFingerprint).toEqual([65, 'TRUST_LIST_OF_OTHER']);
    const accepted = await there('trust', 'accept', list, '--fingerprint', sha256, '--json');
    const kept = JSON.parse(accepted.stdout) as KeptTrustList;
    expect(kept).toMatchObject({ state: 'inForce', list: { source: 'sealdesk-demo', number: 1 } });
    steps.confirmed = await verdict();
    expect(steps.confirmed).toEqual([0, 'inForce']);

    steps.byAnotherKey = codeOf(await there('trust', 'accept', other));
    expect(steps.byAnotherKey).toEqual([65, 'TRUST_LIST_FOREIGN']);
    const lists = join(home, 'trust', 'lists');
    const file = join(lists, readdirSync(lists).find((name) => name.endsWith('.trustlist.json')) ?? '');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, readFileSync(other));
    steps.laidInItsPlace = await verdict();
    writeFileSync(file, text.replace('"trustList"', ' "trustList"'));
    steps.editedOnDisk = await verdict();
    for (const step of [steps.laidInItsPlace, steps.editedOnDisk])
      expect(step).toEqual([2, 'SEAL_MAKER_UNTRUSTED', 'NO_CERTIFICATE_CHAIN_FOUND', 'changed']);
    writeFileSync(file, text);
    expect(await verdict()).toEqual([0, 'inForce']);
    mkdirSync(join(home, 'trust-lists'));
    writeFileSync(join(home, 'trust-lists', 'a.trustlist.json'), readFileSync(other));
    const view = JSON.parse((await there('trust', 'list', '--json')).stdout) as TrustListsView;
    expect([view.kept.length, view.offered.length]).toEqual([1, 0]);
    steps.removed = [(await there('trust', 'remove', kept.id)).status, await verdict()];
    expect(steps.removed).toEqual([0, steps.stranger]);
    writeProof('trust-list', { command: 'sealdesk trust show, accept, remove; verify', steps });
  });
});
