import type { InspectionCheck, MessageInspection } from '../../shared/model/inspection.ts';
import type { CheckResult } from '../../shared/model/verification-report.ts';
import { derError, type DerElement, elementsOf, membersOf, readDer } from '../asn1/der-reader.ts';
import { CMS_OID, explicitTag, SM_OID, TAG } from '../asn1/identifiers.ts';
import { objectIdentifierOf, octetsOf } from '../asn1/values.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { toHex } from '../bytes/encodings.ts';
import { decodeCertificates } from '../cms/decode-signed-data.ts';
import { verifyMessage } from '../sm/message-signature.ts';
import { fail, pass, unknown } from '../verification/checks/verdict.ts';
import type { TrustInputs } from '../verification/evidence/context.ts';
import type { Certificate } from '../x509/certificate.ts';

/** RFC 5652 and GM/T 0010-2012: whose object identifiers name the parts. */
const SYNTAXES: ReadonlyMap<string, MessageInspection['syntax']> = new Map([
  [CMS_OID.signedData, 'cms'],
  [SM_OID.gmSignedData, 'gmt-0010'],
]);

const WHAT = 'SignedData';

/** A part of the description, with what its checks need. */
interface ReadSigner {
  readonly signer: MessageInspection['signers'][number];
  readonly checks: readonly InspectionCheck[];
}

/**
 * Describes signed data (RFC 5652 §5.1, GM/T 0010-2012 §8): a message or a detached signature. Values of SM2 are checked
 * over the signed attributes, or over the content where there are none.
 * @throws DER_INVALID for anything else; FILE_OVER_BUDGET
 */
export function inspectMessage(bytes: Uint8Array, file: string, inputs: TrustInputs): MessageInspection {
  const outer = membersOf(readDer(bytes, WHAT, TAG.sequence), WHAT);
  const syntax = SYNTAXES.get(objectIdentifierOf(outer.next(TAG.objectIdentifier), WHAT));
  if (syntax === undefined) throw derError(`${WHAT}: another content type`);
  const members = membersOf(membersOf(outer.next(explicitTag(0)), WHAT).next(TAG.sequence), WHAT);
  members.next(TAG.integer);
  members.next(TAG.set);
  const encapsulated = membersOf(members.next(TAG.sequence), WHAT);
  const contentType = objectIdentifierOf(encapsulated.next(TAG.objectIdentifier), WHAT);
  const wrapped = encapsulated.optional(explicitTag(0));
  const content = wrapped === undefined ? null : octetsOf(membersOf(wrapped, WHAT).next(), WHAT);
  const certificates = decodeCertificates(members.optional(explicitTag(0)));
  members.optional(explicitTag(1));
  const signers = elementsOf(members.next(TAG.set), WHAT).map((each) =>
    readSigner(each, content, certificates, inputs),
  );
  return {
    file,
    type: 'message',
    syntax,
    contentType,
    contentBytes: content?.length ?? null,
    certificates: certificates.map(({ subject }) => subject.text),
    signers: signers.map(({ signer }) => signer),
    checks: signers.flatMap(({ checks }) => checks),
  };
}

/**
 * SignerInfo ::= SEQUENCE { version, sid, digestAlgorithm, signedAttrs [0] OPTIONAL, signatureAlgorithm,
 *   signature OCTET STRING, unsignedAttrs [1] OPTIONAL }
 */
function readSigner(
  element: DerElement,
  content: Uint8Array | null,
  certificates: readonly Certificate[],
  inputs: TrustInputs,
): ReadSigner {
  const members = membersOf(element, 'SignerInfo');
  members.next(TAG.integer);
  const id = members.next();
  const digestAlgorithm = algorithmOf(members.next(TAG.sequence));
  const attributes = members.optional(explicitTag(0));
  const signatureAlgorithm = algorithmOf(members.next(TAG.sequence));
  const signature = octetsOf(members.next(TAG.octetString), 'SignerInfo');
  const certificate = certificates.find((each) => isNamedBy(id, each)) ?? null;
  // RFC 5652 §5.4: the attributes are signed with the tag of a SET.
  const signed = attributes === undefined ? content : Uint8Array.of(TAG.set, ...attributes.raw.subarray(1));
  return {
    signer: { subject: certificate?.subject.text ?? null, digestAlgorithm, signatureAlgorithm },
    checks: [{ name: 'signerSignature', ...valueResult(certificate, signed, signature, inputs) }],
  };
}

function algorithmOf(element: DerElement): string {
  return objectIdentifierOf(membersOf(element, 'AlgorithmIdentifier').next(TAG.objectIdentifier), WHAT);
}

/** sid: IssuerAndSerialNumber, or subjectKeyIdentifier [0]. */
function isNamedBy(id: DerElement, { issuer, serial, subjectKeyIdentifier }: Certificate): boolean {
  if (id.tag !== TAG.sequence) {
    return subjectKeyIdentifier !== null && equalBytes(id.content, subjectKeyIdentifier);
  }
  const members = membersOf(id, 'issuerAndSerialNumber');
  return equalBytes(members.next().raw, issuer.raw) && toHex(members.next(TAG.integer).content) === serial;
}

function valueResult(
  certificate: Certificate | null,
  signed: Uint8Array | null,
  signature: Uint8Array,
  { engine }: TrustInputs,
): CheckResult {
  if (certificate === null) return unknown('NO_CERTIFICATE_CHAIN_FOUND');
  const { sm2 } = certificate.publicKey;
  if (sm2 === null) return unknown('SIGNATURE_ALGORITHM_UNSUPPORTED');
  if (signed === null) return unknown('NOT_CHECKED');
  const outcome = verifyMessage(engine, signed, signature, sm2);
  if (!outcome.valid) return fail('SIG_CRYPTO_FAILURE');
  return outcome.encoding === 'raw' ? pass('SIGNATURE_RAW_ENCODING') : pass();
}
