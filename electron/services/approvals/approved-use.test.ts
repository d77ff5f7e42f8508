import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approvalItem } from '../../core/approval/fixtures/requests.ts';
import type { Party } from '../../core/verification/fixtures/mini-authority.ts';
import { CodedError, type AppError, type ErrorCode } from '../../shared/errors.ts';
import type { ApprovalItem } from '../../shared/model/approval.ts';
import { failure, success, unwrap, type Result } from '../../shared/result.ts';
import type { SealedFile } from '../documents/document-engine.ts';
import { situation } from '../sealing-gate/fixtures/situation.ts';
import { approvalInHand, approvedUse, type ApprovedUse } from './approved-use.ts';
import { lockRefusal } from './lock-order.ts';
import { releaseItem } from './release-item.ts';
import {
  approvalParties,
  approvalWorld,
  approved,
  chosenFor,
  preparedFor,
  requested,
  type ApprovalParties,
  type ApprovalWorld,
} from './fixtures/approval-world.ts';
import { decideRequest } from './decide-request.ts';
import { listApprovals } from './view-approval.ts';

const SITUATION = situation('zhongshan');
const sealed = (sm3After: string, path = '/合同_已盖章.pdf'): Result<SealedFile> =>
  success({ path, size: 9000, field: 'Seal1', signedAt: '2026-06-02T08:00:00Z', sm3Before: '', sm3After });
const notAsked = (): Promise<never> => Promise.reject(new Error('not asked'));
function nothingThere(): boolean {
  return false;
}

describe('a use of a seal under an approval', () => {
  let parties: ApprovalParties;
  let world: ApprovalWorld;
  beforeAll(async () => {
    parties = await approvalParties();
  });
  beforeEach(() => {
    world = approvalWorld(parties);
  });

  const useOf = (id: string, item: ApprovalItem): ApprovedUse =>
    approvedUse(id, { file: item, keeper: '陈保管' }, world);
  /** What the gate says before the key is used. */
  const ask = async (
    use: ApprovedUse,
    item: ApprovalItem,
    keeper: Party = parties.keeper,
  ): Promise<AppError | null> => {
    const chosen = chosenFor(item, keeper);
    const before = (await use.rule.before?.(chosen, SITUATION)) ?? null;
    return before ?? (await use.rule.prepared?.(chosen, preparedFor(item), SITUATION)) ?? null;
  };
  const codeOf = async (asked: Promise<AppError | null>): Promise<ErrorCode | null> =>
    (await asked)?.code ?? null;
  const itemStates = async (): Promise<readonly string[]> => {
    const [view] = await listApprovals(world);
    return view?.items.map(({ state }) => state) ?? [];
  };

  it('is let through once, and is used up by a sealed file', async () => {
    const item = approvalItem();
    const id = await approved(world, parties.approver, [item]);
    const use = useOf(id, item);
    expect(await ask(use, item)).toBeNull();
    await use.settle(sealed('a'.repeat(64)), nothingThere);
    expect(await itemStates()).toEqual(['used']);
    expect(await codeOf(ask(useOf(id, item), item))).toBe('APPROVAL_USED');
  });

  it.each(['PIN_WRONG', 'TOKEN_REMOVED', 'CANCELLED', 'DISK_FULL'] as const)(
    'leaves the item open when sealing ended with %s',
    async (code) => {
      const item = approvalItem();
      const id = await approved(world, parties.approver, [item]);
      const use = useOf(id, item);
      await ask(use, item);
      await use.settle(failure({ code }), nothingThere);
      expect(await itemStates()).toEqual(['open']);
      expect(await ask(useOf(id, item), item)).toBeNull();
    },
  );

  it.each([
    ['the process died before it was known', null, false],
    ['something unexpected ended it', 'INTERNAL', false],
    ['it failed, yet a file lies there', 'OUTPUT_UNWRITABLE', true],
  ] as const)('is not let through again when %s', async (_, code, isThere) => {
    const item = approvalItem();
    const id = await approved(world, parties.approver, [item]);
    const use = useOf(id, item);
    await ask(use, item);
    if (code !== null) await use.settle(failure({ code }), () => isThere);
    expect(await itemStates()).toEqual(['unsettled']);
    expect(await codeOf(ask(useOf(id, item), item))).toBe('APPROVAL_UNSETTLED');
  });

  it('is let through again once somebody has looked and said so, on record', async () => {
    const item = approvalItem();
    const id = await approved(world, parties.approver, [item]);
    await ask(useOf(id, item), item);
    unwrap(await releaseItem(id, 0, '文件夹和台账里都没有', world));
    expect(world.entries.at(-1)).toMatchObject({ approval: id, purpose: '文件夹和台账里都没有' });
    expect(await ask(useOf(id, item), item)).toBeNull();
    expect(await releaseItem(id, 7, '', world)).toMatchObject({ error: { code: 'USAGE' } });
  });

  it('is won by one of two who ask at once', async () => {
    const item = approvalItem();
    const id = await approved(world, parties.approver, [item]);
    const codes = await Promise.all([codeOf(ask(useOf(id, item), item)), codeOf(ask(useOf(id, item), item))]);
    expect(codes.sort()).toEqual(['APPROVAL_UNSETTLED', null].sort());
  });

  it.each([
    ['another file', { sm3: 'f'.repeat(64), size: 7 }, ['contentFound', 'sizeFound']],
    ['another seal', { esId: 'SEAL2' }, ['sealFound']],
    ['another place', { target: { kind: 'field', name: '乙方' } as const }, ['placeFound']],
  ])('is refused for %s, with the difference named', async (_, change, named) => {
    const item = approvalItem();
    const id = await approved(world, parties.approver, [item]);
    const other = { ...item, ...change };
    const refusal = await ask(useOf(id, other), other);
    expect(refusal?.code).toBe('APPROVAL_MISMATCH');
    expect(Object.keys(refusal?.details ?? {}).filter((key) => key.endsWith('Found'))).toEqual(named);
    expect(await itemStates()).toEqual(['open']);
  });

  it('locks only if the request says so, and not before the other seals of the file', async () => {
    const [item, locking] = [approvalItem(), approvalItem(1, { esId: 'SEAL2', locks: true })];
    const id = await approved(world, parties.approver, [item, locking]);
    expect(await ask(useOf(id, item), { ...item, locks: true })).toMatchObject({
      code: 'APPROVAL_MISMATCH',
      details: { lockApproved: '—', lockFound: '锁定签章 locks the document' },
    });
    expect(await codeOf(ask(useOf(id, locking), locking))).toBe('OFD_LOCK_NOT_LAST');
    // Before any PIN: alone it is refused, and allowed after the other one in the same act.
    const [chosen, document] = [chosenFor(locking, parties.keeper), preparedFor(locking)];
    const allowed = (beside: readonly string[]) => useOf(id, locking).allows(chosen, document, beside);
    expect([await codeOf(allowed([])), await codeOf(allowed([item.esId]))]).toEqual([
      ...['OFD_LOCK_NOT_LAST', null],
    ]);
    const documents = { hash: async () => success(item.sm3), summarise: notAsked };
    const file = { path: '/in.ofd', descriptor: -1, size: item.size, modifiedAtMs: 0, permissions: 0o600 };
    const refused = (esId: string) => lockRefusal(id, file, esId, { ...world, documents });
    expect([await codeOf(refused('SEAL2')), await codeOf(refused(item.esId))]).toEqual([
      ...['OFD_LOCK_NOT_LAST', null],
    ]);
    expect(await itemStates()).toEqual(['open', 'open']);
    // In one act the first item is taken before the one that locks is asked for.
    expect(await ask(useOf(id, item), item)).toBeNull();
    expect(await ask(useOf(id, locking), locking)).toBeNull();
    await expect(requested(world, [locking, item])).rejects.toMatchObject({ code: 'OFD_LOCK_NOT_LAST' });
    const twice = await approved(world, parties.approver, [locking, locking]);
    expect(await ask(useOf(twice, locking), locking)).toBeNull();
  });

  it('is found for a document of many, unless it is of another lock', async () => {
    const item = approvalItem();
    const id = await approved(world, parties.approver, [item]);
    const found = (locks: boolean): Promise<string | null> => {
      const [chosen, document] = [chosenFor(item, parties.keeper), { ...preparedFor(item), locks }];
      return approvalInHand(chosen, document, item, world);
    };
    expect(await found(false)).toBe(id);
    await expect(found(true)).rejects.toMatchObject({ code: 'APPROVAL_MISMATCH' });
  });

  it('is refused with the seal of another enterprise', async () => {
    const item = approvalItem();
    const id = await approved(world, parties.approver, [item]);
    expect(await ask(useOf(id, item), item, parties.stranger)).toMatchObject({
      code: 'APPROVAL_DECISION_INVALID',
      details: { rule: 'enterprise' },
    });
  });

  it('lets a delegate of the enterprise seal, and none of another', async () => {
    const item = approvalItem();
    const id = await approved(world, parties.approver, [item]);
    expect(await ask(useOf(id, item), item, parties.otherDelegate)).toMatchObject({
      details: { rule: 'enterprise' },
    });
    expect(await ask(useOf(id, item), item, parties.delegate)).toBeNull();
  });

  it('is refused before a decision, after a rejection, and after its time', async () => {
    const item = approvalItem();
    const { request } = await requested(world, [item]);
    expect(await codeOf(ask(useOf(request.id, item), item))).toBe('APPROVAL_NOT_APPROVED');
    const said = { outcome: 'rejected', approver: '林知远', comment: '金额不符' } as const;
    unwrap(await decideRequest(request.id, said, parties.approver, world));
    expect(await codeOf(ask(useOf(request.id, item), item))).toBe('APPROVAL_NOT_APPROVED');
    const id = await approved(world, parties.approver, [item]);
    world.at('2026-06-09T00:00:00Z');
    expect(await codeOf(ask(useOf(id, item), item))).toBe('APPROVAL_EXPIRED');
    expect(await codeOf(ask(useOf('YY-none', item), item))).toBe('APPROVAL_NOT_FOUND');
  });

  it('is refused once the approver’s certificate is no longer trusted, or revoked', async () => {
    const item = approvalItem();
    const id = await approved(world, parties.approver, [item]);
    const nobody = { anchors: [], intermediates: [], revocationLists: [] };
    const use = approvedUse(
      id,
      { file: item, keeper: '陈保管' },
      {
        ...world,
        trust: async () => ({ ...(await world.trust()), ...nobody }),
      },
    );
    expect(await ask(use, item)).toMatchObject({
      code: 'APPROVAL_DECISION_INVALID',
      details: { rule: 'path' },
    });
    const since = '2026-06-01T12:00:00.000Z';
    const revoked = approvedUse(
      id,
      { file: item, keeper: '陈保管' },
      { ...world, revokedSince: async () => since },
    );
    expect(await ask(revoked, item)).toMatchObject({ details: { rule: 'revoked', since } });
  });

  it('lets a second seal go on what came out of the first', async () => {
    const first = approvalItem();
    const second = approvalItem(1, { esId: 'SEAL2', sealName: '法定代表人名章' });
    const id = await approved(world, parties.approver, [first, second]);
    const use = useOf(id, first);
    await ask(use, first);
    await use.settle(sealed('b'.repeat(64)), nothingThere);
    const onTop = { ...second, sm3: 'b'.repeat(64), size: 9000 };
    expect(await ask(useOf(id, onTop), onTop)).toBeNull();
    expect(await itemStates()).toEqual(['used', 'unsettled']);
  });

  it('says that the store cannot be used, and takes nothing', async () => {
    const item = approvalItem();
    const id = await approved(world, parties.approver, [item]);
    const add = () => Promise.reject(new CodedError('STORE_UNWRITABLE'));
    const use = approvedUse(
      id,
      { file: item, keeper: '陈保管' },
      { ...world, records: { ...world.records, add } },
    );
    expect(await codeOf(ask(use, item))).toBe('STORE_UNWRITABLE');
  });
});
