import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import type { ApprovalItemState, ApprovalRequest, ApprovalState } from '../../shared/model/approval.ts';
import { jsonOrNull, toHex, utf8Bytes } from '../bytes/encodings.ts';
import type { Statement } from '../platform/signed-statement.ts';
import type { SmEngine } from '../sm/engine.ts';
import { requestSchema, statementSchema } from './approval-schema.ts';

interface Standing {
  readonly request: Pick<ApprovalRequest, 'validUntil'>;
  readonly withdrawn: boolean;
  /** The decision; null if nobody has decided. A paper approval counts as approved. */
  readonly outcome: 'approved' | 'rejected' | null;
  readonly items: readonly ApprovalItemState[];
}

/**
 * Tells the state of a request at a time. A decision stays as it is, and a request that was used up cannot
 * expire.
 */
export function approvalState({ request, withdrawn, outcome, items }: Standing, now: Date): ApprovalState {
  if (outcome === 'rejected') return 'rejected';
  if (withdrawn) return 'withdrawn';
  if (outcome === 'approved' && items.every((state) => state === 'used')) return 'used';
  if (Date.parse(request.validUntil) < now.getTime()) return 'expired';
  return outcome === 'approved' ? 'approved' : 'underReview';
}

/**
 * Writes the canonical octets of a request, whose SM3 the approver signs: JSON in UTF-8, the fields in the
 * order of the schema, nothing between them. The same request always gives the same octets.
 * @throws CodedError APPROVAL_INVALID for a value that is no request
 */
export function requestBytes(request: ApprovalRequest): Uint8Array {
  return utf8Bytes(JSON.stringify(parseRequest(request)));
}

/** Computes SM3 of {@link requestBytes}, hexadecimal. */
export function requestDigest(request: ApprovalRequest, engine: Pick<SmEngine, 'sm3'>): string {
  return toHex(engine.sm3(requestBytes(request)));
}

/** Reads a request from any value. @throws CodedError APPROVAL_INVALID with the field that is wrong */
export function parseRequest(value: unknown): ApprovalRequest {
  const parsed = requestSchema.safeParse(value);
  if (!parsed.success) throw invalidRequest(fieldOf(parsed.error) ?? 'request');
  if (parsed.data.validUntil <= parsed.data.requestedAt) throw invalidRequest('validUntil');
  return parsed.data;
}

/** Names the first field that does not fit a schema; null if the whole value does not. */
function fieldOf({ issues }: z.ZodError): string | null {
  const path = issues[0]?.path.join('.') ?? '';
  return path === '' ? null : path;
}

/** @param field the field that is wrong */
function invalidRequest(field: string): CodedError {
  return new CodedError('APPROVAL_INVALID', `not a request: ${field}`, { field });
}

/** The largest request file, in bytes. 500 items with the longest names stay below it. */
export const LARGEST_REQUEST_FILE = 4 * 1024 * 1024;

const FORMAT = 'sealdesk approval request 1';

/** The content of a request file: the request, and the decision once there is one. */
interface RequestFile {
  readonly request: ApprovalRequest;
  readonly decision: Statement | null;
}

const schema = z.strictObject({
  format: z.literal(FORMAT),
  request: z.unknown(),
  decision: statementSchema.nullable(),
});

/** Writes a request file. */
export function encodeRequestFile({ request, decision }: RequestFile): Uint8Array {
  return utf8Bytes(`${JSON.stringify({ format: FORMAT, request, decision }, null, 2)}\n`);
}

/**
 * Reads a request file. It does not judge whether the decision counts.
 * @throws CodedError APPROVAL_INVALID with the field that is wrong
 */
export function decodeRequestFile(bytes: Uint8Array): RequestFile {
  if (bytes.length > LARGEST_REQUEST_FILE) throw invalidRequest('size');
  const parsed = schema.safeParse(jsonOrNull(bytes));
  if (!parsed.success) throw invalidRequest(fieldOf(parsed.error) ?? 'file');
  return { request: parseRequest(parsed.data.request), decision: parsed.data.decision };
}
