import { type DerCursor, type DerElement, elementsOf, membersOf, readDer } from '../asn1/der-reader.ts';
import { writeElement, writeExplicit, writeSequence } from '../asn1/der-writer.ts';
import { explicitTag, EXTENSION_OID, implicitTag, TAG } from '../asn1/identifiers.ts';
import { ia5TextOf } from '../asn1/text.ts';
import { booleanOf } from '../asn1/values.ts';
import type { Extension } from './extensions.ts';

/**
 * RFC 5280 §4.2.1.13
 * CRLDistributionPoints ::= SEQUENCE OF DistributionPoint
 * DistributionPoint ::= SEQUENCE { distributionPoint [0] CHOICE { fullName [0] GeneralNames, … } OPTIONAL, … }
 */
const DISTRIBUTION_POINTS = 'CRLDistributionPoints';
/** GeneralName: uniformResourceIdentifier [6] IA5String */
const URI_TAG = implicitTag(6);

/** Reads the addresses of the points; points of other kinds are left out. */
export function decodeDistributionPoints(value: Uint8Array): string[] {
  return elementsOf(readDer(value, DISTRIBUTION_POINTS, TAG.sequence), DISTRIBUTION_POINTS).flatMap(
    addressesOf,
  );
}

function addressesOf(point: DerElement): string[] {
  const name = membersOf(point, DISTRIBUTION_POINTS).optional(explicitTag(0));
  return name === undefined ? [] : addressesIn(name);
}

/** Reads the addresses in a DistributionPointName that an explicit tag holds. */
function addressesIn(name: DerElement): string[] {
  const fullName = membersOf(name, DISTRIBUTION_POINTS).optional(explicitTag(0));
  if (fullName === undefined) return [];
  return elementsOf(fullName, DISTRIBUTION_POINTS)
    .filter(({ tag }) => tag === URI_TAG)
    .map((uri) => ia5TextOf({ ...uri, tag: TAG.ia5String }, DISTRIBUTION_POINTS));
}

/** Makes the extension for one address. @param address ASCII URI of the revocation list */
export function distributionPointExtension(address: string): Extension {
  const uri = writeElement(URI_TAG, new TextEncoder().encode(address));
  const point = writeSequence(writeExplicit(0, writeExplicit(0, uri)));
  return { id: EXTENSION_OID.crlDistributionPoints, critical: false, value: writeSequence(point) };
}

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
  /**
   * The addresses of the part of the certificates that the list covers; null if the list is not divided so.
   */
  readonly addresses: readonly string[] | null;
  readonly onlyUsers: boolean;
  readonly onlyAuthorities: boolean;
  /**
   * Whether the list covers some reasons only, other issuers, or attribute certificates. Such lists are not
   * used.
   */
  readonly isPartial: boolean;
  /** The DER, by which a delta list and its base are compared. */
  readonly raw: Uint8Array;
}

const ISSUING_DISTRIBUTION_POINT = 'IssuingDistributionPoint';

/** Reads the scope of a revocation list. @throws DER_INVALID */
export function decodeListScope(value: Uint8Array): ListScope {
  const members = membersOf(
    readDer(value, ISSUING_DISTRIBUTION_POINT, TAG.sequence),
    ISSUING_DISTRIBUTION_POINT,
  );
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
  return element !== undefined && booleanOf({ ...element, tag: TAG.boolean }, ISSUING_DISTRIBUTION_POINT);
}
