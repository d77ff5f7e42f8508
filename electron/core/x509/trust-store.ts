import { CodedError } from '../../shared/errors.ts';
import { equalBytes } from '../bytes/equal.ts';
import { decodeCertificate, type Certificate } from './certificate.ts';
import { decodeRevocationList, type RevocationList } from './revocation-list.ts';

/** What verification trusts, parsed once and used for any number of files. */
export interface TrustStore {
  /** Self-issued certificates: the ends of every path. */
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly revocationLists: readonly RevocationList[];
}

/** DER of the certificates and lists of a trust folder. */
export interface TrustEncodings {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}

/** Parses the material; what cannot be read is left out, since one bad file must not end all trust. */
export function readTrustStore(material: TrustEncodings): TrustStore {
  const certificates = material.certificates.flatMap((der) => parsedOrNothing(der, decodeCertificate));
  return {
    anchors: certificates.filter(isSelfIssued),
    intermediates: certificates.filter((certificate) => !isSelfIssued(certificate)),
    revocationLists: material.crls.flatMap((der) => parsedOrNothing(der, decodeRevocationList)),
  };
}

export function isSelfIssued(certificate: Certificate): boolean {
  return equalBytes(certificate.subject.raw, certificate.issuer.raw);
}

function parsedOrNothing<T>(der: Uint8Array, parse: (der: Uint8Array) => T): T[] {
  try {
    return [parse(der)];
  } catch (error) {
    if (error instanceof CodedError) return [];
    throw error;
  }
}
