import { CodedError } from '../../shared/errors.ts';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { type Certificate, decodeCertificate } from './certificate.ts';
import type { OcspResponse } from './ocsp-response.ts';
import { decodeRevocationList, type RevocationList } from './revocation-list.ts';

type Statement = PlatformSchema<'Statement'>;

/** The content of a trust list: authorities, and those of their certificates that are seal makers' (制章者). */
export interface MakerList {
  readonly authorities: readonly Certificate[];
  readonly makers: readonly Certificate[];
  /** When a list was issued that a person has confirmed; none for lists that nobody has. */
  readonly issuedAt?: Date;
  /** When the next list was due that a person takes over by file; none for lists that a synchronisation renews. */
  readonly nextUpdate?: Date;
  /** The list as its issuer has published it; none for a folder of an earlier version. */
  readonly statement?: Statement;
}

/** The certificates and lists that verification trusts, parsed once and used for any number of files. */
export interface TrustStore {
  /** Self-issued certificates, at which every path ends. */
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly revocationLists: readonly RevocationList[];
  /** The trust lists of platforms, whose signatures were checked when they arrived. */
  readonly makerLists: readonly MakerList[];
  /** OCSP responses at hand; no folder holds any, but documents do. */
  readonly ocspResponses?: readonly OcspResponse[];
  /** Signed lists of makers. Whoever asks about a maker checks them. */
  readonly makerStatements: readonly Statement[];
  /** SM3 of the certificates, hexadecimal, whose lists of makers count beside those of the roots. */
  readonly makerSigners: readonly string[];
  /** Certificates that a platform once named and no longer names, DER: whatever other lists say, they make no seals. */
  readonly withdrawn: readonly Uint8Array[];
  /** The confirmed lists of trust and makers, for those who read a verdict. */
  readonly trustLists?: readonly ConfirmedList[];
}

/** A list of trust and makers that a person has confirmed; one that was changed on the disk counts for nothing. */
export interface ConfirmedList {
  readonly source: string;
  /** ISO 8601 */
  readonly issuedAt: string;
  readonly nextUpdate: string;
  readonly isChanged: boolean;
}

/** DER of the certificates and lists of a trust folder. */
interface TrustEncodings {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** The trust lists of platforms. */
  readonly makerLists?: readonly {
    readonly authorities: readonly Uint8Array[];
    readonly makers: readonly Uint8Array[];
    /** ISO 8601 */
    readonly issuedAt?: string;
    readonly nextUpdate?: string;
    readonly statement?: Statement;
  }[];
  /** The signed lists of makers that lie in the folder. */
  readonly makerStatements?: readonly Statement[];
  readonly makerSigners?: readonly string[];
  readonly withdrawn?: readonly Uint8Array[];
  readonly trustLists?: readonly ConfirmedList[];
}

/** Parses the material. Files that cannot be read are left out, since one bad file must not end all trust. */
export function readTrustStore(material: TrustEncodings): TrustStore {
  const certificates = certificatesIn(material.certificates);
  return {
    anchors: certificates.filter(isSelfIssued),
    intermediates: certificates.filter((certificate) => !isSelfIssued(certificate)),
    revocationLists: material.crls.flatMap((der) => parsedOrNothing(der, decodeRevocationList)),
    makerLists: (material.makerLists ?? []).map(
      ({ authorities, makers, issuedAt, nextUpdate, statement }) => ({
        authorities: certificatesIn(authorities),
        makers: certificatesIn(makers),
        ...(issuedAt === undefined ? {} : { issuedAt: new Date(issuedAt) }),
        ...(nextUpdate === undefined ? {} : { nextUpdate: new Date(nextUpdate) }),
        ...(statement === undefined ? {} : { statement }),
      }),
    ),
    // A list of its own for each store, by which what was read from it is remembered.
    makerStatements: [...(material.makerStatements ?? [])],
    makerSigners: material.makerSigners ?? [],
    withdrawn: material.withdrawn ?? [],
    trustLists: material.trustLists ?? [],
  };
}

function certificatesIn(ders: readonly Uint8Array[]): Certificate[] {
  return ders.flatMap((der) => parsedOrNothing(der, decodeCertificate));
}

/** Tells whether a certificate names itself as its issuer. */
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
