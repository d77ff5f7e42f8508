import { equalBytes } from '../bytes/equal.ts';
import type { Certificate } from './certificate.ts';
import type { CertificatePath } from './path.ts';
import type { TrustStore } from './trust-store.ts';

/**
 * Whether a certificate may be a seal maker's: where trust lists name an authority above it, one of them has to name
 * the maker too.
 * @param path from the maker's certificate to an anchor
 */
export function isListedMaker(
  maker: Certificate,
  path: CertificatePath,
  { makerLists }: Pick<TrustStore, 'makerLists'>,
): boolean {
  const above = path.slice(1);
  const naming = makerLists.filter(({ authorities }) => authorities.some(isOneOf(above)));
  return naming.length === 0 || naming.some(({ makers }) => isOneOf(makers)(maker));
}

function isOneOf(certificates: readonly Certificate[]): (certificate: Certificate) => boolean {
  return ({ raw }) => certificates.some((each) => equalBytes(each.raw, raw));
}
