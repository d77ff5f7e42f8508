import { decodeDigestAlgorithm } from '../algorithms/signature-scheme.ts';
import { type DerElement, derError, elementsOf, membersOf, readDer } from '../asn1/der-reader.ts';
import {
  writeElement,
  writeExplicit,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '../asn1/der-writer.ts';
import { explicitTag, EXTENDED_USAGE_OID, implicitTag, OCSP_OID, TAG } from '../asn1/identifiers.ts';
import { generalizedTimeOf } from '../asn1/time.ts';
import { bitStringOctetsOf, integerOf, objectIdentifierOf, octetsOf } from '../asn1/values.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { toHex } from '../bytes/encodings.ts';
import type { SmEngine } from '../sm/engine.ts';
import { type Certificate, certificateOrNull } from './certificate.ts';
import type { Revocation } from './revocation-entry.ts';
import { checkSignature, type SignedStructure } from './signed-structure.ts';

/** What a responder says of one certificate. */
interface SingleResponse {
  readonly digest: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serial: string;
  readonly status: 'good' | 'unknown' | Revocation;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
}

/**
 * RFC 6960 §4.2.1
 * OCSPResponse ::= SEQUENCE { responseStatus ENUMERATED, responseBytes [0] EXPLICIT SEQUENCE {
 *   responseType OBJECT IDENTIFIER, response OCTET STRING } OPTIONAL }
 * BasicOCSPResponse ::= SEQUENCE { tbsResponseData ResponseData, signatureAlgorithm, signature BIT STRING,
 *   certs [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
 * ResponseData ::= SEQUENCE { version [0] DEFAULT v1, responderID CHOICE { byName [1], byKey [2] },
 *   producedAt GeneralizedTime, responses SEQUENCE OF SingleResponse, responseExtensions [1] OPTIONAL }
 */
export interface OcspResponse extends SignedStructure {
  readonly producedAt: Date;
  readonly responses: readonly SingleResponse[];
  readonly certificates: readonly Certificate[];
}

const WHAT = 'OCSPResponse';

/** Reads a successful response. @throws DER_INVALID for every other, and damaged bytes */
export function decodeOcspResponse(bytes: Uint8Array): OcspResponse {
  const outer = membersOf(readDer(bytes, WHAT, TAG.sequence), WHAT);
  const [status] = outer.next(TAG.enumerated).content;
  const wrapped = membersOf(outer.next(explicitTag(0)), WHAT);
  outer.end();
  const typed = membersOf(wrapped.next(TAG.sequence), WHAT);
  wrapped.end();
  const type = objectIdentifierOf(typed.next(TAG.objectIdentifier), WHAT);
  if (status !== 0 || type !== OCSP_OID.basicResponse) throw derError(`${WHAT}: not a successful answer`);
  return decodeBasic(octetsOf(typed.next(TAG.octetString), WHAT));
}

/** Writes the response around what its responder has signed. @returns DER of OCSPResponse */
export function encodeOcspResponse({ raw }: Pick<OcspResponse, 'raw'>): Uint8Array {
  const typed = writeSequence(writeObjectIdentifier(OCSP_OID.basicResponse), writeOctetString(raw));
  return writeSequence(writeElement(TAG.enumerated, Uint8Array.of(0)), writeExplicit(0, typed));
}

function decodeBasic(bytes: Uint8Array): OcspResponse {
  const element = readDer(bytes, WHAT, TAG.sequence);
  const members = membersOf(element, WHAT);
  const data = members.next(TAG.sequence);
  const algorithm = members.next(TAG.sequence);
  const signature = bitStringOctetsOf(members.next(TAG.bitString), WHAT);
  const wrapped = members.optional(explicitTag(0));
  members.end();
  const id = membersOf(algorithm, WHAT).next(TAG.objectIdentifier);
  return {
    raw: element.raw,
    signedBytes: data.raw,
    signatureAlgorithm: objectIdentifierOf(id, WHAT),
    algorithmRaw: algorithm.raw,
    signature,
    ...decodeData(data),
    certificates: wrapped === undefined ? [] : certificatesIn(membersOf(wrapped, WHAT).next(TAG.sequence)),
  };
}

function certificatesIn(list: DerElement): Certificate[] {
  return elementsOf(list, WHAT).flatMap(({ raw }) => certificateOrNull(raw) ?? []);
}

function decodeData(data: DerElement): Pick<OcspResponse, 'producedAt' | 'responses'> {
  const members = membersOf(data, 'ResponseData');
  members.optional(explicitTag(0));
  if (members.optional(explicitTag(1)) === undefined) members.next(explicitTag(2));
  const producedAt = generalizedTimeOf(members.next(), 'producedAt');
  const responses = elementsOf(members.next(TAG.sequence), 'responses').map(decodeSingle);
  members.optional(explicitTag(1));
  members.end();
  return { producedAt, responses };
}

/**
 * SingleResponse ::= SEQUENCE {
 *   certID SEQUENCE { hashAlgorithm, issuerNameHash OCTET STRING, issuerKeyHash OCTET STRING, serialNumber INTEGER },
 *   certStatus CHOICE { good [0] NULL, revoked [1] SEQUENCE { revocationTime GeneralizedTime,
 *     revocationReason [0] EXPLICIT ENUMERATED OPTIONAL }, unknown [2] NULL },
 *   thisUpdate GeneralizedTime, nextUpdate [0] EXPLICIT GeneralizedTime OPTIONAL, singleExtensions [1] OPTIONAL }
 */
function decodeSingle(element: DerElement): SingleResponse {
  const what = 'SingleResponse';
  const members = membersOf(element, what);
  const id = membersOf(members.next(TAG.sequence), what);
  const digest = decodeDigestAlgorithm(id.next(TAG.sequence));
  const issuerNameHash = octetsOf(id.next(TAG.octetString), what);
  const issuerKeyHash = octetsOf(id.next(TAG.octetString), what);
  const serialNumber = id.next(TAG.integer);
  id.end();
  integerOf(serialNumber, what);
  const status = decodeStatus(members.next());
  const thisUpdate = generalizedTimeOf(members.next(), 'thisUpdate');
  const next = members.optional(explicitTag(0));
  const nextUpdate =
    next === undefined ? null : generalizedTimeOf(membersOf(next, what).next(), 'nextUpdate');
  members.optional(explicitTag(1));
  members.end();
  const serial = toHex(serialNumber.content);
  return { digest, issuerNameHash, issuerKeyHash, serial, status, thisUpdate, nextUpdate };
}

function decodeStatus(element: DerElement): SingleResponse['status'] {
  if (element.tag === implicitTag(0)) return 'good';
  if (element.tag !== explicitTag(1)) return 'unknown';
  const members = membersOf(element, 'RevokedInfo');
  const revokedAt = generalizedTimeOf(members.next(), 'revocationTime');
  const wrapped = members.optional(explicitTag(0));
  const [reason = 0] =
    wrapped === undefined ? [] : membersOf(wrapped, 'RevokedInfo').next(TAG.enumerated).content;
  return { revokedAt, reason, invalidSince: null };
}

/**
 * Returns what the responses say of a certificate. Only the issuer's own answers count, and those of
 * a responder that it has authorised (RFC 6960 §4.2.2.2).
 * @param issuer the certificate above
 */
export function responsesAbout(
  certificate: Certificate,
  issuer: Certificate,
  responses: readonly OcspResponse[],
  engine: SmEngine,
): readonly SingleResponse[] {
  return responses.flatMap((response) => {
    const about = response.responses.filter((single) => isAbout(single, certificate, issuer, engine));
    return about.length > 0 && isAuthorised(response, issuer, engine) ? about : [];
  });
}

function isAbout(
  single: SingleResponse,
  certificate: Certificate,
  issuer: Certificate,
  engine: SmEngine,
): boolean {
  const digest = engine.digests.of(single.digest);
  if (digest === undefined || single.serial !== certificate.serial) return false;
  return (
    equalBytes(single.issuerNameHash, digest(certificate.issuer.raw)) &&
    equalBytes(single.issuerKeyHash, digest(issuer.publicKey.octets))
  );
}

function isAuthorised(response: OcspResponse, issuer: Certificate, engine: SmEngine): boolean {
  if (checkSignature(engine, response, issuer.publicKey) === 'valid') return true;
  return response.certificates.some(
    (responder) =>
      equalBytes(responder.issuer.raw, issuer.subject.raw) &&
      (responder.extendedKeyUsage ?? []).includes(EXTENDED_USAGE_OID.ocspSigning) &&
      responder.notBefore <= response.producedAt &&
      response.producedAt <= responder.notAfter &&
      checkSignature(engine, response, responder.publicKey) === 'valid' &&
      checkSignature(engine, responder, issuer.publicKey) === 'valid',
  );
}
