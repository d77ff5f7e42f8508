import { z } from 'zod';
import { utf8Text } from '../../core/bytes/encodings.ts';
import {
  openPlatformStatement,
  type PlatformTrust,
  type Statement,
  type StatementType,
} from '../../core/platform/signed-statement.ts';
import { CodedError } from '../../shared/errors.ts';
import { SEAL_STATES } from '../../shared/model/seal-standing.ts';

const identifier = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);
const time = z.iso.datetime();
const octets = z.array(z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)).max(10_000);

/** Payload of seal-trust-list. */
export const trustListSchema = z.strictObject({
  platform: identifier,
  number: z.int().min(1),
  issuedAt: time,
  nextUpdate: time,
  certificates: octets,
  makers: octets,
});

/** Payload of seal-status. */
export const statusPageSchema = z.strictObject({
  platform: identifier,
  issuedAt: time,
  nextUpdate: time,
  after: z.int().min(0),
  head: z.int().min(0),
  events: z
    .array(
      z.strictObject({
        number: z.int().min(1),
        esId: z.string().min(1).max(200),
        state: z.enum(SEAL_STATES),
        since: time,
        reason: z.string().max(2000).nullable(),
        replacedBy: z.string().max(200).nullable(),
      }),
    )
    .max(20_000),
});

/** What a statement must be to be taken for a platform's. */
export interface ExpectedStatement<T> {
  readonly type: StatementType;
  readonly schema: z.ZodType<T>;
  /** Id of the platform that it has to speak for. */
  readonly platform: string;
  /** Names it in errors. */
  readonly list: string;
}

/** @throws CodedError LIST_FORGED with the broken rule, LIST_DAMAGED where the signed content is no such list */
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
    return JSON.parse(utf8Text(payload));
  } catch {
    throw new CodedError('LIST_DAMAGED', list, { list, rule: 'json' });
  }
}

const pathOf = ({ issues }: z.ZodError): string => issues[0]?.path.join('.') ?? '';
