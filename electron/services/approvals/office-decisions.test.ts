import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OfficeDecision } from '../../core/approval/office-decision.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import { makeParty, type Party } from '../../core/verification/fixtures/mini-authority.ts';
import type { ApprovalView } from '../../shared/model/approval.ts';
import { failure, type Result, success, unwrap } from '../../shared/result.ts';
import { situation } from '../sealing-gate/fixtures/situation.ts';
import type { SealingSituation } from '../sealing-gate/situation.ts';
import { approvalRecords } from './approval-record.ts';
import { approvedUse } from './approved-use.ts';
import {
  type ApprovalParties,
  approvalParties,
  type ApprovalWorld,
  approvalWorld,
  chosenFor,
  preparedFor,
} from './fixtures/approval-world.ts';
import { memoryClaims } from './fixtures/memory-claims.ts';
import { officeDecision, officeItem, signedByOffice, wantedSystem } from './fixtures/office-decisions.ts';
import { importApprovalFile } from './import-file.ts';
import { takeOfficeDecision } from './office-decisions.ts';
import { listSystems, registerSystem, withdrawSystem } from './office-systems.ts';

let parties: ApprovalParties;
let oa: Party;
let otherOa: Party;
let world: ApprovalWorld;

beforeAll(async () => {
  parties = await approvalParties();
  // Its certificate leads to no root that anybody knows: the registration alone makes it count.
  oa = await makeParty(parties.engine, { commonName: '协同办公', serial: 70 }, null);
  otherOa = await makeParty(parties.engine, { commonName: '别的系统', serial: 71 }, null);
});
beforeEach(() => {
  world = approvalWorld(parties);
});

const register = (powers: Parameters<typeof wantedSystem>[2] = {}, signer = parties.approver) =>
  registerSystem(wantedSystem(oa.certificate, parties.engine, powers), signer, world);

async function taken(
  change: Partial<OfficeDecision> = {},
  by: Party = oa,
  into: ApprovalWorld = world,
): Promise<Result<ApprovalView>> {
  const statement = await signedByOffice(officeDecision(change), by);
  return takeOfficeDecision({ statement, way: 'file', paths: () => [] }, into);
}

const codeOf = (result: Result<unknown>): unknown =>
  result.ok
    ? 'done'
    : [result.error.code, result.error.details?.['power'] ?? result.error.details?.['field']];

const LOCAL = { ...situation('zhongshan'), knowledge: null };
const AT_PLATFORM = situation('zhongshan');

/** Uses the approval as the gate would; a file comes out of it. */
async function used(
  id: string,
  number = 1,
  at: ApprovalWorld = world,
  where: SealingSituation = LOCAL,
  sealName = officeItem().sealName,
): Promise<unknown> {
  const item = officeItem(number, { sealName });
  const use = approvedUse(id, { file: item, keeper: '陈保管' }, at);
  const chosen = chosenFor(item, parties.keeper);
  const refusal =
    (await use.rule.before?.(chosen, where)) ??
    (await use.rule.prepared?.(chosen, preparedFor(item), where)) ??
    null;
  const done = { path: '/sealed.pdf', sm3After: 'a'.repeat(64) };
  await use.settle(refusal === null ? success(done) : failure(refusal), () => false);
  return refusal?.code ?? 'done';
}

describe('the registration of an office system', () => {
  it('is signed by a key of the enterprise and stands in the register', async () => {
    expect(unwrap(await register())).toMatchObject({
      state: 'inForce',
      name: '协同办公',
      registeredBy: '陈保管',
    });
    expect(world.entries.map(({ act }) => act)).toEqual(['officeSystemRegistered']);
  });

  it('is replaced by the next one, which alone is opened, with the trust read once', async () => {
    for (const mostUses of [1, 2, 3]) await register({ mostUses });
    await registerSystem(wantedSystem(otherOa.certificate, parties.engine, {}), parties.approver, world);
    const read: string[] = [];
    const watched: ApprovalWorld = {
      ...world,
      trust: () => {
        read.push('trust');
        return world.trust();
      },
      revokedSince: (certificate) => {
        read.push('revocation of a signer');
        return world.revokedSince(certificate);
      },
    };
    const systems = await listSystems(watched);
    expect(systems.map(({ powers }) => powers.mostUses)).toContain(3);
    expect(read).toEqual(['trust', 'revocation of a signer', 'revocation of a signer']);
  });

  it.each([
    ['another fingerprint', { fingerprint: 'ab'.repeat(32) }, 'OA_FINGERPRINT_DIFFERS'],
    [
      'no end within three years',
      { powers: { seals: null, mostUses: 1, until: '2030-01-01T00:00:00.000Z' } },
      'OA_REGISTRATION_INVALID',
    ],
    [
      'an end that is over',
      { powers: { seals: null, mostUses: 1, until: '2026-05-01T00:00:00.000Z' } },
      'OA_REGISTRATION_INVALID',
    ],
    [
      'a kind of seals that nobody knows',
      { powers: { seals: ['章'], mostUses: 1, until: '2026-12-01T00:00:00.000Z' } },
      'OA_REGISTRATION_INVALID',
    ],
    [
      'no uses',
      { powers: { seals: null, mostUses: 0, until: '2026-12-01T00:00:00.000Z' } },
      'OA_REGISTRATION_INVALID',
    ],
  ])('is refused with %s', async (_, change, code) => {
    const outcome = await registerSystem(
      wantedSystem(oa.certificate, parties.engine, {}, change),
      parties.approver,
      world,
    );
    expect(outcome).toMatchObject({ ok: false, error: { code } });
    expect(world.entries).toEqual([]);
  });

  it('is refused for an authority, which could make others', async () => {
    const outcome = await registerSystem(
      wantedSystem(parties.root.certificate, parties.engine),
      parties.approver,
      world,
    );
    expect(codeOf(outcome)).toEqual(['OA_REGISTRATION_INVALID', 'keyUsage']);
  });

  it('does not count without its entry in the register, nor by a key that is revoked since', async () => {
    unwrap(await register());
    const bare = { ...world, register: approvalWorld(parties).register };
    expect(await listSystems(bare)).toEqual([]);
    const revoked = { ...world, revokedSince: async () => '2026-05-30T00:00:00.000Z' };
    expect(await listSystems(revoked)).toMatchObject([{ state: 'unproven' }]);
  });

  it('may be given other powers, of which the newest count', async () => {
    unwrap(await register({ mostUses: 1 }));
    world.at('2026-06-01T09:00:00.000Z');
    unwrap(await register({ mostUses: 2 }));
    expect(await listSystems(world)).toMatchObject([{ powers: { mostUses: 2 } }]);
  });
});

describe('a decision of an office system', () => {
  it('is taken, and allows the use that it names once', async () => {
    unwrap(await register());
    const view = unwrap(await taken());
    expect(view).toMatchObject({
      ...{ state: 'approved', origin: 'office' },
      decision: {
        kind: 'office',
        office: { number: '采购〔2026〕12号', approver: { id: 'u0007' }, returned: false },
      },
    });
    expect(world.entries.at(-1)).toMatchObject({
      ...{ act: 'approvalDecided', people: { approver: '林知远 (u0007)' } },
      office: { requestNumber: '采购〔2026〕12号' },
    });
    expect(await used(view.request.id)).toBe('done');
    expect(await used(view.request.id)).toBe('APPROVAL_USED');
  });

  it('allows as many uses as it names', async () => {
    unwrap(await register());
    const { request } = unwrap(await taken({ items: [officeItem(1, { uses: 2 })] }));
    expect([await used(request.id), await used(request.id), await used(request.id)]).toEqual([
      'done',
      'done',
      'APPROVAL_USED',
    ]);
  });

  it('may come again and changes nothing', async () => {
    unwrap(await register());
    const first = unwrap(await taken());
    expect(unwrap(await taken()).request).toEqual(first.request);
    expect(world.entries.filter(({ act }) => act === 'approvalDecided')).toHaveLength(1);
  });

  it.each<readonly [string, Partial<OfficeDecision>, unknown]>([
    ['another seal', { items: [officeItem(1, { esId: 'SEAL9' })] }, ['OA_POWERS_EXCEEDED', 'seal']],
    [
      'too many uses',
      { items: [officeItem(1, { uses: 2 }), officeItem(2, { uses: 2 })] },
      ['OA_POWERS_EXCEEDED', 'uses'],
    ],
    ['an end beyond the powers', { validUntil: '2027-03-01T00:00:00.000Z' }, ['OA_POWERS_EXCEEDED', 'until']],
    ['another enterprise', { enterprise: '别的单位' }, ['OA_POWERS_EXCEEDED', 'enterprise']],
    [
      'an end that is over',
      { decidedAt: '2026-05-20T00:00:00.000Z', validUntil: '2026-05-31T00:00:00.000Z' },
      ['OA_DECISION_LATE', undefined],
    ],
    ['a time to come', { decidedAt: '2026-06-02T00:00:00.000Z' }, ['OA_DECISION_INVALID', 'decidedAt']],
    ['no file', { items: [] }, ['OA_DECISION_INVALID', 'items']],
  ])('is refused with %s', async (_, change, code) => {
    unwrap(await register({ seals: ['SEAL1'] }));
    expect(codeOf(await taken(change))).toEqual(code);
    expect(world.entries.map(({ act }) => act)).toEqual(['officeSystemRegistered']);
  });

  it('reaches a kind of seals by the name that the maker has signed, whatever the decision says', async () => {
    unwrap(await register({ seals: ['合同专用章'] }));
    const other = { items: [officeItem(1, { sealName: '样例单位公章' })] };
    expect(codeOf(await taken(other))).toEqual(['OA_POWERS_EXCEEDED', 'seal']);
    const { request } = unwrap(await taken({ items: [officeItem(1, { sealName: '样例单位合同专用章' })] }));
    expect(await used(request.id, 1, world, LOCAL, '样例单位公章')).toBe('OA_POWERS_EXCEEDED');
    expect(await used(request.id, 1, world, LOCAL, '样例单位合同专用章')).toBe('done');
  });

  it('is refused when a letter of it was altered', async () => {
    unwrap(await register());
    const { payload, ...rest } = await signedByOffice(officeDecision(), oa);
    const statement: Statement = {
      ...rest,
      payload: payload.replace(/.(?=.{40}$)/u, (letter) => (letter === 'A' ? 'B' : 'A')),
    };
    const outcome = await takeOfficeDecision({ statement, way: 'file', paths: () => [] }, world);
    expect(codeOf(outcome)).toEqual(['OA_DECISION_ALTERED', undefined]);
  });

  it('is refused from a system that nobody registered', async () => {
    unwrap(await register());
    expect(codeOf(await taken({}, otherOa))).toEqual(['OA_SYSTEM_UNKNOWN', undefined]);
  });

  it('is refused with other content under the number of an earlier one', async () => {
    unwrap(await register());
    unwrap(await taken());
    expect(codeOf(await taken({ items: [officeItem(2)] }))).toEqual(['OA_DECISION_REPEATED', undefined]);
    expect(codeOf(await taken({ outcome: 'rejected' }))).toEqual(['OA_DECISION_REPEATED', undefined]);
  });

  it('decides a request that a colleague’s file has brought here before', async () => {
    await register();
    const { request } = unwrap(await taken());
    const record = await approvalRecords(world.records).find(request.id);
    if (record === null) throw new Error('it was taken');
    await approvalRecords(world.records).keep({ ...record, origin: 'file', decided: null });
    expect(unwrap(await taken()).state).toBe('approved');
    expect(await used(request.id)).toBe('done');
  });

  it('is for the file that it names', async () => {
    unwrap(await register());
    const { request } = unwrap(await taken());
    expect(await used(request.id, 2)).toBe('APPROVAL_MISMATCH');
  });

  it('allows nothing more once the registration is withdrawn', async () => {
    const system = unwrap(await register());
    const { request } = unwrap(await taken());
    unwrap(await withdrawSystem(system.fingerprint.slice(0, 8), '系统停用', world));
    expect(await used(request.id)).toBe('OA_SYSTEM_WITHDRAWN');
    expect(codeOf(await taken({ number: '13号' }))).toEqual(['OA_SYSTEM_WITHDRAWN', undefined]);
  });

  it('is one approval on two computers, whatever else a second decision of the number says', async () => {
    const claims = memoryClaims();
    world = approvalWorld(parties, claims);
    const other = approvalWorld(parties, claims, 50);
    unwrap(await register());
    unwrap(await registerSystem(wantedSystem(oa.certificate, parties.engine), parties.approver, other));
    const first = unwrap(await taken());
    const second = unwrap(await taken({ comment: '再批', decidedAt: '2026-06-01T07:40:00.000Z' }, oa, other));
    expect(await used(first.request.id, 1, world, AT_PLATFORM)).toBe('done');
    expect(await used(second.request.id, 1, other, AT_PLATFORM)).toBe('APPROVAL_USED_ELSEWHERE');
  });

  it('comes by the file that requests come by', async () => {
    unwrap(await register());
    const bytes = new TextEncoder().encode(JSON.stringify(await signedByOffice(officeDecision(), oa)));
    expect(unwrap(await importApprovalFile(bytes, () => ['/合同1.pdf'], world)).state).toBe('approved');
  });
});
