import { readTrustFolder } from '../adapters/files/trust-folder.ts';
import { decodeRevocationList } from '../core/x509/revocation-list.ts';
import { CodedError } from '../shared/errors.ts';
import type { TrustInfo } from '../shared/model/app-info.ts';

/** What the status strip and the settings say of the trust folder; null where it cannot be read. */
export function summariseTrust(folder: string): TrustInfo | null {
  try {
    const { certificates, crls } = readTrustFolder(folder);
    const issued = crls.flatMap(issueDateOf).sort();
    return { folder, certificates: certificates.length, revocationListsAsOf: issued[0] ?? null };
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
