import type { SmEngine } from '../../core/sm/engine.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import type { ListedToken } from './list-tokens.ts';
import { describeSeals, type ListedSeal } from './token-seals.ts';

/** The policy of the world about seals. It lies in the world's data so that an administrator can change it. */
export interface SealPolicy {
  /** Whether seals may come from files. If not, only seals on keys count. */
  readonly sealFiles: boolean;
}

/** A file that should hold a seal (.esl). */
export interface SealFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The CKA_APPLICATION that such a file would have on a token, so that an unreadable file shows as damaged. */
const CLAIM = 'GB/T 38540-2020';

/**
 * Adds the seals of files to the tokens whose certificates they list, so that a person chooses and uses them like any
 * other seal. A seal that lists no certificate here goes to the first token and carries the reason. Fails with
 * SEAL_FILES_NOT_ALLOWED, or with TOKEN_NOT_FOUND when there is no token.
 */
export function sealsFromFiles(
  files: readonly SealFile[],
  tokens: readonly ListedToken[],
  { policy, engine, now }: { readonly policy: SealPolicy; readonly engine: SmEngine; readonly now: Date },
): Result<readonly ListedToken[]> {
  if (!policy.sealFiles) return failure({ code: 'SEAL_FILES_NOT_ALLOWED' });
  if (tokens.length === 0) return failure({ code: 'TOKEN_NOT_FOUND' });
  const data = files.map(({ name, bytes }) => ({ label: name, application: CLAIM, value: bytes }));
  const seals = tokens.map(({ info, certificates }) =>
    describeSeals(data, { tokenSerial: info.serial, certificates, engine, now }),
  );
  const placed = files.map((_file, index) => placeOf(seals.map((list) => list[index])));
  return success(
    tokens.map((token, place) => {
      const own = (seals[place] ?? []).filter((_seal, index) => placed[index] === place);
      return { ...token, seals: own, info: { ...token.info, seals: own.map(({ info }) => info) } };
    }),
  );
}

/**
 * Chooses the token: first one that can use the seal, then one that the seal lists, then one that held it before a
 * renewal.
 */
function placeOf(candidates: readonly (ListedSeal | undefined)[]): number {
  const first = (fits: (seal: ListedSeal) => boolean): number =>
    candidates.findIndex((seal) => seal !== undefined && fits(seal));
  const places = [
    first(({ info }) => info.usable),
    first(({ certificate }) => certificate !== null),
    first(({ info }) => info.history),
  ];
  return places.find((place) => place >= 0) ?? 0;
}
