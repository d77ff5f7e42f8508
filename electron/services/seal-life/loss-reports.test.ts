import { describe, expect, it } from 'vitest';
import { standingLoss } from '../../core/seal-life/seal-standing.ts';
import { GUANGDONG } from '../../core/policy/profiles/guangdong.ts';
import { GUANGXI } from '../../core/policy/profiles/guangxi.ts';
import { CodedError } from '../../shared/errors.ts';
import type { LossReport } from '../../shared/model/loss-report.ts';
import { failure } from '../../shared/result.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { LOST, lossWorld, type LossWorld } from './fixtures/loss-world.ts';
import { keptLossReports, lossReportRecords, sendLossReports } from './loss-reports.ts';
import { reportLoss, reportLosses, mayWithdraw, withdrawLoss } from './report-loss.ts';

const SEAL = { esId: 'SEAL-1', name: '示例公司公章', holderName: '示例公司' };
const OFFLINE = failure({ code: 'PLATFORM_UNREACHABLE' });

const blocked = async ({ ports }: LossWorld, seal = SEAL): Promise<boolean> =>
  standingLoss(await ports.reports.all(), seal) !== null;

describe('A loss report', () => {
  it('blocks the seal at once, even if no platform can be reached, and is on record', async () => {
    const world = lossWorld(GUANGXI);
    world.platform.fault = OFFLINE;
    const reported = await reportLoss(LOST, world.ports);
    expect(reported).toMatchObject({
      ok: true,
      value: { reportedAt: '2026-11-22T01:41:00.000Z', localNumber: 'LOCAL-20261122-010101', received: null },
    });
    expect(await blocked(world)).toBe(true);
    expect(world.entries).toMatchObject([
      { act: 'lossReport', result: 'done', reference: 'LOCAL-20261122-010101', seal: { esId: 'SEAL-1' } },
    ]);
    expect(await sendLossReports(world.ports)).toEqual([]);
    expect(await blocked(world)).toBe(true);
  });

  it('is sent under the same key until the platform has it, and then carries its number', async () => {
    const world = lossWorld(GUANGXI);
    await reportLoss(LOST, world.ports);
    world.platform.fault = OFFLINE;
    await sendLossReports(world.ports);
    world.platform.fault = null;
    const [sent] = await sendLossReports(world.ports);
    expect(sent).toMatchObject({ received: { number: 'GX-1', state: 'inForce' } });
    expect(sent).not.toHaveProperty('secret');
    expect(new Set(world.platform.sent).size).toBe(1);
    expect(await sendLossReports(world.ports)).toEqual([]);
  });

  it('is made once for a seal', async () => {
    const world = lossWorld(GUANGXI);
    await reportLoss(LOST, world.ports);
    expect(await reportLoss(LOST, world.ports)).toMatchObject({
      error: { code: 'LIFE_LOSS_REPEATED', details: { number: 'LOCAL-20261122-010101' } },
    });
    expect(world.entries.map(({ result }) => result)).toEqual(['done', 'LIFE_LOSS_REPEATED']);
  });

  it('of several seals blocks all of them, and reports one that was reported before', async () => {
    const world = lossWorld(GUANGXI);
    await reportLoss(LOST, world.ports);
    const other = { ...LOST, esId: 'SEAL-2', sealName: '示例公司合同专用章' };
    expect(await reportLosses([LOST, other], LOST, world.ports)).toMatchObject({
      error: { code: 'LIFE_LOSS_REPEATED' },
    });
    expect(await blocked(world, { ...SEAL, esId: 'SEAL-2', name: other.sealName })).toBe(true);
  });

  it('blocks the seal even if the settings of the platforms are damaged', async () => {
    const world = lossWorld(GUANGXI);
    const platformOf = () => Promise.reject(new CodedError('PLATFORM_SETTINGS_DAMAGED'));
    const platforms = { ...world.ports.platforms, platformOf };
    expect(await reportLoss(LOST, { ...world.ports, platforms })).toMatchObject({
      value: { platformId: null },
    });
    expect(await blocked(world)).toBe(true);
  });

  it('by name blocks every seal of that name and holder, however the name was typed', async () => {
    const world = lossWorld(GUANGXI);
    await reportLoss({ ...LOST, esId: null, sealName: ' 示例公司 公章', tokenSerial: null }, world.ports);
    expect(await blocked(world)).toBe(true);
    expect(await blocked(world, { ...SEAL, esId: 'SEAL-2' })).toBe(true);
    expect(await blocked(world, { ...SEAL, holderName: '另一公司' })).toBe(false);
    expect(await blocked(world, { ...SEAL, name: '示例公司合同专用章' })).toBe(false);
  });

  it('that the platform refuses still blocks, shows the reason, and can then be ended here', async () => {
    const world = lossWorld(GUANGDONG);
    await reportLoss(LOST, world.ports);
    world.platform.fault = failure({ code: 'PLATFORM_REFUSED', details: { title: '没有这枚印章' } });
    const [refused] = await sendLossReports(world.ports);
    expect(refused).toMatchObject({ refused: { title: '没有这枚印章' }, received: null });
    expect(await blocked(world)).toBe(true);
    await withdrawLoss(refused?.id ?? '', '填错了', world.ports);
    expect(await blocked(world)).toBe(false);
  });

  it('of an earlier version is read as it was', async () => {
    const records = memoryRecords();
    const world = lossWorld(GUANGXI);
    await reportLoss(LOST, world.ports);
    const [report] = await world.ports.reports.all();
    const received = { number: 'GX-7', receivedAt: '2026-11-22T01:41:00Z', state: 'inForce' };
    const former = { ...report, received: { ...received, checkedAt: '2026-11-22T01:41:00Z' } };
    await records.put('lossReport', former.id ?? '', JSON.stringify(former));
    expect(await lossReportRecords(records).all()).toMatchObject([
      { received: { ...received, contacts: [], code: null, decidedAt: null } },
    ]);
  });

  it('that the platform has rejected still blocks, and can be ended here', async () => {
    const world = lossWorld(GUANGDONG);
    await reportLoss(LOST, world.ports);
    const [sent] = await sendLossReports(world.ports);
    const known = world.platform.answers.get('GX-1');
    if (known !== undefined) world.platform.answers.set('GX-1', { ...known, state: 'rejected' });
    expect(await sendLossReports(world.ports)).toMatchObject([{ received: { state: 'rejected' } }]);
    expect(await blocked(world)).toBe(true);
    await withdrawLoss(sent?.id ?? '', '未丢失', world.ports);
    expect(await blocked(world)).toBe(false);
  });

  it('with a damaged record is reported as damage of the store', async () => {
    const records = memoryRecords();
    await records.put('lossReport', 'x', '{"id":"x"}');
    await expect(lossReportRecords(records).all()).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  });
});

describe('The withdrawal of a loss report', () => {
  const sent = async (world: LossWorld): Promise<string> => {
    await reportLoss(LOST, world.ports);
    const [report] = await sendLossReports(world.ports);
    if (report === undefined) throw new Error('the platform takes the report');
    return report.id;
  };

  it('is refused, with the clause, when the policy does not provide for it', async () => {
    const world = lossWorld(GUANGDONG);
    const id = await sent(world);
    expect(await withdrawLoss(id, '找到了', world.ports)).toMatchObject({
      error: { code: 'LIFE_WITHDRAWAL_NOT_PROVIDED', details: { profile: 'guangdong' } },
    });
    expect(await blocked(world)).toBe(true);
  });

  it('keeps the seal blocked until the platform has approved it', async () => {
    const world = lossWorld(GUANGXI);
    const id = await sent(world);
    expect(await withdrawLoss('GX-1', '找到了', world.ports)).toMatchObject({
      value: { id, withdrawal: { state: 'queued' } },
    });
    expect(await blocked(world)).toBe(true);
    expect(await sendLossReports(world.ports)).toMatchObject([{ withdrawal: { state: 'underReview' } }]);
    expect(await blocked(world)).toBe(true);
    world.platform.decide('GX-1', 'approved');
    expect(await sendLossReports(world.ports)).toMatchObject([{ received: { state: 'withdrawn' } }]);
    expect(await blocked(world)).toBe(false);
    expect(world.entries.map(({ act }) => act)).toEqual(['lossReport', 'lossWithdrawal']);
  });

  it('may be asked for again after a rejection, under another key, and not twice at once', async () => {
    const world = lossWorld(GUANGXI);
    const id = await sent(world);
    await withdrawLoss(id, '找到了', world.ports);
    expect(await withdrawLoss(id, '找到了', world.ports)).toMatchObject({
      error: { code: 'LIFE_WITHDRAWAL_NOT_PROVIDED' },
    });
    await sendLossReports(world.ports);
    world.platform.decide('GX-1', 'rejected');
    const [rejected] = await sendLossReports(world.ports);
    expect(rejected && (await mayWithdraw(rejected, world.ports))).toBe(true);
    expect(await blocked(world)).toBe(true);
    world.setTime('2026-11-23T01:41:00Z');
    await withdrawLoss(id, '确已找到', world.ports);
    await sendLossReports(world.ports);
    const keys = world.platform.sent.filter((call) => call.startsWith('withdraw'));
    expect(new Set(keys).size).toBe(2);
  });

  it('fails when nobody made the report', async () => {
    expect(await withdrawLoss('GX-9', '', lossWorld(GUANGXI).ports)).toMatchObject({
      error: { code: 'LIFE_LOSS_UNKNOWN' },
    });
  });
});

describe('The loss reports of this computer', () => {
  const KEPT: LossReport & { readonly secret: null } = {
    id: 'r1',
    localNumber: 'GS-1',
    platformId: null,
    esId: 'a',
    sealName: '公章',
    holderName: '示例公司',
    holderCode: null,
    tokenSerial: 'T1',
    reporter: { name: '林知远', role: 'keeper', contact: '1' },
    what: '遗失',
    lostAt: null,
    reportedAt: '2026-11-20T00:00:00.000Z',
    received: null,
    refused: null,
    withdrawal: null,
    secret: null,
  };
  const ON_TOKEN = { esId: 'a', name: '公章', tokenSerial: 'T1' };
  const standing = async (report: typeof KEPT, seal = ON_TOKEN, holder: string | null = KEPT.holderName) => {
    const records = memoryRecords();
    await lossReportRecords(records).keep(report);
    return keptLossReports(records).standing(seal, holder);
  };

  it('count from the moment they were made, sent or not', async () => {
    expect(await standing(KEPT)).toEqual({ reportedAt: '2026-11-20T00:00:00.000Z', number: 'GS-1' });
  });

  it.each([
    ['another seal', { esId: 'b', name: '公章', tokenSerial: 'T1' }, 'a', false],
    ['a seal known by name', { esId: 'b', name: '公章', tokenSerial: 'T1' }, null, true],
    ['a seal of that name, on whatever key', { esId: 'b', name: '公章', tokenSerial: 'T2' }, null, true],
    ['another name', { esId: 'b', name: '财务专用章', tokenSerial: 'T1' }, null, false],
  ])('concern %s: %#', async (_what, seal, esId, concerned) => {
    expect((await standing({ ...KEPT, esId }, seal)) !== null).toBe(concerned);
  });

  it('by name concern a seal of that name and holder, and one whose holder is unknown', async () => {
    const byName = { ...KEPT, esId: null };
    expect(await standing(byName, ON_TOKEN, '另一公司')).toBeNull();
    expect(await standing(byName, ON_TOKEN, null)).not.toBeNull();
  });

  it('end with an approved withdrawal', async () => {
    const received = {
      number: 'P-7',
      receivedAt: '2026-11-20T00:00:01.000Z',
      state: 'withdrawn' as const,
      checkedAt: '2026-11-21T00:00:00.000Z',
      ...{ decidedAt: null, decisionReason: null, contacts: [], code: null },
    };
    expect(await standing({ ...KEPT, received })).toBeNull();
    expect(await standing({ ...KEPT, received: { ...received, state: 'inForce' } })).toMatchObject({
      number: 'P-7',
    });
  });
});
