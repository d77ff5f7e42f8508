import { CodedError } from '../../shared/errors.ts';
import {
  writeElement,
  writeExplicit,
  writeGeneralizedTime,
  writeInteger,
  writeSequence,
  writeTime,
  writeUnsigned,
} from '../asn1/der-writer.ts';
import { EXTENSION_OID, TAG } from '../asn1/identifiers.ts';
import { smallIntegerOf } from '../asn1/values.ts';
import type { Sm2PublicKey, SmEngine } from '../sm/engine.ts';
import type { MessageSigner } from '../sm/message-signature.ts';
import { authorityKeyIdentifierExtension, encodeExtensions, type Extension } from './extensions.ts';
import { decodeName, encodeName, type Name, type NameAttribute } from './name.ts';
import {
  checkSignature,
  decodePublicKey,
  decodeSigned,
  encodeAlgorithm,
  encodePublicKey,
  encodeSigned,
  type PublicKey,
} from './signed-structure.ts';

interface CertificateInput {
  /** The attributes from the least specific (C) to the most specific (CN). */
  readonly subject: readonly NameAttribute[];
  readonly issuer: readonly NameAttribute[];
  /** Unsigned octets, the most significant first, at most 20 (RFC 5280 §4.1.2.2). */
  readonly serial: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: Sm2PublicKey;
  readonly extensions: readonly Extension[];
}

/** Makes an X.509 v3 certificate signed with SM2. @param sign the issuer's signer */
export async function buildCertificate(input: CertificateInput, sign: MessageSigner): Promise<Uint8Array> {
  const toBeSigned = writeSequence(
    writeExplicit(0, writeInteger(2)),
    writeUnsigned(input.serial),
    encodeAlgorithm(),
    encodeName(input.issuer),
    writeSequence(writeTime(input.notBefore), writeTime(input.notAfter)),
    encodeName(input.subject),
    encodePublicKey(input.publicKey),
    ...(input.extensions.length > 0 ? [writeExplicit(3, encodeExtensions(input.extensions))] : []),
  );
  return encodeSigned(toBeSigned, await sign(toBeSigned));
}

/**
 * Makes a PKCS#10 certificate request (RFC 2986) signed with SM2.
 * @param subject its attributes, or its DER in another certificate of the holder
 * @param sign the signer of the key that the certificate is for
 */
export async function buildCertificateRequest(
  subject: readonly NameAttribute[] | Uint8Array,
  publicKey: Sm2PublicKey,
  sign: MessageSigner,
): Promise<Uint8Array> {
  const noAttributes = writeElement(0xa0);
  const toBeSigned = writeSequence(
    writeInteger(0),
    subject instanceof Uint8Array ? subject : encodeName(subject),
    encodePublicKey(publicKey),
    noAttributes,
  );
  return encodeSigned(toBeSigned, await sign(toBeSigned));
}

/**
 * RFC 2986 §4
 * CertificationRequest ::= SEQUENCE { certificationRequestInfo, signatureAlgorithm, signature BIT STRING }
 * CertificationRequestInfo ::= SEQUENCE {
 *   version INTEGER { v1(0) }, subject Name, subjectPKInfo SubjectPublicKeyInfo, attributes [0] }
 */
interface CertificateRequest {
  readonly subject: Name;
  readonly publicKey: PublicKey;
}

/**
 * Reads a request and checks that its sender holds the private key.
 * @throws DER_INVALID, or SIGNATURE_MISMATCH for a request that its own SM2 key has not signed
 */
export function decodeCertificateRequest(engine: SmEngine, bytes: Uint8Array): CertificateRequest {
  const { members, ...signed } = decodeSigned(bytes, 'CertificationRequest');
  smallIntegerOf(members.next(TAG.integer), 'CertificationRequest.version');
  const subject = decodeName(members.next(TAG.sequence), 'subject');
  const publicKey = decodePublicKey(members.next(TAG.sequence));
  if (checkSignature(engine, signed, publicKey) !== 'valid') {
    throw new CodedError('SIGNATURE_MISMATCH', 'the request is not signed by its key');
  }
  return { subject, publicKey };
}

export interface RevocationListInput {
  readonly issuer: readonly NameAttribute[];
  readonly issuerKeyIdentifier: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly number: number;
  /** Extensions beside the number and the issuer's key identifier, such as a scope. */
  readonly extensions?: readonly Extension[];
  readonly revoked: readonly {
    /** The serial number as in the certificate: unsigned, the most significant octet first. */
    readonly serial: Uint8Array;
    readonly revokedAt: Date;
    /** CRLReason (RFC 5280 §5.3.1). */
    readonly reason: number;
    /** invalidityDate (RFC 5280 §5.3.2). */
    readonly invalidSince?: Date;
  }[];
}

/** Makes a version 2 revocation list signed with SM2. */
export async function buildRevocationList(
  input: RevocationListInput,
  sign: MessageSigner,
): Promise<Uint8Array> {
  const entries = input.revoked.map(encodeEntry);
  const extensions = [
    authorityKeyIdentifierExtension(input.issuerKeyIdentifier),
    { id: EXTENSION_OID.crlNumber, critical: false, value: writeInteger(input.number) },
    ...(input.extensions ?? []),
  ];
  const toBeSigned = writeSequence(
    writeInteger(1),
    encodeAlgorithm(),
    encodeName(input.issuer),
    writeTime(input.thisUpdate),
    writeTime(input.nextUpdate),
    ...(entries.length > 0 ? [writeSequence(...entries)] : []),
    writeExplicit(0, encodeExtensions(extensions)),
  );
  return encodeSigned(toBeSigned, await sign(toBeSigned));
}

/** Writes an entry; reason 0 is left out (RFC 5280 §5.3.1). */
function encodeEntry(entry: RevocationListInput['revoked'][number]): Uint8Array {
  const { serial, revokedAt, reason, invalidSince } = entry;
  const extensions = [
    ...(reason === 0
      ? []
      : [extensionOf(EXTENSION_OID.reasonCode, writeElement(TAG.enumerated, Uint8Array.of(reason)))]),
    ...(invalidSince === undefined
      ? []
      : [extensionOf(EXTENSION_OID.invalidityDate, writeGeneralizedTime(invalidSince))]),
  ];
  return writeSequence(
    writeUnsigned(serial),
    writeTime(revokedAt),
    ...(extensions.length === 0 ? [] : [encodeExtensions(extensions)]),
  );
}

function extensionOf(id: string, value: Uint8Array): Extension {
  return { id, critical: false, value };
}
