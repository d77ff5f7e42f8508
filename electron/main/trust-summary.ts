import { readTrustFacts } from '../adapters/files/trust-folder.ts';
import { decodeRevocationList } from '../core/x509/revocation-list.ts';
import { CodedError } from '../shared/errors.ts';
import type { TrustInfo } from '../shared/model/app-info.ts';

/**
 * What the settings say of the trust folder; null where it cannot be read. Of the platforms' lists only the dates
 * are looked at: this runs where the window must not wait for a list of a million entries.
 */
export function summariseTrust(folder: string): TrustInfo | null {
  try {
    const { own, platforms } = readTrustFacts(folder);
    const lists = platforms.flatMap(({ lists: accepted }) => accepted.map(({ thisUpdate }) => thisUpdate));
    const issued = lists.length > 0 ? lists : own.crls.flatMap(issueDateOf);
    const named = platforms.flatMap((platform) => platform.certificates);
    return {
      folder,
      certificates: own.certificates.length + new Set(named).size,
      revocationListsAsOf: issued.sort()[0] ?? null,
    };
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function issueDateOf(der: Uint8Array): string[] {
  try {
    return [decodeRevocationList(der).thisUpdate.toISOString()];
  } catch (error) {
    if (error instanceof CodedError) return [];
    throw error;
  }
}
