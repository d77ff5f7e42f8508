import { membersOf, readDer, type DerCursor, type DerElement } from '../asn1/der-reader.ts';
import { EXTENSION_OID } from '../asn1/oids.ts';
import { explicitTag, TAG } from '../asn1/tags.ts';
import { generalizedTimeOf, timeOf } from '../asn1/time.ts';
import { integerOf, smallIntegerOf } from '../asn1/values.ts';
import { CodedError } from '../../shared/errors.ts';
import { equalBytes } from '../bytes/equal.ts';
import { toHex } from '../bytes/hex.ts';
import { decodeExtensions, type Extension } from './extension.ts';
import { decodeListScope, type ListScope } from './issuing-distribution-point.ts';
import { decodeName, type Name } from './name.ts';
import { decodeSigned, type SignedStructure } from './signed-structure.ts';

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
  /** By serial number as in `Certificate.serial`. */
  readonly entries: ReadonlyMap<string, Revocation>;
  /** Null where the list is for every certificate of its issuer. */
  readonly scope: ListScope | null;
  /** Critical extensions, of the list or an entry, that no code here handles: the list must not be used. */
  readonly unknownCritical: readonly string[];
}

export interface Revocation {
  readonly revokedAt: Date;
  /** CRLReason (RFC 5280 §5.3.1); 0 unspecified, 1 keyCompromise, 6 certificateHold */
  readonly reason: number;
  /** Since when the key is known or suspected to be compromised. */
  readonly invalidSince: Date | null;
}

const WHAT = 'TBSCertList';
const ENTRY_HANDLED: ReadonlySet<string> = new Set([EXTENSION_OID.reasonCode, EXTENSION_OID.invalidityDate]);

/**
 * Reads a whole list into memory. Delta lists carry a critical extension, which `unknownCritical` names.
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
  const unknownCritical = new Set<string>();
  const entries = decodeEntries(members.optional(TAG.sequence), unknownCritical);
  const extensions = listExtensions(members);
  members.end();
  for (const { id, critical } of extensions.values()) {
    if (critical && id !== EXTENSION_OID.issuingDistributionPoint) unknownCritical.add(id);
  }
  const scope = scopeOf(extensions);
  return { ...signed, issuer, thisUpdate, nextUpdate, entries, scope, unknownCritical: [...unknownCritical] };
}

function decodeNextUpdate(members: DerCursor): Date | null {
  const isTime = members.nextTag === TAG.utcTime || members.nextTag === TAG.generalizedTime;
  return isTime ? timeOf(members.next(), 'nextUpdate') : null;
}

function decodeEntries(list: DerElement | undefined, unknownCritical: Set<string>): Map<string, Revocation> {
  const entries = new Map<string, Revocation>();
  if (list === undefined) return entries;
  const cursor = membersOf(list, WHAT);
  while (!cursor.atEnd) {
    const members = membersOf(cursor.next(TAG.sequence), WHAT);
    const serial = members.next(TAG.integer);
    integerOf(serial, WHAT);
    const revokedAt = timeOf(members.next(), 'revocationDate');
    const extensionList = members.optional(TAG.sequence);
    members.end();
    const extensions = extensionList === undefined ? new Map() : decodeExtensions(extensionList);
    entries.set(toHex(serial.content), { revokedAt, ...circumstancesOf(extensions, unknownCritical) });
  }
  return entries;
}

function circumstancesOf(
  extensions: ReadonlyMap<string, Extension>,
  unknownCritical: Set<string>,
): Omit<Revocation, 'revokedAt'> {
  for (const { id, critical } of extensions.values()) {
    if (critical && !ENTRY_HANDLED.has(id)) unknownCritical.add(id);
  }
  const reason = extensions.get(EXTENSION_OID.reasonCode);
  const since = extensions.get(EXTENSION_OID.invalidityDate);
  return {
    reason: reason === undefined ? 0 : decodeReason(reason.value),
    invalidSince:
      since === undefined ? null : generalizedTimeOf(readDer(since.value, WHAT), 'invalidityDate'),
  };
}

/** CRLReason ::= ENUMERATED, encoded as an INTEGER is */
function decodeReason(value: Uint8Array): number {
  return smallIntegerOf({ ...readDer(value, 'CRLReason', TAG.enumerated), tag: TAG.integer }, 'CRLReason');
}

function listExtensions(members: DerCursor): ReadonlyMap<string, Extension> {
  const tagged = members.optional(explicitTag(0));
  if (tagged === undefined) return new Map();
  const inner = membersOf(tagged, 'crlExtensions');
  const list = inner.next(TAG.sequence);
  inner.end();
  return decodeExtensions(list);
}

function scopeOf(extensions: ReadonlyMap<string, Extension>): ListScope | null {
  const point = extensions.get(EXTENSION_OID.issuingDistributionPoint);
  return point === undefined ? null : decodeListScope(point.value);
}
