import type { Home } from '../../home/home.ts';
import { readSealFiles } from '../../adapters/files/seal-files.ts';
import { chosenSeal, type ListedToken, type ListedTokens } from '../../services/tokens/list-tokens.ts';
import { type ChosenSeal, findSeal } from '../../services/tokens/token-seals.ts';
import { sealsFromFiles } from '../../services/tokens/seal-files.ts';
import type { ModuleFailure } from '../../services/ports/tokens.ts';
import { CodedError, type AppError, type ErrorCode } from '../../shared/errors.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import { failure, type Result, unwrap } from '../../shared/result.ts';
import { usage } from '../usage.ts';

/** How the command line names a seal. */
export interface SealWish {
  /** esID or name; may be left out when a file holds one seal. */
  readonly seal: string | undefined;
  readonly token: string | undefined;
  /** A seal file, or a folder of them, to take the seal from instead of a key. */
  readonly file: string | undefined;
}

/** Finds the one seal that is meant, with its key and certificate. @throws CodedError why there is none */
export async function chooseSeal(home: Home, wish: SealWish): Promise<ChosenSeal> {
  return sealAmong(await home.listTokens(), wish, home);
}

/** Finds a seal on keys that were listed: those of one act are listed once. @throws CodedError why there is none */
export function sealAmong(
  { tokens, failures }: ListedTokens,
  { seal, token, file }: SealWish,
  home: Home,
): ChosenSeal {
  const culprit = culpritAmong(failures, tokens);
  if (tokens.length === 0 && culprit !== null) unwrap(failure(culprit));
  const wanted = token === undefined ? tokens : tokens.filter(({ info }) => info.serial === token);
  const searched = file === undefined ? wanted : withFiles(home, wanted, file);
  const infos = searched.map(({ info }) => info);
  const sought = withSealsAtHand(findSeal({ seal: seal ?? onlySealOf(searched) }, infos), infos);
  const missing = !sought.ok && sought.error.code !== 'SEAL_AMBIGUOUS';
  const found = unwrap(missing && culprit !== null ? failure(culprit) : sought);
  const chosen = chosenSeal(searched, found.info);
  if (chosen === null) throw new CodedError(found.info.reason ?? 'KEY_NOT_FOUND');
  return chosen;
}

/** Adds to the answer that there is no such seal the names of those there are: a name counts only as a whole. */
function withSealsAtHand<T>(sought: Result<T>, tokens: readonly TokenInfo[]): Result<T> {
  if (sought.ok || sought.error.code !== 'SEAL_NOT_FOUND') return sought;
  const seals = tokens.flatMap((token) => token.seals.map(({ name }) => name)).join(', ');
  return failure({ ...sought.error, details: { seals } });
}

const ENDED_ITS_HOST: readonly ErrorCode[] = ['TOKEN_HOST_CRASHED', 'TOKEN_TIMEOUT'];

/**
 * Why a seal may be missing though its key is plugged in: a module that could not be asked. One that crashed or
 * hung is named before others, which count only when no key shows at all.
 */
function culpritAmong(failures: readonly ModuleFailure[], tokens: readonly ListedToken[]): AppError | null {
  const ended = failures.find(({ error }) => ENDED_ITS_HOST.includes(error.code));
  const culprit = ended ?? (tokens.length === 0 ? failures[0] : undefined);
  if (culprit === undefined) return null;
  const { module, error } = culprit;
  return { code: error.code, details: { ...error.details, module } };
}

function withFiles(
  { world, engine, clock }: Home,
  tokens: readonly ListedToken[],
  path: string,
): readonly ListedToken[] {
  // Without a demonstration world seals come from keys alone.
  const policy = unwrap(world)?.policy ?? { sealFiles: false };
  const files = policy.sealFiles ? readSealFiles(path) : [];
  return unwrap(sealsFromFiles(files, tokens, { policy, engine, now: clock.now() }));
}

function onlySealOf(tokens: readonly ListedToken[]): string {
  const [only, ...others] = tokens.flatMap(({ seals }) => seals);
  if (only === undefined) throw new CodedError('SEAL_NOT_FOUND');
  if (others.length > 0) {
    throw usage(
      '文件夹中有多枚印章，请用 --seal 指定',
      'the folder holds several seals: name one by --seal ESID or NAME',
    );
  }
  return only.info.esId;
}
