import { membersOf, readDer, readDerPrefix, type DerElement } from '../asn1/der-reader.ts';
import { EXTENSION_OID } from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { generalizedTimeOf, timeOf } from '../asn1/time.ts';
import { integerOf, smallIntegerOf } from '../asn1/values.ts';
import { decodeExtensions, type Extension } from './extension.ts';

/** What a list says of a certificate that it names. */
export interface Revocation {
  readonly revokedAt: Date;
  /** CRLReason (RFC 5280 §5.3.1); 0 unspecified, 1 keyCompromise, 6 certificateHold */
  readonly reason: number;
  /** Since when the key is known or suspected to be compromised. */
  readonly invalidSince: Date | null;
}

export interface RevocationEntry extends Revocation {
  /** Critical extensions that no code here handles. */
  readonly unknownCritical: readonly string[];
}

const WHAT = 'revokedCertificates';
const HANDLED: ReadonlySet<string> = new Set([EXTENSION_OID.reasonCode, EXTENSION_OID.invalidityDate]);

/**
 * RFC 5280 §5.1
 * SEQUENCE { userCertificate INTEGER, revocationDate Time, crlEntryExtensions Extensions OPTIONAL }
 * @param bytes start with the entry, whatever follows
 * @throws DER_INVALID or CERTIFICATE_DAMAGED
 */
export function decodeRevocationEntry(bytes: Uint8Array): RevocationEntry {
  const members = membersOf(readDerPrefix(bytes, WHAT, TAG.sequence), WHAT);
  integerOf(members.next(TAG.integer), WHAT);
  const revokedAt = timeOf(members.next(), 'revocationDate');
  const list = members.optional(TAG.sequence);
  members.end();
  return { revokedAt, ...circumstancesOf(list) };
}

function circumstancesOf(list: DerElement | undefined): Omit<RevocationEntry, 'revokedAt'> {
  const extensions: ReadonlyMap<string, Extension> = list === undefined ? new Map() : decodeExtensions(list);
  const reason = extensions.get(EXTENSION_OID.reasonCode);
  const since = extensions.get(EXTENSION_OID.invalidityDate);
  return {
    reason: reason === undefined ? 0 : decodeReason(reason.value),
    invalidSince:
      since === undefined ? null : generalizedTimeOf(readDer(since.value, WHAT), 'invalidityDate'),
    unknownCritical: [...extensions.values()]
      .filter(({ id, critical }) => critical && !HANDLED.has(id))
      .map(({ id }) => id),
  };
}

/** CRLReason ::= ENUMERATED, encoded as an INTEGER is */
function decodeReason(value: Uint8Array): number {
  return smallIntegerOf({ ...readDer(value, 'CRLReason', TAG.enumerated), tag: TAG.integer }, 'CRLReason');
}
