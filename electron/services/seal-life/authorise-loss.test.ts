import { describe, expect, it } from 'vitest';
import { standingLoss } from '../../core/seal-life/seal-standing.ts';
import { GUANGXI } from '../../core/policy/profiles/guangxi.ts';
import { awaitsCode } from '../../shared/model/loss-report.ts';
import { failure } from '../../shared/result.ts';
import { authoriseLoss, sendLossCode } from './authorise-loss.ts';
import { CODE, LOST, lossWorld, type LossWorld } from './fixtures/loss-world.ts';
import { sendLossReports } from './loss-reports.ts';
import { reportLoss } from './report-loss.ts';

const SEAL = { esId: 'SEAL-1', name: '示例公司公章', holderName: '示例公司' };

/** A computer whose report lies at the platform and waits for its code. */
async function waiting(): Promise<LossWorld & { readonly id: string }> {
  const world = lossWorld(GUANGXI);
  world.platform.asksForCode = true;
  await reportLoss(LOST, world.ports);
  const [report] = await sendLossReports(world.ports);
  if (report === undefined) throw new Error('the platform takes the report down');
  return { ...world, id: report.id };
}

const blocked = async ({ ports }: LossWorld): Promise<boolean> =>
  standingLoss(await ports.reports.all(), SEAL) !== null;

describe('A report that is not authorised', () => {
  it('blocks the seal here, names masked contacts, and counts as received by nobody', async () => {
    const world = await waiting();
    const [report] = await world.ports.reports.all();
    expect(report?.received).toMatchObject({ state: 'unauthorised', receivedAt: null });
    expect(report?.received?.contacts.map(({ masked }) => masked)).toEqual([
      '138******21',
      'o***@example.com',
    ]);
    expect(report && awaitsCode(report)).toBe(true);
    expect(await blocked(world)).toBe(true);
  });

  it('is authorised by the code that the chosen contact got', async () => {
    const world = await waiting();
    expect(await sendLossCode(world.id, 'office', world.ports)).toMatchObject({
      value: { received: { code: { contactId: 'office', triesLeft: 3 } } },
    });
    const authorised = await authoriseLoss('GX-1', CODE, world.ports);
    expect(authorised).toMatchObject({
      value: { received: { state: 'received', receivedAt: '2026-11-22T01:52:00.000Z', contacts: [] } },
    });
    expect(authorised).not.toHaveProperty('value.secret');
    expect(world.platform.sent.slice(1)).toEqual(['code office', `authorise ${CODE}`]);
    expect(await blocked(world)).toBe(true);
    expect(await authoriseLoss(world.id, CODE, world.ports)).toMatchObject({
      error: { code: 'LIFE_LOSS_NOT_OPEN' },
    });
  });

  it('stays so after a wrong code, and says how many tries are left', async () => {
    const world = await waiting();
    await sendLossCode(world.id, 'office', world.ports);
    expect(await authoriseLoss(world.id, '000000', world.ports)).toMatchObject({
      error: { code: 'LIFE_CODE_WRONG', details: { triesLeft: 2 } },
    });
    const [report] = await world.ports.reports.all();
    expect(report?.received).toMatchObject({ state: 'unauthorised', code: { triesLeft: 2 } });
  });

  it('needs a code that is still good', async () => {
    const world = await waiting();
    expect(await authoriseLoss(world.id, CODE, world.ports)).toMatchObject({
      error: { code: 'LIFE_CODE_EXPIRED' },
    });
  });

  it.each([
    [
      'too many codes were asked for',
      { code: 'PLATFORM_BUSY', details: { status: 429, retryAfterMs: 9 } },
      'LIFE_CODE_LIMITED',
    ],
    ['the platform is out of order', { code: 'PLATFORM_BUSY', details: { status: 503 } }, 'PLATFORM_BUSY'],
    ['nobody answers', { code: 'PLATFORM_UNREACHABLE' }, 'PLATFORM_UNREACHABLE'],
    [
      'it was authorised by telephone meanwhile',
      { code: 'PLATFORM_REFUSED', details: { status: 409 } },
      'LIFE_LOSS_NOT_OPEN',
    ],
  ] as const)('gets no code if %s', async (_, fault, code) => {
    const world = await waiting();
    world.platform.fault = failure(fault);
    expect(await sendLossCode(world.id, 'office', world.ports)).toMatchObject({ error: { code } });
    expect(await blocked(world)).toBe(true);
  });

  it('gets a code only at a contact of the platform, and only once it is there', async () => {
    const world = await waiting();
    expect(await sendLossCode(world.id, 'mine', world.ports)).toMatchObject({
      error: { code: 'LIFE_LOSS_NOT_OPEN' },
    });
    const queued = lossWorld(GUANGXI);
    const report = await reportLoss(LOST, queued.ports);
    const id = report.ok ? report.value.id : '';
    expect(await sendLossCode(id, 'office', queued.ports)).toMatchObject({
      error: { code: 'LIFE_LOSS_NOT_OPEN' },
    });
    expect(await authoriseLoss('GX-9', CODE, queued.ports)).toMatchObject({
      error: { code: 'LIFE_LOSS_UNKNOWN' },
    });
  });
});
