import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { isOpen } from '../../shared/model/seal-life.ts';
import type { TokenKeyPair } from '../ports/tokens.ts';
import type { ListedToken } from '../tokens/list-tokens.ts';
import type { KeptApplication } from './applications.ts';

/** Returns the applications under way whose key lies on the token. */
export function applicationsOn(
  { info }: Pick<ListedToken, 'info'>,
  applications: readonly KeptApplication[],
): readonly KeptApplication[] {
  return applications.filter(
    (each) => each.tokenSerial === info.serial && each.keyId !== null && isOpen(each),
  );
}

/**
 * Finds a key that an interrupted attempt has left on the token: one without a certificate, which no application under way
 * waits to have certified. One key never gets the certificates of two seals.
 * @param promised the keys (CKA_ID, hexadecimal) of requests whose answer is not known
 */
export function freeKey(
  pairs: readonly TokenKeyPair[],
  token: Pick<ListedToken, 'info' | 'certificates'>,
  applications: readonly KeptApplication[],
  promised: readonly string[],
): TokenKeyPair | undefined {
  const certified = token.certificates.flatMap(({ der }) => certificateOrNull(der)?.publicKey.sm2 ?? []);
  const awaited = [...promised, ...applicationsOn(token, applications).map(({ keyId }) => keyId)];
  return pairs.find(
    ({ id, publicKey }) =>
      !certified.some((each) => equalBytes(each, publicKey)) && !awaited.includes(toHex(id)),
  );
}
