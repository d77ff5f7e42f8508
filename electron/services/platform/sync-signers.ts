import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import {
  type KnownSigners,
  openSignerList,
  type SignerList,
  withSignerList,
} from '../../core/platform/signer-list.ts';
import { isFromRevoked, type Statement } from '../../core/platform/signed-statement.ts';
import { type AppError, CodedError } from '../../shared/errors.ts';
import { unwrap } from '../../shared/result.ts';
import { checkGoesOn, checkNotFromFuture, checkNotFrozen } from './check-list.ts';
import { confirmedAt, keepUnchanged, knownList, retrying, type SyncContext } from './sync-context.ts';

/** The name of the list of signers among the lists of a platform. */
const SIGNER_LIST = 'platform-signers';

/** What the step needs of a synchronisation. */
export type SignerContext = Omit<SyncContext, 'api'> & {
  readonly api: Pick<SyncContext['api'], 'signers'>;
};

/**
 * Fetches the list of the platform's signers, before anything that they sign. From then on nobody else signs for the platform.
 * Of a platform that has never offered this list, every signer counts that its root has certified. Once it has offered one, that
 * list stays in force when the platform says later that it has none: else whoever holds the key of a former signer would only
 * have to hide the list.
 * @throws CodedError of the PLATFORM_, LIST_ or STORE_ group
 */
export async function syncSigners(context: SignerContext): Promise<void> {
  const { api, files, pause, asOf } = context;
  const known = await knownList(context, SIGNER_LIST);
  const kept = files.material().signers;
  const stands = kept !== undefined && !isFromRevoked(kept.statement, context.trust);
  const etag = stands ? (known?.etag ?? null) : null;
  const asked = await retrying(() => api.signers(etag), pause);
  if (!asked.ok && isNotOffered(asked.error)) {
    if (known !== undefined) checkNotFrozen(SIGNER_LIST, known, asOf);
    return;
  }
  const answer = unwrap(asked);
  if (answer === null) return keepUnchanged(context, SIGNER_LIST, known);
  await accept(context, answer.statement, answer.etag);
}

const NOT_FOUND = 404;

function isNotOffered({ code, details }: AppError): boolean {
  return code === 'PLATFORM_NOT_OFFERED' || details?.['status'] === NOT_FOUND;
}

async function accept(context: SignerContext, statement: Statement, etag: string | null): Promise<void> {
  const { files, store, engine, platform, now, asOf } = context;
  const material = files.material();
  const signers = material.signers ?? null;
  const list = opened(statement, signers, context);
  checkGoesOn(SIGNER_LIST, list, await knownList(context, SIGNER_LIST));
  checkNotFromFuture(SIGNER_LIST, list, now);
  files.replace({ ...material, signers: withSignerList(statement, list, signers) });
  const { number, issuedAt, nextUpdate } = list;
  const sm3 = toHex(engine.sm3(utf8Bytes(statement.payload)));
  const times = { issuedAt, nextUpdate, confirmedAt: confirmedAt(context) };
  await store.putList({ platform, list: SIGNER_LIST, number, etag, sm3, ...times });
  checkNotFrozen(SIGNER_LIST, list, asOf);
}

function opened(
  statement: Statement,
  signers: KnownSigners | null,
  { platform, trust }: SignerContext,
): SignerList {
  try {
    return openSignerList(statement, platform, trust, signers);
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'STATEMENT_INVALID') throw error;
    const rule = error.details?.['rule'] ?? null;
    throw new CodedError('LIST_FORGED', SIGNER_LIST, { list: SIGNER_LIST, rule });
  }
}
