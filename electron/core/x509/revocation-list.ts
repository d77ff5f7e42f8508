import { membersOf, readDer, type DerCursor } from '../asn1/der-reader.ts';
import { EXTENSION_OID, explicitTag, TAG } from '../asn1/identifiers.ts';
import { generalizedTimeOf, timeOf } from '../asn1/time.ts';
import { integerOf } from '../asn1/values.ts';
import { CodedError } from '../../shared/errors.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { decodeExtensions, type Extension } from './extensions.ts';
import { decodeListScope, type ListScope } from './distribution-points.ts';
import { decodeName, type Name } from './name.ts';
import type { Revocation } from './revocation-entry.ts';
import { RevocationIndex } from './revocation-index.ts';
import { decodeSigned, type SignedStructure } from './signed-structure.ts';

/** The entries of a list by serial number, as in `Certificate.serial`. */
export interface RevocationEntries {
  readonly size: number;
  get(serial: string): Revocation | undefined;
}

/**
 * RFC 5280 §5.1
 * TBSCertList ::= SEQUENCE {
 *   version INTEGER OPTIONAL, signature AlgorithmIdentifier, issuer Name, thisUpdate Time,
 *   nextUpdate Time OPTIONAL,
 *   revokedCertificates SEQUENCE OF SEQUENCE { userCertificate INTEGER, revocationDate Time,
 *     crlEntryExtensions Extensions OPTIONAL } OPTIONAL,
 *   crlExtensions [0] EXPLICIT Extensions OPTIONAL }
 */
export interface RevocationList extends SignedStructure {
  readonly issuer: Name;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly entries: RevocationIndex;
  /** cRLNumber (RFC 5280 §5.2.3); null if the list has none. */
  readonly number: bigint | null;
  /** In a delta list, the number of the list that it changes (§5.2.4); null for a complete list. */
  readonly baseNumber: bigint | null;
  /** The list keeps certificates that expired after this time; null if it may drop expired ones. */
  readonly keepsExpiredSince: Date | null;
  /** The scope; null if the list is for every certificate of its issuer. */
  readonly scope: ListScope | null;
  /** Critical extensions, of the list or an entry, that no code here handles. They make the list unusable. */
  readonly unknownCritical: readonly string[];
}

/** Critical extensions that the revocation check handles. */
const HANDLED: ReadonlySet<string> = new Set([
  EXTENSION_OID.issuingDistributionPoint,
  EXTENSION_OID.deltaCrlIndicator,
]);

/**
 * Reads a list and keeps its bytes. Every entry is checked, none becomes an object.
 * @throws DER_INVALID or CERTIFICATE_DAMAGED
 */
export function decodeRevocationList(bytes: Uint8Array): RevocationList {
  const { members, ...signed } = decodeSigned(bytes, 'CertificateList');
  members.optional(TAG.integer);
  if (!equalBytes(members.next(TAG.sequence).raw, signed.algorithmRaw)) {
    throw new CodedError('CERTIFICATE_DAMAGED', 'signature algorithm differs inside and outside');
  }
  const issuer = decodeName(members.next(TAG.sequence), 'issuer');
  const thisUpdate = timeOf(members.next(), 'thisUpdate');
  const nextUpdate = decodeNextUpdate(members);
  const entries = new RevocationIndex(members.optional(TAG.sequence)?.content ?? new Uint8Array());
  const unknownCritical = new Set(entries.unknownCritical);
  const extensions = listExtensions(members);
  members.end();
  for (const { id, critical } of extensions.values()) {
    if (critical && !HANDLED.has(id)) unknownCritical.add(id);
  }
  return {
    ...signed,
    issuer,
    thisUpdate,
    nextUpdate,
    entries,
    ...extensionsOf(extensions),
    unknownCritical: [...unknownCritical],
  };
}

function decodeNextUpdate(members: DerCursor): Date | null {
  const isTime = members.nextTag === TAG.utcTime || members.nextTag === TAG.generalizedTime;
  return isTime ? timeOf(members.next(), 'nextUpdate') : null;
}

function listExtensions(members: DerCursor): ReadonlyMap<string, Extension> {
  const tagged = members.optional(explicitTag(0));
  if (tagged === undefined) return new Map();
  const inner = membersOf(tagged, 'crlExtensions');
  const list = inner.next(TAG.sequence);
  inner.end();
  return decodeExtensions(list);
}

type ListExtensions = Pick<RevocationList, 'number' | 'baseNumber' | 'keepsExpiredSince' | 'scope'>;

function extensionsOf(extensions: ReadonlyMap<string, Extension>): ListExtensions {
  const decoded = <T>(id: string, decode: (value: Uint8Array) => T): T | null => {
    const extension = extensions.get(id);
    return extension === undefined ? null : decode(extension.value);
  };
  const numberOf = (value: Uint8Array): bigint => integerOf(readDer(value, 'CRLNumber'), 'CRLNumber');
  return {
    number: decoded(EXTENSION_OID.crlNumber, numberOf),
    baseNumber: decoded(EXTENSION_OID.deltaCrlIndicator, numberOf),
    keepsExpiredSince: decoded(EXTENSION_OID.expiredCertsOnCrl, (value) =>
      generalizedTimeOf(readDer(value, 'expiredCertsOnCRL'), 'expiredCertsOnCRL'),
    ),
    scope: decoded(EXTENSION_OID.issuingDistributionPoint, decodeListScope),
  };
}
