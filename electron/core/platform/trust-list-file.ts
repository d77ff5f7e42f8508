import { base64 } from '@scure/base';
import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import { readJson } from '../bytes/json.ts';
import { keptStatement, type Statement } from './signed-statement.ts';

/**
 * A signed list of trust and makers (信任与制章者名单) as a file: the statement of its issuer, and the revocation lists
 * that verdicts need beside it. Those are signed by authorities of the list, each by itself. A file may also hold the
 * bare statement, as a platform answers it.
 */
export interface TrustListFile {
  readonly statement: Statement;
  /** DER */
  readonly revocationLists: readonly Uint8Array[];
}

const fileSchema = z.strictObject({
  trustList: keptStatement,
  revocationLists: z.array(z.base64()).max(1000),
});

/** Names of files with a list end so. */
export const TRUST_LIST_SUFFIX = '.trustlist.json';

/** Parses the file of a list. @throws CodedError TRUST_LIST_INVALID with the rule format */
export function readTrustListFile(text: string): TrustListFile {
  const json = jsonOrNull(text);
  const bare = keptStatement.safeParse(json);
  if (bare.success) return { statement: bare.data, revocationLists: [] };
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) throw new CodedError('TRUST_LIST_INVALID', 'format', { rule: 'format' });
  const { trustList, revocationLists } = parsed.data;
  return { statement: trustList, revocationLists: revocationLists.map((each) => base64.decode(each)) };
}

function jsonOrNull(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return null;
  }
}

/** Writes the text of a file, which {@link readTrustListFile} reads. */
export function trustListText({ statement, revocationLists }: TrustListFile): string {
  const encoded = revocationLists.map((der) => base64.encode(der));
  return `${JSON.stringify({ trustList: statement, revocationLists: encoded })}\n`;
}
