import { issueTimeStamp } from '../../../electron/core/timestamp/issue-time-stamp.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { isOwner, listOwnedRegisters, openRegister } from '../services/open-registers.ts';
import {
  countersign,
  countersignaturesAbove,
  keepUsageRecords,
  lastCountersignature,
  readEntries,
  type RegisterCheckpoint,
  type UsageRecords,
} from '../services/registers.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import {
  claimApproval,
  type ClaimNames,
  giveBackClaim,
  listDoubleUses,
} from '../services/approval-claims.ts';
import { type Call, json, octets, type Operations } from './call.ts';
import { say } from '../language.ts';
import { page } from './page.ts';

/** The operations that make evidence: registers with their entries and countersignatures, and time stamps. */
export function evidenceOperations(context: PlatformContext): Operations {
  return {
    ...registerOperations(context),
    ...claimOperations(context),
    sendUsageRecords: (call) => {
      const records = call.body as UsageRecords;
      expectOwn(call, records.registerId);
      return json({ size: keepUsageRecords(context, records) });
    },
    countersignCheckpoint: async (call) => {
      const head = call.body as RegisterCheckpoint;
      expectOwn(call, head.registerId);
      return json(await countersign(context, head));
    },
    readCheckpoint: (call) => json(lastCountersignature(context, readableRegister(context, call))),
    requestTimeStamp: async ({ body }) =>
      octets(await stamp(context, new Uint8Array(body as Buffer)), 'application/timestamp-reply'),
  };
}

function registerOperations(context: PlatformContext): Operations {
  return {
    openRegister: ({ body }) => json(openRegister(context, body as Parameters<typeof openRegister>[1])),
    listRegisters: (call) => {
      const registers = listOwnedRegisters(context, call.session?.holder ?? '');
      return page(call, 'registers', registers, ({ registerId }) => registerId);
    },
    readRegisterEntries: (call) => {
      const registerId = readableRegister(context, call);
      const { from, limit } = call.query as { readonly from: number; readonly limit: number };
      const reader = call.register === null ? (call.session?.holder ?? '') : null;
      return json(readEntries(context, registerId, { from, limit, reader }));
    },
    listCountersignatures: (call) => {
      const registerId = readableRegister(context, call);
      const { above } = call.query as { readonly above: number };
      return json({ countersignatures: countersignaturesAbove(context, registerId, above) });
    },
  };
}

/** @throws Problem not-yours when another register has signed the request */
function expectOwn({ register }: Call, registerId: string): void {
  if (register?.registerId !== registerId)
    throw new Problem('not-yours', say('台账只能由它自己的密钥写入', 'Only its own key writes a register'));
}

/**
 * Returns the register that the path names.
 * @throws Problem not-found for everybody but the register itself and its owners
 */
function readableRegister(context: PlatformContext, { path, register, session }: Call): string {
  const registerId = path['registerId'] ?? '';
  const isItself = register?.registerId === registerId;
  if (isItself || (session !== null && isOwner(context, registerId, session.holder))) return registerId;
  throw new Problem('not-found', say('没有这本台账', 'There is no such register'));
}

function claimOperations(context: PlatformContext): Operations {
  const namesIn = ({ path, register }: Call): ClaimNames => ({
    approvalSm3: path['approvalSm3'] ?? '',
    claimId: path['claimId'] ?? '',
    registerId: register?.registerId ?? '',
  });
  return {
    claimApproval: (call) =>
      json(claimApproval(context, namesIn(call), call.body as PlatformSchema<'ApprovalClaimRequest'>)),
    giveBackClaim: (call) => json(giveBackClaim(context, namesIn(call))),
    listDoubleUses: (call) => {
      const doubleUses = listDoubleUses(context, call.register?.registerId ?? '');
      return page(call, 'doubleUses', doubleUses, ({ approvalSm3, use }) => `${approvalSm3} ${use}`);
    },
  };
}

/** An object identifier of the demonstration: RFC 4122-based arcs (2.25) belong to nobody else. */
const POLICY = '2.25.329800735698586629295641978511506172918.1';
const ACCURACY_SECONDS = 1;
const SERIAL_LENGTH = 12;

/**
 * Answers a time-stamp request (RFC 3161).
 * @returns TimeStampResp, DER
 */
function stamp(context: PlatformContext, request: Uint8Array): Promise<Uint8Array> {
  const { engine, authorities, clock, random } = context;
  const { certificate, key } = authorities.timeStamper;
  return issueTimeStamp(request, {
    engine,
    certificate,
    sign: key.sign,
    policy: POLICY,
    accuracySeconds: ACCURACY_SECONDS,
    now: () => clock.now(),
    nextSerial: () => random(SERIAL_LENGTH),
  });
}
