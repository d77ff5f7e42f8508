import { membersOf, readDer } from '../asn1/der-reader.ts';
import { writeBoolean, writeInteger, writeSequence } from '../asn1/der-writer.ts';
import { EXTENSION_OID } from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { booleanOf, smallIntegerOf } from '../asn1/values.ts';
import type { Extension } from './extension.ts';

/**
 * RFC 5280 §4.2.1.9
 * BasicConstraints ::= SEQUENCE {
 *   cA                BOOLEAN DEFAULT FALSE,
 *   pathLenConstraint INTEGER (0..MAX) OPTIONAL }
 */
export interface BasicConstraints {
  readonly isAuthority: boolean;
  readonly pathLength: number | null;
}

const WHAT = 'BasicConstraints';

/** Accepts an explicit `cA FALSE`, which DER forbids and authorities write. */
export function decodeBasicConstraints(value: Uint8Array): BasicConstraints {
  const members = membersOf(readDer(value, WHAT, TAG.sequence), WHAT);
  const authority = members.optional(TAG.boolean);
  const pathLength = members.optional(TAG.integer);
  members.end();
  return {
    isAuthority: authority !== undefined && booleanOf(authority, WHAT),
    pathLength: pathLength === undefined ? null : smallIntegerOf(pathLength, WHAT),
  };
}

export function basicConstraintsExtension(constraints: BasicConstraints): Extension {
  const value = writeSequence(
    ...(constraints.isAuthority ? [writeBoolean(true)] : []),
    ...(constraints.pathLength === null ? [] : [writeInteger(constraints.pathLength)]),
  );
  return { id: EXTENSION_OID.basicConstraints, critical: true, value };
}
