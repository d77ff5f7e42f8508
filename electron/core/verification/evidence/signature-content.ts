import { CodedError } from '../../../shared/errors.ts';
import { normaliseBer } from '../../asn1/ber.ts';
import { readDerPrefix } from '../../asn1/der-reader.ts';
import { CMS_OID, SM_OID, TAG } from '../../asn1/identifiers.ts';
import { decodeSignedData, type SignedData } from '../../cms/decode-signed-data.ts';
import type { SignerInfo } from '../../cms/signer-info.ts';
import { equalBytes } from '../../bytes/byte-arrays.ts';
import type { SignatureDictionary } from '../../pdf/signatures/signature-fields.ts';
import { decodeSealSignature } from '../../seal/decode-seal-signature.ts';
import type { SealSignature } from '../../seal/seal-signature.ts';
import { type TimeStampToken, timeStampTokenOf } from '../../timestamp/time-stamp-token.ts';

/** The reason why a structure is refused; `rule` is a word or two for logs and reports. */
export interface StructureFault {
  readonly code: 'BYTE_RANGE_INVALID' | 'CONTENTS_INVALID' | 'FORMAT_FAILURE';
  readonly rule: string;
}

/** An ordinary signature in CMS. */
export interface CmsContent {
  readonly kind: 'cms';
  readonly data: SignedData;
  readonly signer: SignerInfo;
  /** Whether the message holds a hash of the signed bytes as its content (GM/T 0010), or nothing but them (or nothing at all). */
  readonly holds: 'hash' | 'nothing';
}

/** The content of a signature's value. */
export type SignatureContent =
  | { readonly kind: 'seal'; readonly signature: SealSignature }
  | CmsContent
  /** A document time stamp (ISO 32000-2 §12.8.5). */
  | { readonly kind: 'timeStamp'; readonly token: TimeStampToken }
  /** A form that ISO 32000-2 has given up, and that rests on SHA-1: it is named and not judged. */
  | { readonly kind: 'outdated'; readonly form: 'adbe.pkcs7.sha1' | 'adbe.x509.rsa_sha1' }
  | { readonly kind: 'unreadable' };

/** Reads /Contents by its content and ignores /SubFilter. */
export function signatureContent(signature: SignatureDictionary): SignatureContent | StructureFault {
  const bytes = signature.contents?.bytes ?? null;
  return bytes === null ? { code: 'CONTENTS_INVALID', rule: 'missing' } : valueContent(bytes);
}

/**
 * Reads the value of a signature by its content: one value, then zeros to its end. CMS starts with a content type, a
 * seal signature with a SEQUENCE, a bare RSA value is an OCTET STRING.
 * @param signed what the value signs, if it is at hand: a message may hold it as its content
 */
export function valueContent(bytes: Uint8Array, signed?: Uint8Array): SignatureContent | StructureFault {
  try {
    return contentOf(bytes, signed);
  } catch (error) {
    if (error instanceof CodedError && error.code !== 'FILE_OVER_BUDGET') return { kind: 'unreadable' };
    throw error;
  }
}

function contentOf(bytes: Uint8Array, signed?: Uint8Array): SignatureContent | StructureFault {
  if (bytes[0] === TAG.octetString) {
    const value = readDerPrefix(bytes, 'Contents', TAG.octetString);
    return paddingFault(bytes, value.raw.length) ?? { kind: 'outdated', form: 'adbe.x509.rsa_sha1' };
  }
  if (startsAsCms(bytes)) return cmsContent(bytes, signed);
  const element = readDerPrefix(bytes, 'Contents', TAG.sequence);
  const fault = paddingFault(bytes, element.raw.length);
  if (fault !== null) return fault;
  return { kind: 'seal', signature: decodeSealSignature(element.raw) };
}

function paddingFault(bytes: Uint8Array, length: number): StructureFault | null {
  const isPadded = bytes.subarray(length).every((byte) => byte === 0);
  return isPadded ? null : { code: 'CONTENTS_INVALID', rule: 'padding' };
}

/** Tells whether a SEQUENCE begins with an object identifier, whatever form its length has. */
function startsAsCms(bytes: Uint8Array): boolean {
  const length = bytes[1] ?? 0;
  const start = length <= 0x80 ? 2 : 2 + (length & 0x7f);
  return bytes[0] === TAG.sequence && bytes[start] === TAG.objectIdentifier;
}

/** Reads CMS. It is often BER: Bouncy Castle, which most software is built on, leaves lengths open. */
function cmsContent(bytes: Uint8Array, signed?: Uint8Array): SignatureContent | StructureFault {
  const { der, length } = normaliseBer(bytes, 'Contents');
  const fault = paddingFault(bytes, length);
  if (fault !== null) return fault;
  const data = decodeSignedData(der);
  const [signer, ...others] = data.signers;
  if (signer === undefined || others.length > 0) return { code: 'FORMAT_FAILURE', rule: 'signerInfos' };
  if (data.contentType === CMS_OID.timeStampInfo) return { kind: 'timeStamp', token: timeStampTokenOf(data) };
  const holdsSigned = data.content !== null && signed !== undefined && equalBytes(data.content, signed);
  if (data.content === null || holdsSigned) return { kind: 'cms', data, signer, holds: 'nothing' };
  return enveloping(data, signer, data.content);
}

const SHA1_LENGTH = 20;
const SM3_LENGTH = 32;

/**
 * Judges a message that holds content. PDF knows only the SHA-1 hash of `adbe.pkcs7.sha1`; makers of SM2 signatures
 * put the SM3 hash there (GM/T 0010). Anything else would sign another document than the one around it.
 */
function enveloping(
  data: SignedData,
  signer: SignerInfo,
  content: Uint8Array,
): SignatureContent | StructureFault {
  const isHashOfGm = signer.digestAlgorithm === SM_OID.sm3 && content.length === SM3_LENGTH;
  if (isHashOfGm) return { kind: 'cms', data, signer, holds: 'hash' };
  if (content.length === SHA1_LENGTH) {
    return { kind: 'outdated', form: 'adbe.pkcs7.sha1' };
  }
  return { code: 'FORMAT_FAILURE', rule: 'enveloped' };
}
