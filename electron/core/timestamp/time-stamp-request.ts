import { derError, membersOf, readDer, type DerCursor } from '../asn1/der-reader.ts';
import {
  writeBoolean,
  writeInteger,
  writeObjectIdentifier,
  writeSequence,
  writeUnsigned,
} from '../asn1/der-writer.ts';
import { objectIdentifierOf, booleanOf, integerOf, smallIntegerOf } from '../asn1/values.ts';
import { explicitTag, TAG } from '../asn1/identifiers.ts';
import { toHex } from '../bytes/encodings.ts';
import { decodeExtensions } from '../x509/extensions.ts';
import { decodeImprint, encodeImprint, type MessageImprint } from './message-imprint.ts';

/**
 * RFC 3161 §2.4.1
 * TimeStampReq ::= SEQUENCE {
 *   version        INTEGER { v1(1) },
 *   messageImprint MessageImprint,
 *   reqPolicy      OBJECT IDENTIFIER OPTIONAL,
 *   nonce          INTEGER OPTIONAL,
 *   certReq        BOOLEAN DEFAULT FALSE,
 *   extensions     [0] IMPLICIT Extensions OPTIONAL }
 */
export interface TimeStampRequest {
  readonly imprint: MessageImprint;
  readonly policy: string | null;
  /** Hexadecimal text of the nonce's DER content; null if the request has none. */
  readonly nonce: string | null;
  /** Whether the token shall carry the authority's certificate. */
  readonly wantsCertificate: boolean;
  /** The object identifiers of extensions. An authority that does not know them must refuse. */
  readonly extensions: readonly string[];
}

export interface TimeStampRequestInput {
  readonly imprint: MessageImprint;
  readonly policy?: string;
  /** Fresh random bytes, read as an unsigned number. */
  readonly nonce: Uint8Array;
}

const WHAT = 'TimeStampReq';

/** Writes a request that always asks for the certificate: a verifier of the document may not have it. */
export function encodeTimeStampRequest({ imprint, policy, nonce }: TimeStampRequestInput): Uint8Array {
  return writeSequence(
    writeInteger(1),
    encodeImprint(imprint),
    ...(policy === undefined ? [] : [writeObjectIdentifier(policy)]),
    writeUnsigned(nonce),
    writeBoolean(true),
  );
}

/** Reads a request. @throws DER_INVALID, also for another version */
export function decodeTimeStampRequest(bytes: Uint8Array): TimeStampRequest {
  const members = membersOf(readDer(bytes, WHAT, TAG.sequence), WHAT);
  if (smallIntegerOf(members.next(TAG.integer), WHAT) !== 1) throw derError(`${WHAT}: version`);
  const imprint = decodeImprint(members.next(TAG.sequence));
  const policy = members.optional(TAG.objectIdentifier);
  const nonce = decodeNonce(members, WHAT);
  const wantsCertificate = members.optional(TAG.boolean);
  const extensions = members.optional(explicitTag(0));
  members.end();
  return {
    imprint,
    policy: policy === undefined ? null : objectIdentifierOf(policy, WHAT),
    nonce,
    wantsCertificate: wantsCertificate !== undefined && booleanOf(wantsCertificate, WHAT),
    extensions: extensions === undefined ? [] : [...decodeExtensions(extensions).keys()],
  };
}

/** Reads the optional INTEGER at the cursor, of any size, as hexadecimal text of its content. */
export function decodeNonce(members: DerCursor, what: string): string | null {
  const nonce = members.optional(TAG.integer);
  if (nonce === undefined) return null;
  integerOf(nonce, what);
  return toHex(nonce.content);
}
