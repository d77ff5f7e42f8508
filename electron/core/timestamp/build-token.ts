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
import { CMS_OID, SM_OID } from '../asn1/oids.ts';
import { explicitTag, TAG } from '../asn1/tags.ts';
import { fromHex } from '../bytes/hex.ts';
import type { SmEngine } from '../sm/engine.ts';
import { encodeSignature } from '../sm/signature-encoding.ts';
import type { MessageSigner } from '../sm/software-signer.ts';
import { decodeCertificate } from '../x509/certificate.ts';
import { encodeAlgorithm } from '../x509/signed-structure.ts';
import { encodeDigestAlgorithm } from './algorithm.ts';
import { encodeImprint, type MessageImprint } from './message-imprint.ts';

/** What a time-stamp authority signs, and with what. */
export interface TimeStampTokenInput {
  readonly imprint: MessageImprint;
  readonly policy: string;
  /** Unsigned, never twice the same. */
  readonly serial: Uint8Array;
  readonly stampedAt: Date;
  readonly accuracySeconds: number;
  /** As the request gives it. */
  readonly nonce: string | null;
  /** DER of the authority's certificate. */
  readonly certificate: Uint8Array;
  readonly includesCertificate: boolean;
}

/** RFC 3161 §2.4.2: a token signed with SM2 and SM3, as RFC 5652 frames it. @returns DER of ContentInfo */
export async function buildTimeStampToken(
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

/** TSTInfo; the whole ASN.1 stands beside its decoder. */
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

/** RFC 5652 §11 and RFC 5035 §3, with the tag of a SET as the signature covers them. */
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
