import { createHash } from 'node:crypto';
import type { TokenListing } from '../../services/ports/tokens.ts';

/**
 * Equal for equal listings. A look at the keys happens every second; describing them means checking the makers'
 * signatures, so it is done only when this has changed.
 */
export function fingerprintOf({ tokens, failures }: TokenListing): string {
  const hash = createHash('sha256').update(JSON.stringify(failures));
  for (const { certificates, data, ...facts } of tokens) {
    hash.update(JSON.stringify(facts));
    for (const { id, label, der } of certificates) hash.update(label).update(id).update(der);
    for (const { label, application, value } of data) hash.update(label).update(application).update(value);
  }
  return hash.digest('hex');
}
