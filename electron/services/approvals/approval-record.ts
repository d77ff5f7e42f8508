import { z } from 'zod';
import {
  decisionSchema,
  paperSchema,
  requestSchema,
  statementSchema,
} from '../../core/approval/approval-schema.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { TrustStore } from '../../core/x509/trust-store.ts';
import { CodedError } from '../../shared/errors.ts';
import type {
  ApprovalDecision,
  ApprovalItemState,
  ApprovalOrigin,
  ApprovalRequest,
  PaperApproval,
} from '../../shared/model/approval.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { Clock } from '../ports/clock.ts';
import { type RecordStore, type Records, recordsOfKind } from '../records/records.ts';
import type { Recorder } from '../register/acts-on-record.ts';

/** What approvals take from outside. */
export interface ApprovalPorts {
  readonly records: RecordStore;
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly recorder: Recorder;
  /** Whose word counts for certificates of approvers; lists are asked by `revokedSince`. */
  trust(): Promise<TrustStore>;
  /** @param certificate DER @returns since when it is revoked, ISO 8601; null where no list here names it */
  revokedSince(certificate: Uint8Array): Promise<string | null>;
}

const decided = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('signed'),
    statement: statementSchema,
    decision: decisionSchema,
    certificate: z.strictObject({ subject: z.string(), serial: z.string() }),
  }),
  z.strictObject({ kind: z.literal('paper'), paper: paperSchema }),
]);

const approvalRecord = z.strictObject({
  request: requestSchema,
  origin: z.enum(['here', 'file', 'platform']),
  onPlatform: z.boolean(),
  delivered: z.boolean(),
  withdrawn: z.boolean(),
  decided: decided.nullable(),
  problem: z.string().nullable(),
  paths: z.array(z.string().nullable()),
});

/** A decision that was signed and judged, with who signed it. */
export interface KeptDecision {
  readonly kind: 'signed';
  readonly statement: Statement;
  readonly decision: ApprovalDecision;
  readonly certificate: { readonly subject: string; readonly serial: string };
}

/** A request as this computer keeps it. */
export interface ApprovalRecord {
  readonly request: ApprovalRequest;
  readonly origin: ApprovalOrigin;
  readonly onPlatform: boolean;
  /** The platform has the decision too. */
  readonly delivered: boolean;
  readonly withdrawn: boolean;
  readonly decided: KeptDecision | { readonly kind: 'paper'; readonly paper: PaperApproval } | null;
  /** Why a decision that came with it does not count: the rule that it breaks. */
  readonly problem: string | null;
  /** Where the documents were last seen on this computer, in the order of the items. */
  readonly paths: readonly (string | null)[];
}

const useRecord = z.strictObject({
  state: z.enum(['unsettled', 'used']),
  beganAt: z.iso.datetime(),
  sm3After: z.string().nullable(),
});

/** One item's one use. It is there from before the key is used until it is known that nothing was sealed. */
type UseRecord = z.infer<typeof useRecord>;

const KIND = 'approval';
const USE_KIND = 'approvalUse';

/**
 * The record of a request that nothing has become of yet.
 * @param paths where its files lie here, item by item; null where that is not known
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

/** What is known of the uses of a request's items, in their order; null where one is open. */
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

/** SM3 of what came out of a use; null where nothing did. */
export const outcomeOf = (use: UseRecord | null): string | null => use?.sm3After ?? null;

export const stateOfUse = (use: UseRecord | null): ApprovalItemState => use?.state ?? 'open';

/** Takes an item for one use. @returns false where another writer has it, or had it */
export function takeItem(
  requestId: string,
  index: number,
  beganAt: string,
  records: RecordStore,
): Promise<boolean> {
  const use: UseRecord = { state: 'unsettled', beganAt, sm3After: null };
  return records.add(USE_KIND, useId(requestId, index), JSON.stringify(use));
}

/** @param sm3After of the sealed file */
export function settleItem(
  requestId: string,
  index: number,
  beganAt: string,
  sm3After: string,
  records: RecordStore,
): Promise<void> {
  const use: UseRecord = { state: 'used', beganAt, sm3After };
  return records.put(USE_KIND, useId(requestId, index), JSON.stringify(use));
}

/** Opens an item again, of which it is known that nothing was sealed. */
export function freeItem(requestId: string, index: number, records: RecordStore): Promise<void> {
  return records.remove(USE_KIND, useId(requestId, index));
}
