import { z } from 'zod';
import { FILE_BUDGET } from '../../core/budgets.ts';
import { utf8Text } from '../../core/bytes/encodings.ts';
import {
  openPlatformStatement,
  type PlatformTrust,
  type Statement,
  type StatementType,
} from '../../core/platform/signed-statement.ts';
import { statusEventSchema } from '../../core/platform/use-state-statement.ts';
import { policySchema } from '../../core/policy/policy-schema.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import type { Result } from '../../shared/result.ts';
import { readJson } from '../../core/bytes/json.ts';

/** What a platform says of itself. What it leaves out, or says in another form, is null. */
export type PlatformDescription = Pick<PlatformSchema<'Platform'>, 'id' | 'name' | 'profile' | 'time'> & {
  readonly contract: string | null;
  readonly capabilities: readonly string[] | null;
};
export type RevocationListEntry = PlatformSchema<'RevocationListEntry'>;

/** A part of a list, or the whole list when the platform sends no parts. */
export interface ListPart {
  readonly bytes: Uint8Array;
  /** The offset of the part; 0 for the whole list. */
  readonly offset: number;
  /** The size of the whole list in octets. */
  readonly total: number;
  readonly etag: string | null;
}

/** The public calls to a platform. Every call fails with the codes of the transport. */
export interface PlatformListsApi {
  describe(): Promise<Result<PlatformDescription>>;
  /** @param etag of the list that is here; the answer is null when it is the newest. PLATFORM_NOT_OFFERED: it has none */
  signers(etag: string | null): Promise<Result<{ statement: Statement; etag: string | null } | null>>;
  /** @param etag of the list that is here; the answer is null when it is the newest */
  trustList(etag: string | null): Promise<Result<{ statement: Statement; etag: string | null } | null>>;
  /** @param etag of the statement that is here; the answer is null when it is the newest */
  policy(etag: string | null): Promise<Result<{ statement: Statement; etag: string | null } | null>>;
  revocationLists(): Promise<Result<readonly RevocationListEntry[]>>;
  /** @param etag of the part before, so that parts of two lists are never put together */
  revocationListPart(
    id: string,
    range: { readonly from: number; readonly length: number; readonly size: number },
    etag: string | null,
  ): Promise<Result<ListPart>>;
  /** Returns the changes since a full list, or null when the platform has no delta list for it. */
  deltaList(id: string, base: number): Promise<Result<Uint8Array | null>>;
  /** Returns the events after a number. */
  sealStatus(after: number): Promise<Result<Statement>>;
}

const identifier = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);
const time = z.iso.datetime();

/** An entry of the index of revocation lists. */
export const revocationListEntry = z.object({
  /** Also part of a file's name. */
  id: z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/),
  number: z.int().min(0),
  size: z.int().min(1).max(FILE_BUDGET.wholeBytes),
  sm3: z.string().regex(/^[0-9a-f]{64}$/),
  thisUpdate: time,
  nextUpdate: time,
});

/** The payload of platform-policy. */
export const policyStatementSchema = z.strictObject({
  platform: identifier,
  number: z.int().min(1),
  issuedAt: time,
  nextUpdate: time,
  profile: policySchema,
});

/** The payload of seal-status. */
export const statusPageSchema = z.strictObject({
  platform: identifier,
  issuedAt: time,
  nextUpdate: time,
  after: z.int().min(0),
  head: z.int().min(0),
  events: z.array(statusEventSchema).max(20_000),
});

/** The properties that a statement of a platform must have. */
interface ExpectedStatement<T> {
  readonly type: StatementType;
  readonly schema: z.ZodType<T>;
  /** The id of the platform that the statement must name. */
  readonly platform: string;
  /** The name of the list in errors. */
  readonly list: string;
}

/**
 * Checks a statement of a platform and returns its payload.
 * @throws CodedError LIST_FORGED with the broken rule, LIST_DAMAGED when the signed content does not fit the schema
 */
export function openPayload<T extends { readonly platform: string }>(
  statement: Statement,
  { type, schema, platform, list }: ExpectedStatement<T>,
  trust: PlatformTrust,
): T {
  const parsed = schema.safeParse(jsonOf(authenticPayload(statement, type, list, trust), list));
  if (!parsed.success) throw new CodedError('LIST_DAMAGED', list, { list, rule: pathOf(parsed.error) });
  if (parsed.data.platform !== platform)
    throw new CodedError('LIST_FORGED', list, { list, rule: 'platform' });
  return parsed.data;
}

function authenticPayload(
  statement: Statement,
  type: StatementType,
  list: string,
  trust: PlatformTrust,
): Uint8Array {
  try {
    return openPlatformStatement(statement, type, trust);
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'STATEMENT_INVALID') throw error;
    throw new CodedError('LIST_FORGED', list, { list, rule: error.details?.['rule'] ?? null });
  }
}

function jsonOf(payload: Uint8Array, list: string): unknown {
  try {
    return readJson(utf8Text(payload));
  } catch {
    throw new CodedError('LIST_DAMAGED', list, { list, rule: 'json' });
  }
}

const pathOf = ({ issues }: z.ZodError): string => issues[0]?.path.join('.') ?? '';
