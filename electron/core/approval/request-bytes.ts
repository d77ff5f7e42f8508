import type { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import type { ApprovalRequest } from '../../shared/model/approval.ts';
import { toHex } from '../bytes/hex.ts';
import { utf8Bytes } from '../bytes/utf8.ts';
import type { SmEngine } from '../sm/engine.ts';
import { requestSchema } from './approval-schema.ts';

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
export function fieldOf({ issues }: z.ZodError): string | null {
  const path = issues[0]?.path.join('.') ?? '';
  return path === '' ? null : path;
}

/** @param field which is wrong */
export function invalidRequest(field: string): CodedError {
  return new CodedError('APPROVAL_INVALID', `not a request: ${field}`, { field });
}
