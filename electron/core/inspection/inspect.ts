import { CodedError } from '../../shared/errors.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import { toHex } from '../bytes/hex.ts';
import { decodeSealSignature } from '../seal/decode-seal-signature.ts';
import { decodeSeal } from '../seal/decode-seal.ts';
import { loadTokenDigests, type TokenDigests } from '../timestamp/digests.ts';
import { findAuthority } from '../timestamp/time-stamp-authority.ts';
import { decodeTimeStampToken } from '../timestamp/time-stamp-token.ts';
import type { TrustInputs } from '../verification/context.ts';
import { certificateOrNull, decodeCertificate } from '../x509/certificate.ts';
import { decodePem } from '../x509/pem.ts';
import { decodeRevocationList } from '../x509/revocation-list.ts';
import { certificateChecks, revocationListChecks, sealChecks, signatureChecks } from './checks.ts';
import { describeCertificate, describeSeal } from './describe.ts';
import { timeStampChecks } from './time-stamp-checks.ts';

type Inspect = (bytes: Uint8Array, file: string, inputs: TrustInputs) => Inspection;

/** No kind can be taken for another: their first members differ. */
const KINDS: readonly Inspect[] = [inspectSeal, inspectSignature, inspectCertificate, inspectRevocationList];

/**
 * What a seal, a bare seal signature, a certificate, a revocation list (these two in DER or PEM) or a time-stamp
 * token holds, and which checks on it pass.
 * @param file how the result names it
 * @throws FILE_TYPE_UNKNOWN where the bytes are none of these, or damaged
 */
export async function inspectBytes(
  bytes: Uint8Array,
  file: string,
  inputs: TrustInputs,
): Promise<Inspection> {
  const der = derOf(bytes);
  for (const inspect of KINDS) {
    const inspection = attempt(() => inspect(der, file, inputs));
    if (inspection !== null) return inspection;
  }
  const digests = await loadTokenDigests(inputs.engine);
  const inspection = attempt(() => inspectTimeStamp(der, file, inputs, digests));
  if (inspection !== null) return inspection;
  throw new CodedError('FILE_TYPE_UNKNOWN', 'neither seal, signature, certificate, list nor time stamp');
}

/** The first block of a PEM file, else the bytes as they are. */
function derOf(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0x30) return bytes;
  const text = Array.from(bytes.subarray(0, 1 << 20), (byte) => String.fromCharCode(byte)).join('');
  return decodePem(text)[0]?.der ?? bytes;
}

function attempt(inspect: () => Inspection): Inspection | null {
  try {
    return inspect();
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
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

function inspectTimeStamp(
  bytes: Uint8Array,
  file: string,
  inputs: TrustInputs,
  digests: TokenDigests,
): Inspection {
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
    checks: timeStampChecks(token, authority, inputs, digests),
  };
}
