import { resultOf } from '../../shared/result.ts';
import type { SealSignature } from '../seal/seal-signature.ts';
import { decodeTimeStampToken } from '../timestamp/time-stamp-token.ts';
import { certificateOrNull, type Certificate } from '../x509/certificate.ts';
import type { RevocationList } from '../x509/revocation-list.ts';
import type { VerificationInputs } from './context.ts';

/**
 * The inputs, and for each certificate of a signature that has expired the lists that were current on its last
 * day: newer lists need not name it any more. Lists that cannot be read are left out, which leaves revocation open.
 */
export async function withArchivedLists(
  signature: SealSignature,
  inputs: VerificationInputs,
): Promise<VerificationInputs> {
  const expired = (await certificatesOf(signature, inputs)).filter(({ notAfter }) => notAfter < inputs.now);
  const found: RevocationList[] = [];
  for (const { issuer, notAfter } of expired) {
    const lists = await resultOf(() => inputs.archivedLists(issuer.raw, notAfter));
    if (lists.ok) found.push(...lists.value);
  }
  if (found.length === 0) return inputs;
  const { trust } = inputs;
  return { ...inputs, trust: { ...trust, revocationLists: [...trust.revocationLists, ...found] } };
}

/** The signer, the maker, the time-stamp authority, and whoever may stand above them. */
async function certificatesOf(
  { signerCertificate, seal, timeStamp }: SealSignature,
  { trust }: VerificationInputs,
): Promise<Certificate[]> {
  const ends = [signerCertificate, seal.makerCertificate].flatMap((der) => certificateOrNull(der) ?? []);
  const token =
    timeStamp === null ? null : await resultOf(() => decodeTimeStampToken(timeStamp).certificates);
  return [...ends, ...(token?.ok === true ? token.value : []), ...trust.intermediates];
}
