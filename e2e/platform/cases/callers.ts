import { SM_OID } from '../../../electron/core/asn1/identifiers.ts';
import { utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import { signDecision } from '../../../electron/core/approval/decision.ts';
import { encodeTimeStampRequest } from '../../../electron/core/timestamp/time-stamp-request.ts';
import { COUNTERPARTY, HOLDER } from '../../../electron/services/demo-world/companies.ts';
import type { ApprovalDecision } from '../../../electron/shared/model/approval.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { ContractAnswer, ContractCall } from '../../fixtures/servers/contract-client.ts';
import { makeSoftwareHolder } from '../../fixtures/keys/software-holder.ts';
import { makeSoftwareRegister } from '../../fixtures/registers/software-register.ts';
import { base64Of } from '../platform-context.ts';
import { once, PERSON, randomOctets, type ContractWorld } from './contract-world.ts';

/** Those who call an operation about something that is not theirs. */
export const CALLERS = ['nobody', 'anotherHolder', 'anotherRegister', 'anotherApplicant'] as const;

export type Caller = (typeof CALLERS)[number];

/** A request about the holder's things, and what others get for it: a status, or 'own' for a list without them. */
export interface CallerCase {
  readonly call: ContractCall;
  readonly anotherHolder?: number | 'own';
  readonly anotherRegister?: number | 'own';
}

const approvalRequest = (esId: string): PlatformSchema<'ApprovalRequest'> => ({
  id: 'YY-CALLERS',
  enterprise: HOLDER.name,
  applicant: '王五',
  purpose: '采购合同',
  counterpart: '示例公司',
  requestedAt: new Date().toISOString(),
  validUntil: new Date(Date.now() + 86_400_000).toISOString(),
  items: [
    {
      ...{ fileName: '合同.pdf', size: 1234, sm3: 'ab'.repeat(32), pages: 3, esId, sealName: '财务专用章' },
      target: { kind: 'place', page: 2, xMm: 120, yMm: 200 },
    },
  ],
});

/** The things of a holder that others must not reach. */
export interface HoldersThings {
  readonly esId: string;
  readonly application: string;
  readonly delegation: string;
  readonly pinReset: string;
  readonly lossReport: string;
  readonly registerId: string;
  readonly approval: PlatformSchema<'ApprovalRequest'>;
}

/** Makes one thing of each kind for the holder of the world. */
export async function makeThings(world: ContractWorld): Promise<HoldersThings> {
  const { client, bearer } = world;
  const esId = world.sealOf('财务专用章').esId;
  const made = async <T>(operation: string, call: ContractCall): Promise<T> => {
    const answer = await client.call(operation, { ...call, headers: { ...call.headers, ...once() } });
    if (answer.status >= 300) throw new Error(`${operation}: ${answer.bytes.toString('utf8')}`);
    return answer.json<T>();
  };
  const approval = approvalRequest(esId);
  const session = { headers: bearer };
  await made('requestApproval', { ...session, json: { request: approval } });
  const [application, delegation, { application: pinReset }, lossReport] = [
    await made<{ number: string }>('applyForCancellation', {
      ...session,
      json: applicationOf(esId, null, 'dissolved'),
    }),
    await made<{ number: string }>('grantDelegation', { ...session, json: delegationOf(esId) }),
    await made<{ application: { number: string } }>('requestPinReset', { json: pinResetOf(world, 0) }),
    await made<{ number: string }>('reportLoss', { json: lossOf(HOLDER.name) }),
  ];
  const { registerId } = world.register;
  const sent = await client.call('sendUsageRecords', usageOf(world, registerId));
  if (sent.status !== 200) throw new Error('no usage record');
  const { register } = world;
  const claimed = await client.call('claimApproval', { register, path: CLAIM, json: claimOf(esId) });
  if (claimed.status !== 200) throw new Error('no claim');
  return {
    ...{ esId, registerId, approval },
    application: application.number,
    delegation: delegation.number,
    pinReset: pinReset.number,
    lossReport: lossReport.number,
  };
}

/** A use of an approval that the holder's register has claimed. */
const CLAIM = { approvalSm3: 'cd'.repeat(32), claimId: 'CLAIM-CALLERS' } as const;

const claimOf = (esId: string) => ({
  ...{ attempt: 1, use: 1, uses: 1, documentSm3: 'ab'.repeat(32), esId, used: null },
});

const applicationOf = (esId: string, certificateRequest: string | null, reason = 'dataChange') => ({
  ...{ esId, reason, reasonText: null, applicant: PERSON, certificateRequest },
});

const delegationOf = (esId: string) => ({
  ...{ esId, person: '李四', contact: '内线 8001', uses: 3, purposes: ['对账函'], ownKey: true },
  ...{ validFrom: '2026-01-01T00:00:00.000Z', validTo: '2027-01-01T00:00:00.000Z' },
});

const pinResetOf = ({ demo }: ContractWorld, company: number) => ({
  tokenSerial: demo.companies[company]?.tokenSerial ?? '',
  ...{ esId: null, sealName: null, holderName: HOLDER.name, holderCode: null },
  ...{ applicant: PERSON, purpose: 'reset', reason: '口令输错锁定' },
});

const lossOf = (holderName: string) => ({
  ...{ esId: null, sealName: '没有这枚印章', holderName, holderCode: null, tokenSerial: null },
  ...{ reporter: PERSON, what: '遗失', lostAt: null, reportedAt: new Date().toISOString() },
});

const usageOf = (world: ContractWorld, registerId: string): ContractCall => ({
  ...{ headers: once(), register: world.register },
  json: { registerId, from: 0, entries: [base64Of(utf8Bytes('{"entry":0}'))] },
});

/** Returns a request for every operation that needs a credential, by its operationId. */
export async function callerCases(
  world: ContractWorld,
  things: HoldersThings,
): Promise<Readonly<Record<string, CallerCase>>> {
  const { esId, registerId, approval } = things;
  const path = { registerId };
  const certificateRequest = base64Of(await world.holder.request());
  const reset = { path: { number: things.pinReset } };
  const report = { path: { number: things.lossReport } };
  const imprint = { algorithm: SM_OID.sm3, digest: world.engine.sm3(utf8Bytes('x')) };
  const query = encodeTimeStampRequest({ imprint, nonce: randomOctets(8) });
  const decision: ApprovalDecision = {
    ...{ requestId: approval.id, requestSm3: 'ab'.repeat(32), approver: '赵六', comment: '' },
    ...{ outcome: 'approved', decidedAt: new Date().toISOString() },
  };
  const head = { size: 1, root: 'ab'.repeat(32), time: new Date().toISOString(), consistency: null };
  const seal = { path: { esId } };
  const json = applicationOf(esId, certificateRequest);
  return {
    listHolderSeals: { call: {}, anotherHolder: 'own' },
    readHolderSeal: { call: seal, anotherHolder: 404 },
    listSealApplications: { call: {}, anotherHolder: 'own' },
    applyForRenewal: {
      call: { headers: once(), json: applicationOf(esId, certificateRequest, 'validityEnds') },
      anotherHolder: 404,
    },
    applyForReplacement: { call: { headers: once(), json }, anotherHolder: 404 },
    applyForCancellation: {
      call: { headers: once(), json: applicationOf(esId, null, 'dissolved') },
      anotherHolder: 404,
    },
    readSealApplication: { call: { path: { number: things.application } }, anotherHolder: 404 },
    sendApplicationPaper: {
      call: {
        path: { number: things.application, paperId: 'identity' },
        query: { kind: 'identity' },
        octets: { type: 'application/pdf', bytes: utf8Bytes('%PDF-1.7\n') },
      },
    },
    submitSealApplication: { call: { path: { number: things.application } } },
    withdrawSealApplication: { call: { path: { number: things.application } } },
    readLossReport: { call: report },
    sendLossCode: { call: { ...report, json: { contactId: 'office' } } },
    authoriseLossReport: { call: { ...report, json: { code: '123456' } } },
    withdrawLossReport: { call: { ...report, headers: once(), json: { reason: '已找到' } } },
    readPinReset: { call: reset },
    withdrawPinReset: { call: reset },
    sendPinResetPaper: {
      call: {
        path: { ...reset.path, paperId: 'identity' },
        query: { kind: 'identity' },
        octets: { type: 'application/pdf', bytes: utf8Bytes('%PDF-1.7\n') },
      },
    },
    submitPinReset: { call: reset },
    fetchUnblockCredential: {
      call: { ...reset, json: { recipientKey: base64Of(world.register.publicKey) } },
    },
    completePinReset: {
      call: {
        ...{ ...reset, headers: once() },
        json: { tokenSerial: 'T', credentialId: 'UC-1', encryptedSoPin: 'AAAA' },
      },
    },
    listDelegations: { call: {}, anotherHolder: 'own' },
    grantDelegation: { call: { headers: once(), json: delegationOf(esId) }, anotherHolder: 404 },
    claimDelegatedUse: {
      call: { path: { number: things.delegation }, json: { useId: 'U1' } },
      anotherHolder: 404,
    },
    endDelegation: { call: { path: { number: things.delegation } }, anotherHolder: 404 },
    listApprovals: { call: {}, anotherHolder: 'own' },
    requestApproval: {
      call: { headers: once(), json: { request: { ...approval, id: 'YY-OTHER' } } },
      anotherHolder: 403,
    },
    readApproval: { call: { path: { approvalId: approval.id } }, anotherHolder: 404 },
    decideApproval: {
      call: {
        path: { approvalId: approval.id },
        json: await signDecision(decision, world.holder.certificate, world.holder.sign),
      },
      anotherHolder: 404,
    },
    claimApproval: { call: { path: CLAIM, json: claimOf(esId) }, anotherRegister: 403 },
    giveBackClaim: { call: { path: CLAIM }, anotherRegister: 404 },
    listDoubleUses: { call: {}, anotherRegister: 'own' },
    listRegisters: { call: {}, anotherHolder: 'own' },
    // Its caller signs with the key that the statement names: another register's key does not fit this one's.
    openRegister: {
      call: { json: { statement: await world.register.opening(world.holder), head: null } },
      anotherRegister: 401,
    },
    readRegisterEntries: {
      call: { path, query: { from: 0 } },
      anotherHolder: 404,
      anotherRegister: 404,
    },
    listCountersignatures: {
      call: { path, query: { above: 0 } },
      anotherHolder: 404,
      anotherRegister: 404,
    },
    sendUsageRecords: {
      call: { headers: once(), json: usageOf(world, registerId).json },
      anotherRegister: 403,
    },
    countersignCheckpoint: {
      call: { headers: once(), json: { registerId, ...head } },
      anotherRegister: 403,
    },
    readCheckpoint: { call: { path }, anotherHolder: 404, anotherRegister: 404 },
    // A stamp is about nobody's things: any register that a holder has opened gets one.
    requestTimeStamp: {
      call: { octets: { type: 'application/timestamp-query', bytes: query } },
      anotherRegister: 'own',
    },
  };
}

/** Strangers with credentials of their own, each of which is good for their own things. */
export async function makeCallers(
  world: ContractWorld,
): Promise<(caller: Caller, operation: string, call: ContractCall) => Promise<ContractAnswer>> {
  const { client } = world;
  const holder = await makeSoftwareHolder(world.demo.home, COUNTERPARTY, world.engine);
  const register = makeSoftwareRegister(world.engine);
  if ((await world.openRegister(register, holder)).status !== 200) throw new Error('no other register');
  const authorization = `Bearer ${await world.sessionOf(holder)}`;
  const applied = await client.call('requestPinReset', { headers: once(), json: pinResetOf(world, 1) });
  const { secret } = applied.json<{ secret: string }>();
  return (caller, operation, call) => {
    const withHeaders = (headers: Record<string, string>): ContractCall => ({
      ...call,
      headers: { ...call.headers, ...headers },
    });
    switch (caller) {
      case 'nobody':
        return client.call(operation, call);
      case 'anotherHolder':
        return client.call(operation, withHeaders({ authorization }));
      case 'anotherRegister':
        return client.call(operation, { ...call, register });
      case 'anotherApplicant':
        return client.call(operation, withHeaders({ 'application-secret': secret }));
    }
  };
}
