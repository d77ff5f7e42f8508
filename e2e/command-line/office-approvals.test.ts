import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { openStatement } from '../../electron/core/platform/signed-statement.ts';
import type { Statement } from '../../electron/core/platform/signed-statement.ts';
import { toHex } from '../../electron/core/bytes/encodings.ts';
import { loadSmEngine } from '../../electron/core/sm/load-engine.ts';
import { HOLDER } from '../../electron/services/demo-world/companies.ts';
import type { ApprovalView } from '../../electron/shared/model/approval.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import {
  decisionAbout,
  makeOfficeSystem,
  type OfficeSystem,
  serveOffice,
  writeDecision,
} from '../fixtures/servers/office-system.ts';
import { writeProof } from '../fixtures/proof.ts';
import { sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';

/** Of the demonstration contract. */
const PAGES = 4;

let world: DemoWorld;
let oa: OfficeSystem;
let folder: string;
let contract: string;
beforeAll(async () => {
  world = await makeDemoWorld();
  oa = makeOfficeSystem(temporaryFolder());
  const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const said = [
    '--name',
    '协同办公',
    '--by',
    '陈保管',
    '--until',
    until,
    '--most-uses',
    '2',
    '--seal',
    seal().esId,
  ];
  const wrong = await command(
    'office',
    'register',
    oa.certificate,
    '--fingerprint',
    'AB'.repeat(32),
    ...said,
    ...key(),
  );
  expect(wrong.stderr).toContain('[OA_FINGERPRINT_DIFFERS]');
  const made = await command(
    'office',
    'register',
    oa.certificate,
    '--fingerprint',
    oa.fingerprint,
    ...said,
    ...key(),
  );
  expect(made.stderr).toBe('');
});
beforeEach(() => {
  folder = temporaryFolder();
  contract = join(folder, '合同.pdf');
  copyFileSync(world.contract, contract);
});

const company = () => {
  const [first] = world.companies;
  if (first === undefined) throw new Error('a demonstration world has companies');
  return first;
};
const seal = () => {
  const found = company().seals.find(({ kind }) => kind === '合同专用章');
  if (found === undefined) throw new Error('no such seal');
  return found;
};
const key = (): string[] => ['--token', company().tokenSerial, '--pin-env', 'PIN'];
const command = (...args: readonly string[]): Promise<CommandOutcome> =>
  sealdesk([...args], { home: world.home, env: { PIN: company().pin } });

async function decided(number: string, change: object = {}): Promise<Statement> {
  const { esId } = seal();
  const use = {
    number,
    enterprise: HOLDER.name,
    path: contract,
    esId,
    sealName: '合同专用章',
    pages: PAGES,
  };
  return oa.sign(await decisionAbout({ ...use, ...change }));
}

const viewIn = ({ stdout, stderr }: CommandOutcome): ApprovalView => {
  if (!stdout.startsWith('{')) throw new Error(stderr);
  return (JSON.parse(stdout) as { readonly approval: ApprovalView }).approval;
};

const sealBy = (id: string, output: string, input = contract): Promise<CommandOutcome> =>
  command('seal', input, '-o', output, '--approval', id, '--keeper', '陈保管', '--pin-env', 'PIN');

/** Opens a result that the sealing key has signed. */
async function resultIn(bytes: string): Promise<Record<string, unknown>> {
  const { payload } = openStatement(JSON.parse(bytes) as Statement, 'office-result', await loadSmEngine());
  return JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
}

const sm3Of = async (path: string): Promise<string> => toHex((await loadSmEngine()).sm3(readFileSync(path)));

describe('an approval of an office system', () => {
  it('comes by file, is sealed, and goes back with a signed result', async () => {
    const file = join(folder, '12.sealdecision');
    writeDecision(file, await decided('采购〔2026〕12号'));
    const { request, state } = viewIn(await command('approval', 'import', file, '--json'));
    expect([request.id.slice(0, 3), state]).toEqual(['OA-', 'approved']);
    const other = join(folder, '别的.pdf');
    writeFileSync(other, Buffer.concat([readFileSync(contract), Buffer.from('\n')]));
    expect((await sealBy(request.id, join(folder, 'x.pdf'), other)).stderr).toContain('[APPROVAL_MISMATCH]');
    const output = join(folder, '合同_已盖章.pdf');
    expect(await sealBy(request.id, output)).toMatchObject({ status: 0 });
    expect((await sealBy(request.id, join(folder, 'again.pdf'))).stderr).toContain('[APPROVAL_USED]');
    const back = join(folder, '回传');
    expect(await command('approval', 'results', request.id, '--to', back)).toMatchObject({ status: 0 });
    const [sealed = '', result = ''] = readdirSync(back).sort();
    expect(readFileSync(join(back, sealed))).toEqual(readFileSync(output));
    const said = await resultIn(readFileSync(join(back, result), 'utf8'));
    expect(said).toMatchObject({
      ...{ number: '采购〔2026〕12号', use: 1, uses: 1, esId: seal().esId },
      ...{ sm3Before: await sm3Of(contract), sm3After: await sm3Of(output) },
    });
    const { entry } = said as { readonly entry: { readonly leafHash: string } | null };
    expect(entry?.leafHash).toMatch(/^[0-9a-f]{64}$/u);
    writeProof('office-approval-by-file', { command: 'sealdesk approval import|results', result: said });
  });

  it('comes by a watched folder, and what does not count is refused there', async () => {
    const watched = join(folder, 'oa');
    mkdirSync(watched);
    copyFileSync(contract, join(watched, '合同.pdf'));
    await command('office', 'ways', '--folder', watched);
    const good = await decided('20-1', { uses: 2 });
    writeDecision(join(watched, 'good.sealdecision'), good);
    writeDecision(join(watched, 'altered.sealdecision'), {
      ...good,
      payload: good.payload.replace(/^./u, 'f'),
    });
    writeDecision(
      join(watched, 'late.sealdecision'),
      await decided('20-2', { validUntil: '2026-01-01T00:00:00.000Z' }),
    );
    writeDecision(join(watched, 'many.sealdecision'), await decided('20-3', { uses: 3 }));
    writeDecision(
      join(watched, 'other.sealdecision'),
      makeOfficeSystem(temporaryFolder()).sign(
        await decisionAbout({
          number: '1',
          enterprise: HOLDER.name,
          path: contract,
          esId: seal().esId,
          sealName: '',
          pages: 1,
        }),
      ),
    );
    const looked = await command('approval', 'watch', '--once', '--json');
    const round = JSON.parse(looked.stdout) as {
      arrived: string[];
      refused: { name: string; error: { code: string } }[];
    };
    const [id = ''] = round.arrived;
    const refused = Object.fromEntries(round.refused.map(({ name, error }) => [name, error.code]));
    expect(refused).toEqual({
      'altered.sealdecision': 'OA_DECISION_ALTERED',
      'late.sealdecision': 'OA_DECISION_LATE',
      'many.sealdecision': 'OA_POWERS_EXCEEDED',
      'other.sealdecision': 'OA_SYSTEM_UNKNOWN',
    });
    expect(readdirSync(watched).sort()).toEqual(['refused', 'taken', '合同.pdf']);
    expect(await sealBy(id, join(folder, '1.pdf'), join(watched, '合同.pdf'))).toMatchObject({ status: 0 });
    expect(await command('approval', 'watch', '--once')).toMatchObject({ status: 0 });
    expect(readdirSync(join(watched, 'results'))).toHaveLength(2);
    await command('office', 'ways', '--folder', 'off');
    writeProof('office-approval-by-folder', { refused, results: readdirSync(join(watched, 'results')) });
  });

  it('comes by a call that the client makes, with the document, and ends when the registration is withdrawn', async () => {
    const token = 'geheim-17';
    const [first, second] = [await decided('30-1'), await decided('30-2')];
    const documents = new Map([[await sm3Of(contract), readFileSync(contract)]]);
    const server = await serveOffice(oa, {
      ...{ token, documents },
      decisions: [
        { id: '30-1', decision: first },
        { id: '30-2', decision: second },
        { id: '30-3', decision: { ...first, signature: second.signature } },
      ],
    });
    const tokenFile = join(folder, 'token');
    const ways = ['--folder', 'off', '--url', server.url, '--ca', oa.certificate, '--token-file', tokenFile];
    try {
      writeFileSync(tokenFile, 'wrong');
      expect(await command('office', 'ways', ...ways)).toMatchObject({ status: 0 });
      expect((await command('approval', 'watch', '--once')).stderr).toContain('[OA_CALL_FAILED]');
      writeFileSync(tokenFile, token);
      const round = JSON.parse((await command('approval', 'watch', '--once', '--json')).stdout) as {
        arrived: string[];
      };
      expect(round.arrived).toHaveLength(2);
      expect(server.receipts.map(({ body }) => (body as { state: string }).state)).toEqual([
        'taken',
        'taken',
        'refused',
      ]);
      const [id = '', further = ''] = round.arrived;
      const fetched = join(world.home, 'office-documents', await sm3Of(contract), '合同.pdf');
      expect(await sealBy(id, join(folder, '1.pdf'), fetched)).toMatchObject({ status: 0 });
      expect(await command('approval', 'watch', '--once')).toMatchObject({ status: 0 });
      expect([server.results.length, [...server.sealed.keys()]]).toEqual([
        1,
        [await sm3Of(join(folder, '1.pdf'))],
      ]);
      const digits = oa.fingerprint.slice(0, 11);
      expect(await command('office', 'withdraw', digits, '--reason', '系统停用')).toMatchObject({
        status: 0,
      });
      expect((await sealBy(further, join(folder, '2.pdf'), fetched)).stderr).toContain(
        '[OA_SYSTEM_WITHDRAWN]',
      );
      writeProof('office-approval-by-call', { receipts: server.receipts, results: server.results.length });
    } finally {
      await command('office', 'ways', '--url', 'off');
      await server.close();
    }
  });
});
