import { elementsOf, membersOf, readDer, type DerElement } from '../asn1/der-reader.ts';
import { writeElement, writeExplicit, writeSequence } from '../asn1/der-writer.ts';
import { EXTENSION_OID } from '../asn1/oids.ts';
import { explicitTag, implicitTag, TAG } from '../asn1/tags.ts';
import { ia5TextOf } from '../asn1/text.ts';
import type { Extension } from './extension.ts';

/**
 * RFC 5280 §4.2.1.13
 * CRLDistributionPoints ::= SEQUENCE OF DistributionPoint
 * DistributionPoint ::= SEQUENCE { distributionPoint [0] CHOICE { fullName [0] GeneralNames, … } OPTIONAL, … }
 */
const WHAT = 'CRLDistributionPoints';
/** GeneralName: uniformResourceIdentifier [6] IA5String */
const URI_TAG = implicitTag(6);

/** @returns the addresses that the points name; points of other kinds are left out */
export function decodeDistributionPoints(value: Uint8Array): string[] {
  return elementsOf(readDer(value, WHAT, TAG.sequence), WHAT).flatMap(addressesOf);
}

function addressesOf(point: DerElement): string[] {
  const name = membersOf(point, WHAT).optional(explicitTag(0));
  return name === undefined ? [] : addressesIn(name);
}

/** The addresses in a DistributionPointName that an explicit tag holds. */
export function addressesIn(name: DerElement): string[] {
  const fullName = membersOf(name, WHAT).optional(explicitTag(0));
  if (fullName === undefined) return [];
  return elementsOf(fullName, WHAT)
    .filter(({ tag }) => tag === URI_TAG)
    .map((uri) => ia5TextOf({ ...uri, tag: TAG.ia5String }, WHAT));
}

/** @param address ASCII URI of the revocation list */
export function distributionPointExtension(address: string): Extension {
  const uri = writeElement(URI_TAG, new TextEncoder().encode(address));
  const point = writeSequence(writeExplicit(0, writeExplicit(0, uri)));
  return { id: EXTENSION_OID.crlDistributionPoints, critical: false, value: writeSequence(point) };
}
