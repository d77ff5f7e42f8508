import { z } from 'zod';
import {
  decisionSchema,
  paperSchema,
  requestSchema,
  statementSchema,
} from '../../core/approval/approval-schema.ts';
import { requestDigest } from '../../core/approval/approval-request.ts';
import {
  type OfficeDecision,
  officeDecisionSchema,
  officeNumberDigest,
} from '../../core/approval/office-decision.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { TrustStore } from '../../core/x509/trust-store.ts';
import { CodedError } from '../../shared/errors.ts';
import {
  USE_ROLES,
  type ApprovalDecision,
  type ApprovalItemState,
  type ApprovalOrigin,
  type ApprovalRequest,
  type PaperApproval,
} from '../../shared/model/approval.ts';
import type { OfficeWay } from '../../shared/model/office-system.ts';
import type { RegisterStore } from '../register/register-store.ts';
import type { RandomBytes, Clock } from '../ports/clock.ts';
import { type RecordStore, type Records, recordsOfKind } from '../records/records.ts';
import type { Recorder } from '../register/acts-on-record.ts';
import type { UseRules } from '../sealing-gate/use-demands.ts';
import type { ClaimPlatforms } from './approval-claims.ts';

/** The ports of approvals. */
export interface ApprovalPorts {
  readonly records: RecordStore;
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly recorder: Recorder;
  /** The register, which says what office systems are registered, and where a use stands. */
  readonly register: Pick<RegisterStore, 'find'>;
  /** Returns the certificates that approvers are judged by, without revocation lists: `revokedSince` asks those. */
  trust(): Promise<TrustStore>;
  /** Returns since when a certificate (DER) is revoked, ISO 8601; null when no list here names it. */
  revokedSince(certificate: Uint8Array): Promise<string | null>;
  /** The claims that platforms keep. */
  readonly claims: ClaimPlatforms;
  /** Returns the rules that apply to the use of a seal. Rejects with the codes of the store. */
  rulesOf(esId: string): Promise<UseRules>;
}

const decided = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('signed'),
    statement: statementSchema,
    decision: decisionSchema,
    certificate: z.strictObject({ subject: z.string(), serial: z.string() }),
  }),
  z.strictObject({ kind: z.literal('paper'), paper: paperSchema }),
  z.strictObject({
    kind: z.literal('office'),
    statement: statementSchema,
    decision: officeDecisionSchema,
    decisionSm3: z.string(),
    fingerprint: z.string(),
    system: z.string(),
    certificate: z.strictObject({ subject: z.string(), serial: z.string() }),
    way: z.enum(['file', 'folder', 'call']),
  }),
]);

const approvalRecord = z.strictObject({
  request: requestSchema,
  origin: z.enum(['here', 'file', 'platform', 'office']),
  onPlatform: z.boolean(),
  delivered: z.boolean(),
  withdrawn: z.boolean(),
  decided: decided.nullable(),
  problem: z.string().nullable(),
  paths: z.array(z.string().nullable()),
});

/** A signed decision that was judged, and the certificate of its signer. */
export interface KeptDecision {
  readonly kind: 'signed';
  readonly statement: Statement;
  readonly decision: ApprovalDecision;
  readonly certificate: { readonly subject: string; readonly serial: string };
}

/** A decision of an office system that was judged when it came, and is judged again at each use. */
export interface KeptOfficeDecision {
  readonly kind: 'office';
  readonly statement: Statement;
  readonly decision: OfficeDecision;
  /** SM3 of the octets that the system signed, hexadecimal. */
  readonly decisionSm3: string;
  /** SHA-256 of the system's certificate, hexadecimal. */
  readonly fingerprint: string;
  readonly system: string;
  readonly certificate: { readonly subject: string; readonly serial: string };
  readonly way: OfficeWay;
}

/** A request as this computer keeps it. */
export interface ApprovalRecord {
  readonly request: ApprovalRequest;
  readonly origin: ApprovalOrigin;
  readonly onPlatform: boolean;
  /** True when the platform has the decision too. */
  readonly delivered: boolean;
  readonly withdrawn: boolean;
  readonly decided:
    KeptDecision | KeptOfficeDecision | { readonly kind: 'paper'; readonly paper: PaperApproval } | null;
  /** The rule that a decision breaks which came with it and does not count; null when there is none. */
  readonly problem: string | null;
  /** Paths at which the documents were last seen on this computer, in the order of the items. */
  readonly paths: readonly (string | null)[];
}

const role = z.enum(USE_ROLES);

const useRecord = z.strictObject({
  state: z.enum(['unsettled', 'used']),
  beganAt: z.iso.datetime(),
  sm3After: z.string().nullable(),
  samePeople: z
    .array(z.strictObject({ one: role, other: role, by: z.enum(['certificate', 'name']) }))
    .default([]),
});

/** The one use of an item. It exists from before the key is used, and ends when it is known that nothing was sealed. */
type UseRecord = z.infer<typeof useRecord>;

const KIND = 'approval';
const USE_KIND = 'approvalUse';

/**
 * Makes the record of a request that nobody has decided yet.
 * @param paths of its files on this computer, item by item; null when a path is not known
 */
export function freshRecord(
  request: ApprovalRecord['request'],
  origin: ApprovalRecord['origin'],
  paths: ApprovalRecord['paths'],
): ApprovalRecord {
  const untold = { onPlatform: false, delivered: false, withdrawn: false };
  return { request, origin, ...untold, decided: null, problem: null, paths: [...paths] };
}

export function approvalRecords(records: RecordStore): Records<ApprovalRecord> {
  return recordsOfKind<ApprovalRecord>(KIND, approvalRecord, ({ request }) => request.id, records);
}

/** @throws CodedError APPROVAL_NOT_FOUND */
export async function findApproval(id: string, records: RecordStore): Promise<ApprovalRecord> {
  const found = await approvalRecords(records).find(id);
  if (found === null) throw new CodedError('APPROVAL_NOT_FOUND', id, { approval: id });
  return found;
}

const useId = (requestId: string, index: number): string => `${requestId}/${index}`;

/** Returns the uses of a request's items, in their order; null for an item that is open. */
export function usesOf(
  { request }: Pick<ApprovalRecord, 'request'>,
  records: RecordStore,
): Promise<(UseRecord | null)[]> {
  return Promise.all(
    request.items.map(async (_, index) => {
      const json = await records.get(USE_KIND, useId(request.id, index));
      return json === null ? null : useRecord.parse(JSON.parse(json));
    }),
  );
}

/** Returns the SM3 of the file that came out of a use; null when none did. */
export const outcomeOf = (use: UseRecord | null): string | null => use?.sm3After ?? null;

export const stateOfUse = (use: UseRecord | null): ApprovalItemState => use?.state ?? 'open';

/** A use that has begun: when, and the parts in it that one person has. */
export type BegunItem = Pick<UseRecord, 'beganAt' | 'samePeople'>;

/** Takes an item for one use. @returns false when another writer has taken it */
export function takeItem(
  requestId: string,
  index: number,
  begun: BegunItem,
  records: RecordStore,
): Promise<boolean> {
  const use: UseRecord = { state: 'unsettled', ...begun, sm3After: null };
  return records.add(USE_KIND, useId(requestId, index), JSON.stringify(use));
}

/** Marks an item as used. @param sm3After of the sealed file */
export function settleItem(
  requestId: string,
  index: number,
  begun: BegunItem,
  sm3After: string,
  records: RecordStore,
): Promise<void> {
  const use: UseRecord = { state: 'used', ...begun, sm3After };
  return records.put(USE_KIND, useId(requestId, index), JSON.stringify(use));
}

/** Opens an item again when it is known that nothing was sealed. */
export function freeItem(requestId: string, index: number, records: RecordStore): Promise<void> {
  return records.remove(USE_KIND, useId(requestId, index));
}

/**
 * Returns the name under which an approval is claimed at platforms: the SM3 of the request, or of system and office number for
 * a decision of an office system.
 */
export function claimDigest({ request, decided }: ApprovalRecord, engine: Pick<SmEngine, 'sm3'>): string {
  return decided?.kind === 'office'
    ? officeNumberDigest(decided.fingerprint, decided.decision.number, engine)
    : requestDigest(request, engine);
}
