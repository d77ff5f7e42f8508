import { CodedError } from '../../shared/errors.ts';
import type { InspectedCertificate, InspectedSeal, Inspection } from '../../shared/model/inspection.ts';
import { toHex } from '../bytes/encodings.ts';
import { decodeSealSignature } from '../seal/decode-seal-signature.ts';
import type { CertificateList } from '../seal/seal-property.ts';
import { decodeSeal, type Seal } from '../seal/seal.ts';
import { findAuthority } from '../timestamp/judge-time-stamp.ts';
import { decodeTimeStampToken } from '../timestamp/time-stamp-token.ts';
import type { TrustInputs } from '../verification/evidence/context.ts';
import { orNullIfDamaged } from '../work-meter.ts';
import { type Certificate, certificateOrNull, decodeCertificate } from '../x509/certificate.ts';
import { decodePem } from '../x509/pem.ts';
import { decodeRevocationList } from '../x509/revocation-list.ts';
import {
  certificateChecks,
  revocationListChecks,
  sealChecks,
  signatureChecks,
  timeStampChecks,
} from './checks.ts';
import { inspectMessage } from './inspect-message.ts';

type Inspect = (bytes: Uint8Array, file: string, inputs: TrustInputs) => Inspection;

/** The kinds of DER that are tried in turn. None can be taken for another, since their first members differ. */
const KINDS: readonly Inspect[] = [
  inspectSeal,
  inspectSignature,
  inspectCertificate,
  inspectRevocationList,
  inspectTimeStamp,
  inspectMessage,
];

/**
 * Describes a seal, a bare seal signature, a certificate, a revocation list (these two in DER or PEM) or a
 * time-stamp token, with the checks on it.
 * @param file the name that the result gives it
 * @throws FILE_TYPE_UNKNOWN for bytes that are none of these, or damaged; FILE_OVER_BUDGET
 */
export function inspectBytes(bytes: Uint8Array, file: string, inputs: TrustInputs): Inspection {
  const inspection = inspectDer(derOf(bytes), file, inputs);
  if (inspection !== null) return inspection;
  throw new CodedError(
    'FILE_TYPE_UNKNOWN',
    'neither seal, signature, certificate, list, time stamp nor signed data',
  );
}

/** Describes one DER value as {@link inspectBytes} does; null for one of no known kind. @throws FILE_OVER_BUDGET */
export function inspectDer(der: Uint8Array, file: string, inputs: TrustInputs): Inspection | null {
  for (const inspect of KINDS) {
    const inspection = orNullIfDamaged(() => inspect(der, file, inputs));
    if (inspection !== null) return inspection;
  }
  return null;
}

/** Returns the first block of a PEM file, or the bytes as they are. */
function derOf(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0x30) return bytes;
  const text = Array.from(bytes.subarray(0, 1 << 20), (byte) => String.fromCharCode(byte)).join('');
  return decodePem(text)[0]?.der ?? bytes;
}

function inspectSeal(bytes: Uint8Array, file: string, inputs: TrustInputs): Inspection {
  const seal = decodeSeal(bytes);
  return { file, type: 'seal', seal: describeSeal(seal), checks: sealChecks(seal, inputs) };
}

function inspectSignature(bytes: Uint8Array, file: string, inputs: TrustInputs): Inspection {
  const signature = decodeSealSignature(bytes);
  const signer = certificateOrNull(signature.signerCertificate);
  return {
    file,
    type: 'signature',
    format: signature.format,
    seal: describeSeal(signature.seal),
    signedAt: signature.signedAt?.toISOString() ?? null,
    dataHash: toHex(signature.dataHash),
    propertyInfo: signature.propertyInfo,
    signer: signer === null ? null : describeCertificate(signer),
    checks: signatureChecks(signature, inputs),
  };
}

function inspectCertificate(bytes: Uint8Array, file: string, inputs: TrustInputs): Inspection {
  const certificate = decodeCertificate(bytes);
  return {
    file,
    type: 'certificate',
    certificate: describeCertificate(certificate),
    checks: certificateChecks(certificate, inputs),
  };
}

function inspectRevocationList(bytes: Uint8Array, file: string, inputs: TrustInputs): Inspection {
  const list = decodeRevocationList(bytes);
  return {
    file,
    type: 'crl',
    issuer: list.issuer.text,
    thisUpdate: list.thisUpdate.toISOString(),
    nextUpdate: list.nextUpdate?.toISOString() ?? null,
    entries: list.entries.size,
    checks: revocationListChecks(list, inputs),
  };
}

function inspectTimeStamp(bytes: Uint8Array, file: string, inputs: TrustInputs): Inspection {
  const token = decodeTimeStampToken(bytes);
  const { policy, serial, stampedAt, accuracyMs, imprint } = token.info;
  const authority = findAuthority(token, inputs.trust);
  return {
    file,
    type: 'timestamp',
    policy,
    serial,
    stampedAt: stampedAt.toISOString(),
    accuracyMs,
    imprint: { algorithm: imprint.algorithm, digest: toHex(imprint.digest) },
    authority: authority === null ? null : describeCertificate(authority),
    checks: timeStampChecks(token, authority, inputs),
  };
}

/** Describes a seal as plain data that can be shown and written as JSON. */
export function describeSeal(seal: Seal): InspectedSeal {
  const { property, picture } = seal;
  const maker = certificateOrNull(seal.makerCertificate);
  return {
    version: seal.version,
    header: seal.header,
    esId: seal.esId,
    name: property.name,
    kind: kindOf(property.type),
    createdAt: property.createdAt.toISOString(),
    validFrom: property.validFrom.toISOString(),
    validTo: property.validTo.toISOString(),
    picture: {
      type: picture.type,
      widthMm: picture.widthMm,
      heightMm: picture.heightMm,
      bytes: picture.data.length,
    },
    certificateList: describeList(property.certificateList),
    maker: maker === null ? null : describeCertificate(maker),
  };
}

function kindOf(type: number): InspectedSeal['kind'] {
  if (type === 1) return 'organisation';
  return type === 2 ? 'person' : 'other';
}

function describeList(list: CertificateList): InspectedSeal['certificateList'] {
  if (list.kind === 'digests')
    return { kind: 'digests', entries: list.digests.map(({ value }) => toHex(value)) };
  const entries = list.certificates.map((der) => certificateOrNull(der)?.subject.text ?? '');
  return { kind: 'certificates', entries };
}

/** Describes a certificate as plain data that can be shown and written as JSON. */
export function describeCertificate(certificate: Certificate): InspectedCertificate {
  return {
    subject: certificate.subject.text,
    issuer: certificate.issuer.text,
    serial: certificate.serial,
    algorithm: certificate.publicKey.algorithm,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    isAuthority: certificate.basicConstraints?.isAuthority ?? false,
    keyUsage: certificate.keyUsage === null ? null : [...certificate.keyUsage],
  };
}
