import { resultOf } from '../../../shared/result.ts';
import { type Certificate, certificateOrNull } from '../../x509/certificate.ts';
import { buildPath } from '../../x509/path.ts';
import type { RevocationList } from '../../x509/revocation-list.ts';
import type { JudgedCertificate, SignatureEvidence, VerificationInputs } from './context.ts';

/** Judges a certificate at an instant; null for bytes that are none. */
export function judgedOrNull(
  der: Uint8Array,
  judgedAt: Date,
  inputs: VerificationInputs,
): JudgedCertificate | null {
  const certificate = certificateOrNull(der);
  return certificate === null ? null : judgedAs(certificate, judgedAt, inputs);
}

/** Judges a certificate at an instant. */
export function judgedAs(
  certificate: Certificate,
  judgedAt: Date,
  { engine, trust }: VerificationInputs,
): JudgedCertificate {
  return { certificate, judgedAt, path: buildPath(certificate, { engine, trust, at: judgedAt }) };
}

/**
 * Adds the lists that were current on the last day of each expired certificate of a signature: newer lists
 * need not name it any more. Lists that cannot be read are left out, which leaves the revocation open.
 * @param certificates those of the signature; the ones that may stand above them are added
 */
export async function withArchivedLists(
  certificates: readonly Certificate[],
  inputs: VerificationInputs,
): Promise<VerificationInputs> {
  const { trust } = inputs;
  const concerned = [...certificates, ...trust.intermediates];
  const expired = concerned.filter(({ notAfter }) => notAfter < inputs.now);
  const found: RevocationList[] = [];
  for (const { issuer, notAfter } of expired) {
    const lists = await resultOf(() => inputs.archivedLists(issuer.raw, notAfter));
    if (lists.ok) found.push(...lists.value);
  }
  if (found.length === 0) return inputs;
  return { ...inputs, trust: { ...trust, revocationLists: [...trust.revocationLists, ...found] } };
}

/**
 * Asks for late revocations of the certificates that a list names. If they cannot be read, the dates of the lists
 * count as they are.
 * @param certificates as for {@link withArchivedLists}
 */
export async function lateRevocationsOf(
  certificates: readonly Certificate[],
  inputs: VerificationInputs,
): Promise<SignatureEvidence['lateRevocations']> {
  const { revocationLists, intermediates } = inputs.trust;
  const named = [...certificates, ...intermediates].filter(({ serial }) =>
    revocationLists.some(({ entries }) => entries.get(serial) !== undefined),
  );
  const found = await Promise.all(
    named.map(async (certificate) => {
      const { issuer, serial } = certificate;
      const dates = await resultOf(() => inputs.lateRevocations(issuer.raw, serial));
      return dates.ok ? dates.value.map((date) => ({ ...date, certificate })) : [];
    }),
  );
  return found.flat();
}
