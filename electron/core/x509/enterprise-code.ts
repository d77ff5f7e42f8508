import type { Name } from './name.ts';

/** ETSI EN 319 412-1 §5.1.4: the kind of a number and the country come first, as in `NTRCN-` and `VATCN-`. */
const KIND = /^[A-Z]{3}CN-/;

/** GB 32100-2015 §4: eighteen digits and capital letters. */
const CODE = /^[0-9A-Z]{18}$/;

/** GB 11643-1999: six digits of the place, eight of the day of birth, three of the order, and a check character. */
const IDENTITY = /^\d{6}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[0-9X]$/;

/**
 * Reads the unified social credit code (统一社会信用代码) of the enterprise from the subject of a certificate.
 * @returns null when the subject names none: authorities may leave it out, or write the number of a person's identity card,
 *   which has as many characters
 */
export function enterpriseCodeOf({ numbers }: Pick<Name, 'numbers'>): string | null {
  const codes = numbers.map((number) => number.trim().toUpperCase().replace(KIND, ''));
  return codes.find((code) => CODE.test(code) && !isIdentityNumber(code)) ?? null;
}

/** GB 11643-1999, by ISO 7064 MOD 11-2: the weighted sum of all eighteen is 1 modulo 11. */
function isIdentityNumber(code: string): boolean {
  if (!IDENTITY.test(code)) return false;
  const sum = [...code].reduce(
    (total, character, index) =>
      total + (character === 'X' ? 10 : Number(character)) * (2 ** (17 - index) % 11),
    0,
  );
  return sum % 11 === 1;
}
