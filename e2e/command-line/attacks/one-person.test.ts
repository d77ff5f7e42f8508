import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import {
  agreeWithAnotherKey,
  approvalCommands,
  codeOf,
  type ApprovalCommands,
} from '../../fixtures/commands/approval-commands.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../../fixtures/worlds/demo-world.ts';
import { writeProof } from '../../fixtures/proof.ts';

const BEFORE = 'bf234e7';

/** Reproduction 9: one person as applicant, approver and keeper, with one key. */
describe('One person in all parts of a use', () => {
  let world: DemoWorld;
  let folder: string;
  let contract: string;
  let here: ApprovalCommands;
  const outcomes: Record<string, unknown> = {};

  beforeAll(async () => {
    world = await makeDemoWorld();
    folder = temporaryFolder();
    contract = join(folder, '合同.pdf');
    copyFileSync(world.contract, contract);
    here = approvalCommands(world, world.home);
  });
  const output = (name: string): string => join(folder, name);

  it('stands on record and on the card where nobody demands four eyes', async () => {
    const id = await here.request([contract], '王小明');
    expect((await here.decide(id, '王小明')).status).toBe(0);
    expect((await here.seal(contract, output('alone.pdf'), id, '王小明')).status).toBe(0);
    const samePeople = [
      { one: 'applicant', other: 'approver', by: 'name' },
      { one: 'applicant', other: 'keeper', by: 'name' },
      { one: 'approver', other: 'keeper', by: 'certificate' },
    ];
    expect((await here.entries(id)).at(-1)?.approvalUse).toMatchObject({ claim: 'local', samePeople });
    expect((await here.view(id)).items[0]).toMatchObject({ state: 'used', samePeople });
    const { stdout } = await here.run('approval', 'list');
    expect(stdout).toContain('一人兼任');
    outcomes['without the rule'] = { sealed: true, onRecord: samePeople };
  });

  it('is refused at the decision and at the seal where the enterprise demands four eyes', async () => {
    const early = await here.request([contract], '王小明');
    expect((await here.decide(early, '林知远')).status).toBe(0);
    expect((await here.run('policy', 'enterprise', '--four-eyes', 'on')).status).toBe(0);

    const bare = await here.run(
      ...['seal', contract, '-o', output('bare.pdf'), '--seal', world.seals[0]?.esId ?? ''],
      ...['--at', '50,96', '--pin-env', 'PIN'],
    );
    expect([bare.status, codeOf(bare)]).toEqual([69, 'APPROVAL_REQUIRED']);
    // Other names do not help: the key that agreed is the key that seals.
    const byKey = await here.seal(contract, output('key.pdf'), early, '陈保管');
    expect([byKey.status, codeOf(byKey)]).toEqual([69, 'APPROVAL_SAME_PERSON']);
    const id = await here.request([contract], '王小明');
    const decided = await here.decide(id, '王小明');
    expect([decided.status, codeOf(decided)]).toEqual([69, 'APPROVAL_SAME_PERSON']);
    expect(existsSync(output('key.pdf'))).toBe(false);

    const file = output('by-another.sealrequest');
    await here.exportTo(file, id);
    await agreeWithAnotherKey(world.home, file, '林知远');
    expect((await here.run('approval', 'import', file)).status).toBe(0);
    const unnamed = await here.seal(contract, output('unnamed.pdf'), id, '');
    expect([unnamed.status, codeOf(unnamed)]).toEqual([64, 'APPROVAL_PERSON_UNNAMED']);
    const applicant = await here.seal(contract, output('applicant.pdf'), id, '王小明');
    expect(codeOf(applicant)).toBe('APPROVAL_SAME_PERSON');
    expect(await here.seal(contract, output('three.pdf'), id, '陈保管')).toMatchObject({ status: 0 });
    expect((await here.entries(id)).at(-1)?.approvalUse?.samePeople).toEqual([]);
    outcomes['with the rule'] = {
      withoutApproval: codeOf(bare),
      decidedByApplicant: codeOf(decided),
      sealedWithTheApproversKey: codeOf(byKey),
      sealedByApplicant: codeOf(applicant),
      sealedByNobody: codeOf(unnamed),
      sealedByAThird: 'sealed',
    };
  });

  it('cannot take the rule away off the record', async () => {
    const silent = await here.run('policy', 'enterprise', '--four-eyes', 'off');
    expect([silent.status, codeOf(silent)]).toEqual([64, 'POLICY_REASON_NEEDED']);
    const reason = '内控制度修订';
    const off = await here.run('policy', 'enterprise', '--four-eyes', 'off', '--reason', reason, '--json');
    expect(JSON.parse(off.stdout)).toMatchObject({ rules: { fourEyes: false }, since: { reason } });
    const { stdout } = await here.run('register', 'list', '--json');
    const acts = stdout.split('\n').filter((line) => line.includes('"act":"enterpriseRules"'));
    expect(acts).toHaveLength(2);
    expect(acts[0]).toContain(reason);
    outcomes['switched off'] = { withoutReason: codeOf(silent), withReason: 'on record' };
  });

  it('forges no decision that an import lets pass', async () => {
    const id = await here.request([contract], '王小明');
    const file = output('forged.sealrequest');
    await here.exportTo(file, id);
    await agreeWithAnotherKey(world.home, file, '林知远');
    // The signature of another request's decision.
    const forged = readFileSync(file, 'utf8').replace(
      /("signature": ")(.)/u,
      (_, key: string, first: string) => key + (first === 'A' ? 'B' : 'A'),
    );
    writeFileSync(file, forged);
    const imported = await here.run('approval', 'import', file);
    expect([imported.status, codeOf(imported)]).toEqual([65, 'APPROVAL_DECISION_INVALID']);
    expect((await here.view(id)).state).toBe('underReview');
    // After the true decision the forged one is refused as well.
    expect((await here.decide(id, '林知远')).status).toBe(0);
    const later = await here.run('approval', 'import', file);
    expect([later.status, codeOf(later)]).toEqual([65, 'APPROVAL_DECISION_INVALID']);
    outcomes['forged decision'] = { status: imported.status, code: codeOf(imported) };
    writeProof('attack-09-one-person', {
      reproduction: 'One person as applicant, approver and keeper with one key passes silently.',
      before: {
        commit: BEFORE,
        answer: 'sealed with status 0, nothing on record; import of a forged decision ended with status 0',
      },
      now: outcomes,
    });
  });
});
