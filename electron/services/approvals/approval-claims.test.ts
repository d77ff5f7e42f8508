import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approvalItem } from '../../core/approval/fixtures/requests.ts';
import { CodedError } from '../../shared/errors.ts';
import { NO_ENTERPRISE_RULES } from '../../shared/model/enterprise-rules.ts';
import { failure, success, unwrap } from '../../shared/result.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { registerIdOf } from '../register/register-identity.ts';
import { situation } from '../sealing-gate/fixtures/situation.ts';
import { doubleUseMarks, type OpenByKey } from './approval-claims.ts';
import { approvedUse } from './approved-use.ts';
import { followClaims } from './follow-claims.ts';
import { exportRequest, importRequest } from './exchange-file.ts';
import {
  approvalParties,
  approvalWorld,
  approved,
  chosenFor,
  preparedFor,
  type ApprovalParties,
  type ApprovalWorld,
} from './fixtures/approval-world.ts';
import { memoryClaims, type MemoryClaims } from './fixtures/memory-claims.ts';
import { releaseItem } from './release-item.ts';
import { listApprovals } from './view-approval.ts';

const item = approvalItem();
const PLATFORM = situation('zhongshan').knowledge?.platformId ?? '';
const [FIRST, SECOND] = ['a'.repeat(64), 'b'.repeat(64)];

describe('a claim to the use of an approval', () => {
  let parties: ApprovalParties;
  let claims: MemoryClaims;
  let here: ApprovalWorld;
  let there: ApprovalWorld;
  let id: string;
  beforeAll(async () => {
    parties = await approvalParties();
  });
  beforeEach(async () => {
    claims = memoryClaims();
    here = approvalWorld(parties, claims, 1);
    there = approvalWorld(parties, claims, 100);
    for (const { records, random } of [here, there]) await registerIdOf(records, random);
    id = await approved(here, parties.approver);
    const file = unwrap(await exportRequest(id, here));
    unwrap(await importRequest(file, () => [null], there));
  });

  /** Seals the item on one computer, or fails to. @returns the refusal, or how the approval was used */
  async function seal(
    world: ApprovalWorld,
    sm3After: string | null,
    profile = 'zhongshan',
    records = world.records,
  ) {
    const use = approvedUse(id, { file: item, keeper: '陈保管' }, { ...world, records });
    const asked = situation(profile);
    const chosen = chosenFor(item, parties.keeper);
    const refusal =
      (await use.rule.before?.(chosen, asked)) ??
      (await use.rule.prepared?.(chosen, preparedFor(item), asked)) ??
      null;
    const file = { path: '/s.pdf', size: 1, field: 'S', signedAt: '', sm3Before: item.sm3 };
    const outcome = sm3After === null ? failure({ code: 'PIN_WRONG' }) : success({ ...file, sm3After });
    await use.settle(outcome, () => false);
    return refusal ?? use.onRecord();
  }
  const used = async (world: ApprovalWorld) => (await listApprovals(world))[0]?.items[0];

  it('bars the same use on another computer, which learns when and where', async () => {
    expect(await seal(here, FIRST)).toMatchObject({ claim: 'claimed', use: 1, uses: 1 });
    const refusal = await seal(there, SECOND);
    expect(refusal).toMatchObject({
      code: 'APPROVAL_USED_ELSEWHERE',
      details: {
        claimedAt: '2026-06-02T08:00:00.000Z',
        register: await registerIdOf(here.records, here.random),
        ownRegister: false,
      },
    });
    expect(await used(there)).toMatchObject({ state: 'open', claim: { state: 'taken' } });
    claims.reachable(false);
    expect(await seal(there, SECOND)).toMatchObject({ code: 'APPROVAL_USED_ELSEWHERE' });
  });

  it('bars the same computer after its records were set back', async () => {
    const backup = await copyOf(here);
    await seal(here, FIRST);
    expect(await seal(here, SECOND, 'zhongshan', backup)).toMatchObject({
      code: 'APPROVAL_USED_ELSEWHERE',
      details: { ownRegister: true },
    });
  });

  it('bars it also when the backup holds a claim that was not used yet', async () => {
    await seal(here, null);
    const backup = await copyOf(here);
    expect(await seal(here, FIRST)).toMatchObject({ claim: 'claimed' });
    expect(await seal(here, SECOND, 'zhongshan', backup)).toMatchObject({ code: 'APPROVAL_USED_ELSEWHERE' });
  });

  it('serves the retry of a sealing that failed', async () => {
    await seal(here, null);
    expect(await used(here)).toMatchObject({ state: 'open', claim: { state: 'held' } });
    expect(await seal(there, SECOND)).toMatchObject({ code: 'APPROVAL_USED_ELSEWHERE' });
    expect(await seal(here, FIRST)).toMatchObject({ claim: 'claimed' });
    expect(claims.held).toHaveLength(1);
  });

  it('can be given back, on record, until it was used', async () => {
    await seal(here, null);
    unwrap(await releaseItem(id, 0, '本机的 Key 坏了，改由另一台电脑盖章', here));
    expect(here.entries.at(-1)).toMatchObject({ reference: 'claim given back', approval: id });
    expect(await seal(there, SECOND)).toMatchObject({ claim: 'claimed' });
    expect(await releaseItem(id, 0, '再退一次', there)).toMatchObject({ error: { code: 'USAGE' } });
  });

  it.each([
    ['the profile', 'guangxi', NO_ENTERPRISE_RULES],
    ['the enterprise', 'zhongshan', { ...NO_ENTERPRISE_RULES, claimedApprovals: true }],
  ])('must be confirmed where %s wants that', async (_, profile, enterprise) => {
    claims.reachable(false);
    const use = approvedUse(id, { file: item, keeper: '陈保管' }, here);
    const asked = { ...situation(profile), enterprise };
    const refusal = await use.rule.prepared?.(chosenFor(item, parties.keeper), preparedFor(item), asked);
    expect(refusal).toMatchObject({
      code: 'APPROVAL_UNCLAIMED',
      details: { reason: 'PLATFORM_UNREACHABLE', approval: id },
    });
    expect(await used(here)).toMatchObject({ state: 'open' });
  });

  it('opens the register first, by the key that is to seal, and ends with its refusal', async () => {
    const use = (openRegister: OpenByKey) =>
      approvedUse(id, { file: item, keeper: '陈保管' }, { ...here, openRegister });
    const ask = (begun: ReturnType<typeof use>) =>
      begun.rule.prepared?.(chosenFor(item, parties.keeper), preparedFor(item), situation('zhongshan'));
    const wrong = use(() => Promise.reject(new CodedError('PIN_WRONG', 'PIN_WRONG', { triesLeft: 4 })));
    expect(await ask(wrong)).toMatchObject({ code: 'PIN_WRONG', details: { triesLeft: 4 } });
    expect(await used(here)).toMatchObject({ state: 'open' });
    expect(await ask(use(here.openRegister))).toBeNull();
    expect(claims.held).toHaveLength(1);
  });

  it('is not asked for without a platform', async () => {
    const use = approvedUse(id, { file: item, keeper: '' }, here);
    const asked = situation('zhongshan', { knowledge: null });
    expect(await use.rule.prepared?.(chosenFor(item, parties.keeper), preparedFor(item), asked)).toBeNull();
    expect(use.onRecord()).toMatchObject({ claim: 'local' });
  });

  it('comes later for a use without the network, and both computers learn of a double use', async () => {
    claims.reachable(false);
    expect(await seal(here, FIRST)).toMatchObject({ claim: 'offline' });
    expect(await seal(there, SECOND)).toMatchObject({ claim: 'offline' });
    claims.reachable(true);
    for (const world of [here, there]) await world.openRegister(PLATFORM);
    expect(unwrap(await followClaims(PLATFORM, here))).toEqual([]);
    for (const world of [there, here]) {
      const [found] = unwrap(await followClaims(PLATFORM, world));
      expect(found?.claims.map((claim) => claim.used?.sm3After)).toEqual([FIRST, SECOND]);
      expect(world.entries.at(-1)).toMatchObject({
        act: 'approvalUsedTwice',
        result: 'APPROVAL_USED_TWICE',
        approval: id,
        document: { name: item.fileName, sm3After: world === here ? FIRST : SECOND },
        reference: expect.stringContaining(world === here ? SECOND : FIRST) as string,
      });
      expect(await used(world)).toMatchObject({ state: 'used', doubleUse: { use: 1 } });
      for (const sm3 of [FIRST, SECOND, null]) {
        expect(await doubleUseMarks(sm3, world.records)).toMatchObject([{ kind: 'approvalUsedTwice' }]);
      }
      expect(await doubleUseMarks('c'.repeat(64), world.records)).toEqual([]);
      const size = world.entries.length;
      expect(unwrap(await followClaims(PLATFORM, world))).toEqual([]);
      expect(world.entries).toHaveLength(size);
    }
  });

  it('finds two uses offline of one computer that was set back in between', async () => {
    await seal(here, null);
    const backup = await copyOf(here);
    claims.reachable(false);
    await seal(here, FIRST);
    expect(await seal(here, SECOND, 'zhongshan', backup)).toMatchObject({ claim: 'offline' });
    claims.reachable(true);
    unwrap(await followClaims(PLATFORM, here));
    const [found] = unwrap(await followClaims(PLATFORM, { ...here, records: backup }));
    expect(found?.claims.map((claim) => claim.used?.sm3After)).toEqual([FIRST, SECOND]);
  });
});

/** Copies the records of a world, as a backup does. */
async function copyOf({ records }: ApprovalWorld): Promise<ApprovalWorld['records']> {
  const copy = memoryRecords();
  for (const kind of ['approval', 'approvalUse', 'approvalClaim', 'register']) {
    for (const { id, json } of await records.list(kind)) await copy.put(kind, id, json);
  }
  return copy;
}
