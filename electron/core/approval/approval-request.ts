import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import type { ApprovalItemState, ApprovalRequest, ApprovalState } from '../../shared/model/approval.ts';
import { toHex, utf8Bytes, utf8Text } from '../bytes/encodings.ts';
import type { Statement } from '../platform/signed-statement.ts';
import type { SmEngine } from '../sm/engine.ts';
import { requestSchema, statementSchema } from './approval-schema.ts';

interface Standing {
  readonly request: Pick<ApprovalRequest, 'validUntil'>;
  readonly withdrawn: boolean;
  /** Null where nobody has decided; a paper approval counts as approved. */
  readonly outcome: 'approved' | 'rejected' | null;
  readonly items: readonly ApprovalItemState[];
}

/** How a request stands at a time. What was decided stays so; what was used up cannot expire. */
export function approvalState({ request, withdrawn, outcome, items }: Standing, now: Date): ApprovalState {
  if (outcome === 'rejected') return 'rejected';
  if (withdrawn) return 'withdrawn';
  if (outcome === 'approved' && items.every((state) => state === 'used')) return 'used';
  if (Date.parse(request.validUntil) < now.getTime()) return 'expired';
  return outcome === 'approved' ? 'approved' : 'underReview';
}

/**
 * The canonical octets of a request, whose SM3 the approver signs: JSON in UTF-8, the fields in the order of the
 * schema, nothing between them. The same request gives the same octets wherever it was read from.
 * @throws CodedError APPROVAL_INVALID where it is no request
 */
export function requestBytes(request: ApprovalRequest): Uint8Array {
  return utf8Bytes(JSON.stringify(parseRequest(request)));
}

/** SM3 of {@link requestBytes}, hexadecimal. */
export function requestDigest(request: ApprovalRequest, engine: Pick<SmEngine, 'sm3'>): string {
  return toHex(engine.sm3(requestBytes(request)));
}

/** A request from anything that was read. @throws CodedError APPROVAL_INVALID with the field that is wrong */
export function parseRequest(value: unknown): ApprovalRequest {
  const parsed = requestSchema.safeParse(value);
  if (!parsed.success) throw invalidRequest(fieldOf(parsed.error) ?? 'request');
  if (parsed.data.validUntil <= parsed.data.requestedAt) throw invalidRequest('validUntil');
  return parsed.data;
}

/** The first thing that does not fit a schema; null where it is the whole. */
function fieldOf({ issues }: z.ZodError): string | null {
  const path = issues[0]?.path.join('.') ?? '';
  return path === '' ? null : path;
}

/** @param field which is wrong */
function invalidRequest(field: string): CodedError {
  return new CodedError('APPROVAL_INVALID', `not a request: ${field}`, { field });
}

/** Of the files in which requests travel by mail, beside the documents that they name. */
export const REQUEST_FILE_EXTENSION = '.sealrequest';

/** 500 items with the longest names stay below it. */
export const LARGEST_REQUEST_FILE = 4 * 1024 * 1024;

const FORMAT = 'sealdesk approval request 1';

/** What such a file holds: the request, and the decision once there is one. */
interface RequestFile {
  readonly request: ApprovalRequest;
  readonly decision: Statement | null;
}

const schema = z.strictObject({
  format: z.literal(FORMAT),
  request: z.unknown(),
  decision: statementSchema.nullable(),
});

export function encodeRequestFile({ request, decision }: RequestFile): Uint8Array {
  return utf8Bytes(`${JSON.stringify({ format: FORMAT, request, decision }, null, 2)}\n`);
}

/**
 * Reads such a file; whether its decision counts is not judged here.
 * @throws CodedError APPROVAL_INVALID with the field that is wrong
 */
export function decodeRequestFile(bytes: Uint8Array): RequestFile {
  if (bytes.length > LARGEST_REQUEST_FILE) throw invalidRequest('size');
  const parsed = schema.safeParse(jsonOrNull(utf8Text(bytes)));
  if (!parsed.success) throw invalidRequest(fieldOf(parsed.error) ?? 'file');
  return { request: parseRequest(parsed.data.request), decision: parsed.data.decision };
}

function jsonOrNull(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}
