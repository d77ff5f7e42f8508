import { CodedError } from '../../shared/errors.ts';
import {
  writeElement,
  writeExplicit,
  writeGeneralizedTime,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
  writeSetOf,
  writeSingletonSet,
  writeUnsigned,
} from '../asn1/der-writer.ts';
import { CMS_OID, DIGEST_OID, explicitTag, SM_OID, TAG } from '../asn1/identifiers.ts';
import { fromHex } from '../bytes/encodings.ts';
import type { SmEngine } from '../sm/engine.ts';
import type { MessageSigner } from '../sm/message-signature.ts';
import { encodeSignature } from '../sm/signature-encoding.ts';
import { decodeCertificate } from '../x509/certificate.ts';
import { encodeAlgorithm } from '../x509/signed-structure.ts';
import { encodeDigestAlgorithm } from '../algorithms/signature-scheme.ts';
import { encodeImprint, type MessageImprint } from './message-imprint.ts';
import { decodeTimeStampRequest, type TimeStampRequest } from './time-stamp-request.ts';
import { encodeGrantedResponse, encodeRejection } from './time-stamp-response.ts';

/** A time-stamp authority whose key lies in memory, for the demonstration platform and for tests. */
export interface TimeStampAuthority {
  readonly engine: SmEngine;
  /** The certificate, DER. As RFC 3161 §2.3 asks, its one extended key usage is timeStamping, critical. */
  readonly certificate: Uint8Array;
  readonly sign: MessageSigner;
  /** The object identifier of the policy under which it stamps. */
  readonly policy: string;
  readonly accuracySeconds: number;
  readonly now: () => Date;
  /** Returns unsigned octets, never the same twice. */
  readonly nextSerial: () => Uint8Array;
}

/** The lengths of the digests that are stamped, octets. */
const DIGEST_LENGTHS: ReadonlyMap<string, number> = new Map([
  [SM_OID.sm3, 32],
  [DIGEST_OID.sha256, 32],
]);

/**
 * Answers a request as RFC 3161 §2.2 asks: the answer to any bytes is a response.
 * @param request DER of TimeStampReq
 * @returns DER of TimeStampResp, which may be a refusal
 */
export async function issueTimeStamp(
  request: Uint8Array,
  authority: TimeStampAuthority,
): Promise<Uint8Array> {
  const decoded = requestOrNull(request);
  if (decoded === null) return encodeRejection('badDataFormat', 'not a time-stamp request');
  const refusal = refusalOf(decoded, authority.policy);
  if (refusal !== null) return refusal;
  const { engine, certificate, policy, accuracySeconds } = authority;
  const { imprint, nonce, wantsCertificate } = decoded;
  const token = await buildTimeStampToken(
    engine,
    {
      imprint,
      nonce,
      policy,
      accuracySeconds,
      certificate,
      includesCertificate: wantsCertificate,
      serial: authority.nextSerial(),
      stampedAt: authority.now(),
    },
    authority.sign,
  );
  return encodeGrantedResponse(token);
}

function requestOrNull(bytes: Uint8Array): TimeStampRequest | null {
  try {
    return decodeTimeStampRequest(bytes);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function refusalOf({ imprint, policy, extensions }: TimeStampRequest, ownPolicy: string): Uint8Array | null {
  const length = DIGEST_LENGTHS.get(imprint.algorithm);
  if (length === undefined) return encodeRejection('badAlg', 'digest not supported');
  if (imprint.digest.length !== length) return encodeRejection('badDataFormat', 'digest of another length');
  if (policy !== null && policy !== ownPolicy) return encodeRejection('unacceptedPolicy', 'another policy');
  if (extensions.length > 0) return encodeRejection('unacceptedExtension', 'no extension is supported');
  return null;
}

/** The content of a token, and the certificate of the key that signs it. */
interface TimeStampTokenInput {
  readonly imprint: MessageImprint;
  readonly policy: string;
  /** Unsigned, never the same twice. */
  readonly serial: Uint8Array;
  readonly stampedAt: Date;
  readonly accuracySeconds: number;
  /** The nonce of the request. */
  readonly nonce: string | null;
  /** DER of the authority's certificate. */
  readonly certificate: Uint8Array;
  readonly includesCertificate: boolean;
}

/**
 * Makes a token as RFC 3161 §2.4.2 has it, signed with SM2 and SM3 and framed as RFC 5652 has it. @returns
 * DER of ContentInfo
 */
async function buildTimeStampToken(
  engine: SmEngine,
  input: TimeStampTokenInput,
  sign: MessageSigner,
): Promise<Uint8Array> {
  const content = encodeInfo(input);
  const attributes = signedAttributes(engine, content, input.certificate);
  const signature = encodeSignature(await sign(attributes));
  const signedData = writeSequence(
    writeInteger(3),
    writeSingletonSet(encodeDigestAlgorithm(SM_OID.sm3)),
    writeSequence(writeObjectIdentifier(CMS_OID.timeStampInfo), writeExplicit(0, writeOctetString(content))),
    ...(input.includesCertificate ? [writeElement(explicitTag(0), input.certificate)] : []),
    writeSingletonSet(signerInfo(input.certificate, attributes, signature)),
  );
  return writeSequence(writeObjectIdentifier(CMS_OID.signedData), writeExplicit(0, signedData));
}

/** Writes TSTInfo. Its decoder shows the whole ASN.1. */
function encodeInfo(input: TimeStampTokenInput): Uint8Array {
  const { accuracySeconds, nonce } = input;
  return writeSequence(
    writeInteger(1),
    writeObjectIdentifier(input.policy),
    encodeImprint(input.imprint),
    writeUnsigned(input.serial),
    writeGeneralizedTime(input.stampedAt),
    ...(accuracySeconds === 0 ? [] : [writeSequence(writeInteger(accuracySeconds))]),
    ...(nonce === null ? [] : [writeElement(TAG.integer, fromHex(nonce))]),
  );
}

/**
 * Writes the attributes of RFC 5652 §11 and RFC 5035 §3, with the tag of a SET, as the signature covers them.
 */
function signedAttributes(engine: SmEngine, content: Uint8Array, certificate: Uint8Array): Uint8Array {
  const hash = writeOctetString(engine.sm3(certificate));
  const identifier = writeSequence(encodeDigestAlgorithm(SM_OID.sm3), hash);
  return writeSetOf(
    attribute(CMS_OID.contentType, writeObjectIdentifier(CMS_OID.timeStampInfo)),
    attribute(CMS_OID.messageDigest, writeOctetString(engine.sm3(content))),
    attribute(CMS_OID.signingCertificateV2, writeSequence(writeSequence(identifier))),
  );
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return writeSequence(writeObjectIdentifier(type), writeSingletonSet(value));
}

function signerInfo(certificate: Uint8Array, attributes: Uint8Array, signature: Uint8Array): Uint8Array {
  const { issuer, serial } = decodeCertificate(certificate);
  return writeSequence(
    writeInteger(1),
    writeSequence(issuer.raw, writeElement(TAG.integer, fromHex(serial))),
    encodeDigestAlgorithm(SM_OID.sm3),
    Uint8Array.of(explicitTag(0), ...attributes.subarray(1)),
    encodeAlgorithm(),
    writeOctetString(signature),
  );
}
