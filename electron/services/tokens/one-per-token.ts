import type { TokenSnapshot } from '../../shared/model/token.ts';

/** Shorter serial numbers begin too many others. */
const SHORTEST_BEGINNING = 8;

/**
 * Lists a key once that both of its interfaces show.
 * @param preferred the interface that stays
 */
export function onePerToken(
  tokens: readonly TokenSnapshot[],
  preferred: TokenSnapshot['kind'],
): readonly TokenSnapshot[] {
  const staying = tokens.filter(({ kind }) => kind === preferred);
  return tokens.filter(
    (token) => token.kind === preferred || !staying.some((other) => isSameToken(other, token)),
  );
}

/** Serial numbers are not unique: two keys with certificates are one only where they share one. */
function isSameToken(one: TokenSnapshot, other: TokenSnapshot): boolean {
  if (!fitSerials(one.serial, other.serial)) return false;
  if (one.certificates.length === 0 || other.certificates.length === 0) return true;
  return one.certificates.some(({ der }) => other.certificates.some((each) => sameBytes(der, each.der)));
}

/** CK_TOKEN_INFO.serialNumber has 16 characters, SKF's 32: the shorter may be cut. */
function fitSerials(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length === 0) return false;
  return long === short || (short.length >= SHORTEST_BEGINNING && long.startsWith(short));
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
