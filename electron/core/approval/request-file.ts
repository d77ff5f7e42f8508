import { z } from 'zod';
import type { ApprovalRequest } from '../../shared/model/approval.ts';
import { utf8Bytes, utf8Text } from '../bytes/utf8.ts';
import type { Statement } from '../platform/signed-statement.ts';
import { statementSchema } from './approval-schema.ts';
import { fieldOf, invalidRequest, parseRequest } from './request-bytes.ts';

/** Of the files in which requests travel by mail, beside the documents that they name. */
export const REQUEST_FILE_EXTENSION = '.sealrequest';

/** 500 items with the longest names stay below it. */
export const LARGEST_REQUEST_FILE = 4 * 1024 * 1024;

const FORMAT = 'sealdesk approval request 1';

/** What such a file holds: the request, and the decision once there is one. */
export interface RequestFile {
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
