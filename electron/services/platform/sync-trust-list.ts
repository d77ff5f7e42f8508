import { base64 } from '@scure/base';
import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { isFromRevoked, type Statement } from '../../core/platform/signed-statement.ts';
import { trustListSchema } from '../../core/platform/trust-list.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import { checkGoesOn, checkNotFromFuture, checkNotFrozen } from './check-list.ts';
import { openPayload } from './published-lists.ts';
import type { ListState } from './platform-store.ts';
import type { PlatformTrustMaterial } from './platform-trust.ts';
import { confirmedAt, keepUnchanged, retrying, knownList, type SyncContext } from './sync-context.ts';
import { unwrap } from '../../shared/result.ts';

const TRUST_LIST = 'trust-list';

/**
 * Fetches the trust list. From then on the certificates that it names are trusted, and all others are not.
 * @throws CodedError of the PLATFORM_, LIST_ or STORE_ group
 */
export async function syncTrustList(context: SyncContext): Promise<void> {
  const { api, files, pause } = context;
  const known = await knownList(context, TRUST_LIST);
  const kept = files.material().statement;
  const stands = kept !== undefined && !isFromRevoked(kept, context.trust);
  const etag = stands ? (known?.etag ?? null) : null;
  const answer = unwrap(await retrying(() => api.trustList(etag), pause));
  if (answer === null) return keepUnchanged(context, TRUST_LIST, known);
  await accept(context, answer.statement, answer.etag, known);
}

async function accept(
  context: SyncContext,
  statement: Statement,
  etag: string | null,
  known: ListState | undefined,
): Promise<void> {
  const { files, store, engine, platform, trust, now, asOf } = context;
  const expected = { type: 'seal-trust-list', schema: trustListSchema, platform, list: TRUST_LIST } as const;
  const list = openPayload(statement, expected, trust);
  checkGoesOn(TRUST_LIST, list, known);
  checkNotFromFuture(TRUST_LIST, list, now);
  checkCertificates([...list.certificates, ...list.makers]);
  files.replace(withTrustList(files.material(), list, statement));
  const { number, issuedAt, nextUpdate } = list;
  const sm3 = toHex(engine.sm3(utf8Bytes(statement.payload)));
  const times = { issuedAt, nextUpdate, confirmedAt: confirmedAt(context) };
  await store.putList({ platform, list: TRUST_LIST, number, etag, sm3, ...times });
  checkNotFrozen(TRUST_LIST, list, asOf);
}

function checkCertificates(encoded: readonly string[]): void {
  const damaged = encoded.find((each) => certificateOrNull(decodedOrEmpty(each)) === null);
  if (damaged === undefined) return;
  throw new CodedError('LIST_DAMAGED', TRUST_LIST, { list: TRUST_LIST, rule: 'certificates' });
}

function decodedOrEmpty(text: string): Uint8Array {
  try {
    return base64.decode(text);
  } catch {
    return new Uint8Array();
  }
}

function withTrustList(
  before: PlatformTrustMaterial,
  { certificates, makers }: { readonly certificates: string[]; readonly makers: string[] },
  statement: Statement,
): PlatformTrustMaterial {
  const named = new Set([...certificates, ...makers]);
  const once = new Set([...before.withdrawn, ...before.certificates, ...before.makers]);
  return {
    ...before,
    statement,
    certificates,
    makers,
    withdrawn: [...once].filter((each) => !named.has(each)),
  };
}
