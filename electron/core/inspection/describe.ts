import type { InspectedCertificate, InspectedSeal } from '../../shared/model/inspection.ts';
import { toHex } from '../bytes/hex.ts';
import type { CertificateList } from '../seal/certificate-list.ts';
import type { Seal } from '../seal/seal.ts';
import { type Certificate, certificateOrNull } from '../x509/certificate.ts';

/** A seal as plain data that can be shown and written as JSON. */
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
