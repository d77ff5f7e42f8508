import { base64 } from '@scure/base';
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

/** The largest request file, in bytes: 500 items with the longest names, and a few pictures. */
export const LARGEST_REQUEST_FILE = 12 * 1024 * 1024;

/** What a request file takes of pictures, in bytes. Whoever seals is asked for those that it has no room for. */
const MOST_PICTURE_BYTES = 5 * 1024 * 1024;

const FORMAT = 'sealdesk approval request 1';

/** The content of a request file: the request, the decision once there is one, and the pictures that the request names. */
interface RequestFile {
  readonly request: ApprovalRequest;
  readonly decision: Statement | null;
  readonly pictures?: readonly Uint8Array[];
}

const schema = z.strictObject({
  format: z.literal(FORMAT),
  request: z.unknown(),
  decision: statementSchema.nullable(),
  pictures: z.array(z.base64()).max(100).exactOptional(),
});

/** Writes a request file. Without pictures it reads as those of earlier versions. */
export function encodeRequestFile({ request, decision, pictures = [] }: RequestFile): Uint8Array {
  let room = MOST_PICTURE_BYTES;
  const carried = pictures.filter(({ length }) => {
    if (length <= room) room -= length;
    else return false;
    return true;
  });
  const more = carried.length === 0 ? {} : { pictures: carried.map((each) => base64.encode(each)) };
  return utf8Bytes(`${JSON.stringify({ format: FORMAT, request, decision, ...more }, null, 2)}\n`);
}

/**
 * Reads a request file. It does not judge whether the decision counts, nor whether the request names the pictures.
 * @throws CodedError APPROVAL_INVALID with the field that is wrong
 */
export function decodeRequestFile(bytes: Uint8Array): Required<RequestFile> {
  if (bytes.length > LARGEST_REQUEST_FILE) throw invalidRequest('size');
  const parsed = schema.safeParse(jsonOrNull(bytes));
  if (!parsed.success) throw invalidRequest(fieldOf(parsed.error) ?? 'file');
  const { request, decision, pictures = [] } = parsed.data;
  return {
    request: parseRequest(request),
    decision,
    pictures: pictures.map((each) => base64.decode(each)),
  };
}
