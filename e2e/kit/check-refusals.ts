import { randomBytes, randomUUID } from 'node:crypto';

import type { PlatformSchema } from '../../electron/shared/platform-api/schema.ts';
import type { ContractCall } from '../fixtures/servers/contract-client.ts';
import { type Check, refusal } from './check.ts';
import { base64Of, type KitWorld, once } from './kit-world.ts';
import { begunPinReset, PERSON, reportedLoss } from './kit-things.ts';

const NOBODYS = 'nobodys';
const HOUR_MS = 3_600_000;

/**
 * The checks of operations whose work needs an officer or would change a real seal. Each is asked with good credentials for what it has to
 * refuse, and so leaves everything as it is.
 */
export const REFUSAL_CHECKS: readonly Check[] = [
  ...['applyForRenewal', 'applyForReplacement', 'applyForCancellation'].map((operationId) =>
    refused(operationId, 'There is no seal of others to apply for', [404, 'not-found'], (world) => ({
      headers: once(),
      json: {
        ...{ esId: NOBODYS, reason: REASONS[operationId], reasonText: null, applicant: PERSON },
        certificateRequest: operationId === 'applyForCancellation' ? null : base64Of(world.certificate),
      },
    })),
  ),
  refused('readSealApplication', 'There is no application of others', [404, 'not-found'], () => ({
    path: { number: NOBODYS },
  })),
  refused('claimDelegatedUse', 'There is no delegation of others', [404, 'not-found'], () => ({
    path: { number: NOBODYS },
    json: { useId: randomUUID() },
  })),
  refusal('enrolDelegate', 'Nobody enrols with a wrong code', (world) => {
    const json = { code: 'x'.repeat(16), certificateRequest: base64Of(world.certificate) };
    const call = { path: { number: NOBODYS }, headers: once(), json };
    return world.refused('enrolDelegate', call, 403, 'code-wrong');
  }),
  refused(
    'requestApproval',
    'A holder asks for no other enterprise',
    [403, 'not-yours'],
    ({ credentials }) => ({
      headers: once(),
      json: { request: approvalOf(credentials.esId) },
    }),
  ),
  refused('readApproval', 'There is no approval of others', [404, 'not-found'], () => ({
    path: { approvalId: NOBODYS },
  })),
  refused('decideApproval', 'There is no approval of others to decide', [404, 'not-found'], () => ({
    path: { approvalId: NOBODYS },
    json: { payload: 'AA', protected: 'AA', signature: 'AA' },
  })),
  refusal('sendLossCode', 'A code goes to no contact that is not on file', async (world) => {
    const call = await reportedLoss(world);
    await world.refused('sendLossCode', { ...call, json: { contactId: NOBODYS } }, 404, 'not-found');
  }),
  refusal('authoriseLossReport', 'A code that was not sent authorises nothing', async (world) => {
    const call = await reportedLoss(world);
    await world.refused('authoriseLossReport', { ...call, json: { code: '000000' } }, 410, 'code-expired');
  }),
  refusal('submitPinReset', 'An application without papers is not handed in', async (world) => {
    await withPinReset(world, (call) => world.refused('submitPinReset', call, 422, 'papers-missing'));
  }),
  refusal('fetchUnblockCredential', 'There is no credential before the approval', async (world) => {
    const json = { recipientKey: base64Of(world.engine.publicKeyOf(randomBytes(32))) };
    await withPinReset(world, (call) =>
      world.refused('fetchUnblockCredential', { ...call, json }, 409, 'wrong-state'),
    );
  }),
  refusal('completePinReset', 'Nothing is completed before the approval', async (world) => {
    const { tokenSerial } = world.credentials;
    const json = { tokenSerial, credentialId: 'UC-0000', encryptedSoPin: base64Of(randomBytes(96)) };
    await withPinReset(world, ({ path, headers }) =>
      world.refused(
        'completePinReset',
        { path, headers: { ...headers, ...once() }, json },
        409,
        'wrong-state',
      ),
    );
  }),
];

const REASONS: Readonly<Record<string, string>> = {
  applyForRenewal: 'validityEnds',
  applyForReplacement: 'dataChange',
  applyForCancellation: 'dissolved',
};

/** What a holder asks for in a session, and is refused by its meaning. */
function refused(
  operationId: string,
  clause: string,
  [status, code]: readonly [number, string],
  callOf: (world: KitWorld) => ContractCall,
): Check {
  return refusal(operationId, clause, async (world) => {
    const call = callOf(world);
    const headers = { ...call.headers, ...(await world.bearer()) };
    await world.refused(operationId, { ...call, headers }, status, code);
  });
}

async function withPinReset(
  world: KitWorld,
  ask: (call: Required<Pick<ContractCall, 'path' | 'headers'>>) => Promise<void>,
): Promise<void> {
  const call = await begunPinReset(world);
  try {
    await ask(call);
  } finally {
    await world.done('withdrawPinReset', call);
  }
}

const approvalOf = (esId: string): PlatformSchema<'ApprovalRequest'> => ({
  ...{ id: `KIT-${randomUUID()}`, enterprise: '接口测试用，没有这家单位', applicant: '接口测试' },
  ...{ purpose: '接口测试', counterpart: '接口测试' },
  requestedAt: new Date().toISOString(),
  validUntil: new Date(Date.now() + HOUR_MS).toISOString(),
  items: [
    {
      ...{ fileName: '接口测试.pdf', size: 1, sm3: 'ab'.repeat(32), pages: 1, esId, sealName: '接口测试' },
      target: { kind: 'place', page: 1, xMm: 100, yMm: 100 },
    },
  ],
});
