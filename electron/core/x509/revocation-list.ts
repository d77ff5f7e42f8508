import { membersOf, type DerCursor } from '../asn1/der-reader.ts';
import { EXTENSION_OID } from '../asn1/oids.ts';
import { explicitTag, TAG } from '../asn1/tags.ts';
import { timeOf } from '../asn1/time.ts';
import { CodedError } from '../../shared/errors.ts';
import { equalBytes } from '../bytes/equal.ts';
import { decodeExtensions, type Extension } from './extension.ts';
import { decodeListScope, type ListScope } from './issuing-distribution-point.ts';
import { decodeName, type Name } from './name.ts';
import { RevocationIndex } from './revocation-index.ts';
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
  readonly entries: RevocationIndex;
  /** Null where the list is for every certificate of its issuer. */
  readonly scope: ListScope | null;
  /** Critical extensions, of the list or an entry, that no code here handles: the list must not be used. */
  readonly unknownCritical: readonly string[];
}

/**
 * Reads a list, whose bytes it keeps: every entry is checked, none becomes an object. Delta lists carry a
 * critical extension, which `unknownCritical` names.
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
    if (critical && id !== EXTENSION_OID.issuingDistributionPoint) unknownCritical.add(id);
  }
  const scope = scopeOf(extensions);
  return { ...signed, issuer, thisUpdate, nextUpdate, entries, scope, unknownCritical: [...unknownCritical] };
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

function scopeOf(extensions: ReadonlyMap<string, Extension>): ListScope | null {
  const point = extensions.get(EXTENSION_OID.issuingDistributionPoint);
  return point === undefined ? null : decodeListScope(point.value);
}
