import { z } from 'zod';
import type { Statement } from '../../core/platform/signed-statement.ts';
import {
  type ListPart,
  type PlatformListsApi,
  revocationListEntry,
} from '../../services/platform/published-lists.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import {
  parseJson,
  sendForJson,
  type PlatformRequest,
  type PlatformResponse,
  type PlatformTransport,
  statementAnswer,
} from './transport.ts';

const identifier = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);
const time = z.iso.datetime();
const text = z.string().max(2000);

/** Members that are not known here are ignored, as are capabilities. What cannot be read is as if it were not there. */
const descriptionSchema = z.object({
  id: identifier,
  name: text,
  profile: identifier,
  time,
  contract: z
    .string()
    .regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/)
    .nullable()
    .catch(null),
  capabilities: z.array(identifier).max(1000).nullable().catch(null),
});
const indexSchema = z.object({ lists: z.array(revocationListEntry).max(1000) });

const NOT_MODIFIED = 304;
const PARTIAL = 206;
const NOT_FOUND = 404;
/** Far above a page of events or a trust list of ten thousand certificates. */
const LARGEST_STATEMENT = 64 * 1024 * 1024;
const STATEMENT_DEADLINE_MS = 60_000;
const PART_DEADLINE_MS = 60_000;
const LARGEST_DELTA = 32 * 1024 * 1024;

/**
 * Reads what a platform publishes to everybody.
 * @param signal ends calls under way with CANCELLED
 */
export function listsApi(transport: PlatformTransport, signal?: AbortSignal): PlatformListsApi {
  const cancellable = signal === undefined ? {} : { signal };
  const get = (path: string, rest: Partial<PlatformRequest> = {}): PlatformRequest => ({
    method: 'GET',
    path,
    ...rest,
    ...cancellable,
  });
  const large = { largestAnswer: LARGEST_STATEMENT, deadlineMs: STATEMENT_DEADLINE_MS };
  const taggedStatement = async (
    path: string,
    etag: string | null,
  ): Promise<Result<{ statement: Statement; etag: string | null } | null>> => {
    const headers = etag === null ? {} : { 'if-none-match': etag };
    const answer = await transport.send(get(path, { ...large, headers }));
    if (!answer.ok) return answer;
    if (answer.value.status === NOT_MODIFIED) return success(null);
    const statement = parseJson(answer.value.body, statementAnswer);
    return statement.ok ? success({ statement: statement.value, etag: etagOf(answer.value) }) : statement;
  };
  return {
    describe: () => sendForJson(transport, get('/v1/platform'), descriptionSchema),
    signers: (etag) => taggedStatement('/v1/signers', etag),
    trustList: (etag) => taggedStatement('/v1/trust-list', etag),
    policy: (etag) => taggedStatement('/v1/policy', etag),
    revocationLists: async () => {
      const index = await sendForJson(transport, get('/v1/revocation-lists'), indexSchema);
      return index.ok ? success(index.value.lists) : index;
    },
    revocationListPart: async (id, { from, length, size }, etag) => {
      const range = `bytes=${from}-${from + length - 1}`;
      const headers = { range, ...(etag === null ? {} : { 'if-range': etag }) };
      const limits = { largestAnswer: size, deadlineMs: PART_DEADLINE_MS };
      const answer = await transport.send(get(`/v1/revocation-lists/${id}`, { ...limits, headers }));
      return answer.ok ? partOf(answer.value) : answer;
    },
    deltaList: async (id, base) => {
      const path = `/v1/revocation-lists/${id}/delta`;
      const delta = await transport.send(get(path, { query: { base }, largestAnswer: LARGEST_DELTA }));
      if (delta.ok) return success(delta.value.body);
      return delta.error.details?.['status'] === NOT_FOUND ? success(null) : delta;
    },
    sealStatus: (after) =>
      sendForJson(transport, get('/v1/seal-status', { ...large, query: { after } }), statementAnswer),
  };
}

/** Returns an entity tag that can go into a header of a later request; null if there is none. */
function etagOf({ headers }: PlatformResponse): string | null {
  const etag = headers['etag'];
  return etag !== undefined && /^(W\/)?"[\x21\x23-\x7e]{0,150}"$/.test(etag) ? etag : null;
}

/** RFC 9110 §14.4 */
const CONTENT_RANGE = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/;

function partOf(response: PlatformResponse): Result<ListPart> {
  const { status, headers, body } = response;
  const etag = etagOf(response);
  if (status !== PARTIAL) return success({ bytes: body, offset: 0, total: body.length, etag });
  const [, first, last, total] = CONTENT_RANGE.exec(headers['content-range'] ?? '') ?? [];
  const offset = Number(first);
  if (Number(last) - offset + 1 !== body.length) {
    return failure({ code: 'PLATFORM_ANSWER_INVALID', details: { reason: 'range' } });
  }
  return success({ bytes: body, offset, total: Number(total), etag });
}
