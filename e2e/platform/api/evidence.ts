import { issueTimeStamp } from '../../../electron/core/timestamp/issue-time-stamp.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { PlatformContext } from '../platform-context.ts';
import {
  countersign,
  keepUsageRecords,
  lastCountersignature,
  type RegisterCheckpoint,
  type UsageRecords,
} from '../services/registers.ts';
import { claimApproval, giveBackClaim, listDoubleUses } from '../services/approval-claims.ts';
import { json, octets, type Operations } from './call.ts';

/** The operations that make evidence: time stamps, usage records, countersignatures and claims to approvals. */
export function evidenceOperations(context: PlatformContext): Operations {
  return {
    ...claimOperations(context),
    sendUsageRecords: ({ body }) => json({ size: keepUsageRecords(context, body as UsageRecords) }),
    countersignCheckpoint: async ({ body }) => json(await countersign(context, body as RegisterCheckpoint)),
    readCheckpoint: ({ path }) => json(lastCountersignature(context, path['registerId'] ?? '')),
    requestTimeStamp: async ({ body }) =>
      octets(await stamp(context, new Uint8Array(body as Buffer)), 'application/timestamp-reply'),
  };
}

function claimOperations(context: PlatformContext): Operations {
  return {
    claimApproval: ({ path, body }) => {
      const request = body as PlatformSchema<'ApprovalClaimRequest'>;
      return json(claimApproval(context, path['approvalSm3'] ?? '', path['claimId'] ?? '', request));
    },
    giveBackClaim: ({ path, query }) => {
      const register = String(query['registerId']);
      return json(giveBackClaim(context, path['approvalSm3'] ?? '', path['claimId'] ?? '', register));
    },
    listDoubleUses: ({ query }) => json({ doubleUses: listDoubleUses(context, String(query['registerId'])) }),
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
