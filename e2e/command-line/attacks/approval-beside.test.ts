import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { beforeAll, describe, expect, it } from 'vitest';
import type { VerificationReport } from '../../../electron/shared/model/verification-report.ts';
import {
  type ApprovalCommands,
  approvalCommands,
  codeOf,
} from '../../fixtures/commands/approval-commands.ts';
import {
  anotherComputer,
  type DemoWorld,
  makeDemoWorld,
  temporaryFolder,
} from '../../fixtures/worlds/demo-world.ts';
import { writeProof } from '../../fixtures/proof.ts';

const KEYWORD = '乙方（盖章）';

describe('an approval that names a date and a signature picture', () => {
  let world: DemoWorld;
  let folder: string;
  let contract: string;
  let applicant: ApprovalCommands;
  let keeper: ApprovalCommands;
  let id: string;
  let mailed: string;
  let signature: string;
  let forgery: string;

  beforeAll(async () => {
    world = await makeDemoWorld();
    folder = temporaryFolder();
    contract = join(folder, '合同.pdf');
    copyFileSync(world.contract, contract);
    [signature, forgery] = [200, 120].map((shade) => {
      const path = join(folder, `签名${shade}.png`);
      const data = new Uint8Array(40 * 20 * 4).fill(shade);
      writeFileSync(path, encode({ width: 40, height: 20, channels: 4, data }));
      return path;
    }) as [string, string];
    applicant = approvalCommands(world, world.home);
    keeper = approvalCommands(world, anotherComputer(world).home);
    const seal = world.companies[0]?.seals.find(({ kind }) => kind === '合同专用章')?.esId ?? '';
    const said = ['--seal', seal, '--applicant', '王小明', '--purpose', '采购合同'];
    const asked = await applicant.run('approval', 'request', contract, ...said, ...list(signature), '--json');
    ({ id } = (JSON.parse(asked.stdout) as { approval: { request: { id: string } } }).approval.request);
    expect(await applicant.decide(id, '林知远')).toMatchObject({ status: 0 });
    mailed = join(folder, '申请.sealrequest');
    await applicant.exportTo(mailed, id);
  });

  const list = (picture: string): string[] => [
    ...['--keyword', KEYWORD, '--date', 'keyword=日期'],
    ...['--handwriting', `${picture}@4,60,200`],
  ];
  const key = ['--keeper', '陈保管', '--pin-env', 'PIN'];
  const seal = async (name: string, ...places: readonly string[]) => {
    const output = join(folder, name);
    const outcome = await keeper.run('seal', contract, '-o', output, '--approval', id, ...places, ...key);
    return { code: codeOf(outcome), isThere: existsSync(output), stderr: outcome.stderr };
  };
  const altered = (change: (text: string) => string): string => {
    const path = join(folder, '改过.sealrequest');
    const text = readFileSync(mailed, 'utf8');
    expect(change(text)).not.toBe(text);
    writeFileSync(path, change(text));
    return path;
  };

  it('is sealed exactly so on another computer, and in no other way', async () => {
    const { pictures: carried } = JSON.parse(readFileSync(mailed, 'utf8')) as { pictures: string[] };
    const other = readFileSync(forgery).toString('base64');
    const swapped = altered((text) => text.replace(carried[0] ?? '', other));
    expect(await keeper.run('approval', 'import', swapped)).toMatchObject({ status: 0 });
    const swappedPicture = await seal('a.pdf');
    const given = codeOf(await keeper.run('approval', 'picture', id, forgery));
    const changes: Record<string, string | null> = {};
    for (const [what, change] of [
      ['one more date', (text: string) => text.replace('"beside": [', `"beside": [${DATE},`)],
      ['nothing beside', (text: string) => text.replace('"version": 2', '"version": 1')],
    ] as const) {
      changes[what] = codeOf(await keeper.run('approval', 'import', altered(change)));
    }
    const refused: Record<string, unknown> = {};
    for (const [what, places] of [
      ['no date', ['--keyword', KEYWORD, '--handwriting', `${signature}@4,60,200`]],
      ['another picture', list(forgery)],
    ] as const) {
      refused[what] = await seal('b.pdf', ...places);
    }
    expect(await keeper.run('approval', 'import', mailed)).toMatchObject({ status: 0 });
    const sealed = await seal('c.pdf');
    const checked = await keeper.run('verify', join(folder, 'c.pdf'), '--json');
    const report = JSON.parse(checked.stdout) as VerificationReport;
    writeProof('attack-approval-beside', {
      attack: 'a date or a picture is added, left out, restyled or swapped after the approval',
      swappedPicture,
      given,
      changes,
      refused,
      sealed,
    });
    expect([swappedPicture.code, given]).toEqual(['APPROVAL_PICTURE_MISSING', 'APPROVAL_MISMATCH']);
    expect(Object.values(changes).every((code) => /^APPROVAL_(CONFLICT|INVALID)$/u.test(code ?? ''))).toBe(
      true,
    );
    for (const outcome of Object.values(refused)) {
      expect(outcome).toMatchObject({ code: 'APPROVAL_MISMATCH', isThere: false });
    }
    expect(sealed).toMatchObject({ code: null, isThere: true });
    const facts = report.signatures[0]?.checks.appearance.facts;
    expect(facts).toMatchObject({ datePages: '4', handwritings: 1 });
  });
});

const DATE =
  '{"kind":"date","pages":[{"kind":"all"}],"where":{"kind":"point","xMm":60,"yMm":200},"style":null}';
