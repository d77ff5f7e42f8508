import { booleanOf } from '../asn1/values.ts';
import { membersOf, readDer, type DerCursor } from '../asn1/der-reader.ts';
import { explicitTag, implicitTag, TAG } from '../asn1/tags.ts';
import type { Certificate } from './certificate.ts';
import { addressesIn } from './distribution-points.ts';

/**
 * RFC 5280 §5.2.5
 * IssuingDistributionPoint ::= SEQUENCE {
 *   distributionPoint          [0] DistributionPointName OPTIONAL,
 *   onlyContainsUserCerts      [1] BOOLEAN DEFAULT FALSE,
 *   onlyContainsCACerts        [2] BOOLEAN DEFAULT FALSE,
 *   onlySomeReasons            [3] ReasonFlags OPTIONAL,
 *   indirectCRL                [4] BOOLEAN DEFAULT FALSE,
 *   onlyContainsAttributeCerts [5] BOOLEAN DEFAULT FALSE }
 */
export interface ListScope {
  /** Addresses of the part of the certificates that the list is for; null where it is not divided so. */
  readonly addresses: readonly string[] | null;
  readonly onlyUsers: boolean;
  readonly onlyAuthorities: boolean;
  /** Some reasons only, of other issuers, or attribute certificates: such lists are not used. */
  readonly isPartial: boolean;
  /** DER, by which a delta list and its base are compared. */
  readonly raw: Uint8Array;
}

const WHAT = 'IssuingDistributionPoint';

export function decodeListScope(value: Uint8Array): ListScope {
  const members = membersOf(readDer(value, WHAT, TAG.sequence), WHAT);
  const point = members.optional(explicitTag(0));
  const onlyUsers = optionalFlag(members, 1);
  const onlyAuthorities = optionalFlag(members, 2);
  const onlySomeReasons = members.optional(implicitTag(3)) !== undefined;
  const isIndirect = optionalFlag(members, 4);
  const onlyAttributes = optionalFlag(members, 5);
  members.end();
  const addresses = point === undefined ? null : addressesIn(point);
  return {
    addresses,
    onlyUsers,
    onlyAuthorities,
    isPartial: onlySomeReasons || isIndirect || onlyAttributes,
    raw: value,
  };
}

function optionalFlag(members: DerCursor, number: number): boolean {
  const element = members.optional(implicitTag(number));
  return element !== undefined && booleanOf({ ...element, tag: TAG.boolean }, WHAT);
}

/** Whether a list of this scope would name the certificate if it were revoked (RFC 5280 §6.3.3 b). */
export function scopeCovers(scope: ListScope, certificate: Certificate): boolean {
  const isAuthority = certificate.basicConstraints?.isAuthority ?? false;
  if (scope.isPartial || (scope.onlyUsers && isAuthority) || (scope.onlyAuthorities && !isAuthority))
    return false;
  const { addresses } = scope;
  return addresses === null || certificate.distributionPoints.some((each) => addresses.includes(each));
}
