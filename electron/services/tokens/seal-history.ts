import type { SealProperty } from '../../core/seal/seal-property.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { SealInfo } from '../../shared/model/token.ts';
import type { ListedCertificate } from './token-certificates.ts';

/**
 * Whether a seal that cannot be used belongs to a certificate or key which the holder has renewed since: a
 * certificate that can sign lies on the token, for the same subject, and the seal does not list it. A list of
 * digests names no subject; then a certificate that is younger than the seal counts as the renewal.
 * @param listed the certificate on the token that the seal lists; null where there is none
 */
export function isSuperseded(
  { certificateList, createdAt }: SealProperty,
  listed: ListedCertificate | null,
  certificates: readonly ListedCertificate[],
): boolean {
  const present = certificates.filter(({ info }) => info.usable).map(({ info }) => info);
  const subjects = new Set(listed === null ? [] : [listed.info.subject]);
  if (certificateList.kind === 'certificates') {
    for (const der of certificateList.certificates) {
      const certificate = certificateOrNull(der);
      if (certificate !== null) subjects.add(certificate.subject.text);
    }
  }
  if (subjects.size > 0) return present.some(({ subject }) => subjects.has(subject));
  return present.some(({ notBefore }) => new Date(notBefore) > createdAt);
}

/** Reasons that a seal made anew puts an end to; a damaged seal, or one not confirmed yet, is no former one. */
const OUTLIVED: ReadonlySet<ErrorCode | null> = new Set<ErrorCode>([
  'SEAL_SUPERSEDED_CERTIFICATE',
  'SEAL_EXPIRED',
  'CERTIFICATE_EXPIRED',
]);

/** Marks as history what a usable seal of the same name and kind on the token has replaced. */
export function withReplaced<Listed extends { readonly info: SealInfo }>(seals: readonly Listed[]): Listed[] {
  const isReplaced = ({ reason, name, kind }: SealInfo): boolean =>
    OUTLIVED.has(reason) && seals.some(({ info }) => info.usable && info.name === name && info.kind === kind);
  return seals.map((listed) => {
    const { info } = listed;
    if (!isReplaced(info)) return listed;
    const reason = info.reason === 'SEAL_SUPERSEDED_CERTIFICATE' ? 'SEAL_REPLACED' : info.reason;
    return { ...listed, info: { ...info, history: true, reason } };
  });
}
