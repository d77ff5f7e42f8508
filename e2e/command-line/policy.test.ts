import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { configurePlatform, leaveSynced } from '../fixtures/servers/synced-platform.ts';

/** A sixth jurisdiction, unknown to the code. */
const FUZHOU = {
  id: 'fuzhou',
  jurisdiction: { zh: '福州', en: 'Fuzhou' },
  title: '福州市企业电子印章管理办法',
  issuer: null,
  documentNumber: null,
  status: 'inForce',
  effectiveFrom: '2026-01-01',
  rules: {
    pin: { clauses: ['第九条'], change: 'byApplication', regularly: true, resetByApplication: true },
    cancellation: { clauses: ['第十一条'], reasons: ['dissolved'], writtenApplication: true, atOnce: false },
  },
  terms: { register: '用章登记', approval: '用章审批' },
};

describe('the rules of jurisdictions on the command line', () => {
  let world: DemoWorld;
  const command = (...args: readonly string[]) =>
    sealdesk(args, { home: world.home, env: { PIN: world.pin, NEW: 'Other-2468' } });
  const place = (name: string, content: unknown): void => {
    mkdirSync(join(world.home, 'policies'), { recursive: true });
    writeFileSync(join(world.home, 'policies', name), JSON.stringify(content));
  };
  const idsOf = (stdout: string) => (JSON.parse(stdout) as { id: string }[]).map(({ id }) => id);

  beforeAll(async () => {
    world = await makeDemoWorld();
  });

  it('cover five jurisdictions and the national measure clause by clause, and a draft is called one', async () => {
    const listed = await command('policy', 'list', '--json');
    expect([listed.status, idsOf(listed.stdout)]).toEqual([
      0,
      ['zhongshan', 'suqian', 'guangdong', 'guangxi', 'kaifeng', 'national'],
    ]);
    const shown = await command('policy', 'show', 'guangdong');
    expect(shown.stdout).toContain('《广东省电子印章管理暂行办法》（征求意见稿）第12条，尚未施行');
    expect((await command('policy', 'show', 'atlantis')).status).toBe(64);
    const national = (await command('policy', 'show', 'national')).stdout;
    for (const words of [
      ...['secondary', '印发 dated: 2025-09-27', '2025-10-09', '所有者'],
      '第十八条（据公开解读，未见全文；2025-09-27 印发，2025-10-09 公布）',
    ]) {
      expect(national).toContain(words);
    }
    const kaifeng = (await command('policy', 'show', 'kaifeng')).stdout;
    expect(kaifeng).toContain('第十七条（可能已失效：国办发〔2025〕33号，2025-10-09）');
    expect(kaifeng).toContain('（第二十九条）');
  });

  it('may come from a file for a sixth, and then bind the seals of its platform', async () => {
    place('fuzhou.json', FUZHOU);
    configurePlatform(world, 'fuzhou', '福州印章平台（演示）');
    const [seal] = world.seals;
    if (seal === undefined) throw new Error('a holder has seals');
    await leaveSynced(world, { states: [{ seal, state: 'cancelled', reason: '企业注销' }] });
    expect(idsOf((await command('policy', 'list', '--json')).stdout)).toContain('fuzhou');
    const changed = await command(
      ...['pin', 'change', '--pin-env', 'PIN', '--new-pin-env', 'NEW', '--json'],
      ...['--token', world.companies[0]?.tokenSerial ?? ''],
    );
    const sealed = await command(
      ...['seal', world.contract, '-o', join(world.home, 'out.pdf'), '--seal', seal.esId],
      ...['--at', '60,60', '--pin-env', 'PIN', '--json'],
    );
    const refusals = [changed, sealed].map(({ status, stdout }) => {
      const { code, details } = (JSON.parse(stdout) as { error: { code: string; details: object } }).error;
      return { status, code, details };
    });
    expect(refusals).toMatchObject([
      {
        status: 77,
        code: 'POLICY_PIN_BY_APPLICATION',
        details: { clause: '《福州市企业电子印章管理办法》第九条' },
      },
      {
        status: 69,
        code: 'SEALING_CANCELLED',
        details: { clause: '《福州市企业电子印章管理办法》第十一条', reason: '企业注销' },
      },
    ]);
    writeProof('policy-sixth', { refusals });
  });

  it('bar their own platform alone if they are unusable, and file and field are named', async () => {
    place('fuzhou.json', { ...FUZHOU, rules: { pin: { ...FUZHOU.rules.pin, change: 'never' } } });
    const listed = await command('policy', 'list', '--json');
    expect([listed.status, idsOf(listed.stdout)]).toEqual([
      65,
      ['zhongshan', 'suqian', 'guangdong', 'guangxi', 'kaifeng', 'national'],
    ]);
    expect(listed.stderr).toContain('"file":"fuzhou.json","field":"rules.pin.change"');
    const { stdout } = await command('tokens', '--json');
    expect(stdout).toContain('BOUND_POLICY_CHANGED');
    // The rules stay those that were bound.
    expect(stdout).toContain('《福州市企业电子印章管理办法》第十一条');
  });
});
