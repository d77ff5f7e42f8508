import type {
  CertificateChain,
  CertificateDetails,
  ChainStanding,
  SignatureDetails,
} from '../../shared/model/document-details.ts';
import { CERTIFICATE_BUDGET } from '../budgets.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { toHex } from '../bytes/encodings.ts';
import type { Sha256 } from '../cms/sha256.ts';
import {
  type JudgedCertificate,
  sealSignatureOf,
  type SignatureEvidence,
} from '../verification/evidence/context.ts';
import type { Certificate } from '../x509/certificate.ts';
import { pathRevocation } from '../x509/revocation.ts';
import { isSelfIssued } from '../x509/trust-store.ts';
import { describeCertificate, describeSeal } from './inspect.ts';

/** Describes the seal and the certificates behind a signature as plain data that can be shown. */
export function signatureDetails(context: SignatureEvidence, sha256: Sha256): SignatureDetails {
  const seal = sealSignatureOf(context)?.seal ?? null;
  return {
    seal: seal === null ? null : { facts: describeSeal(seal), picture: seal.picture.data },
    signer: context.signer === null ? null : chainOf(context.signer, context, sha256),
    maker: context.maker === null ? null : chainOf(context.maker, context, sha256),
  };
}

function chainOf(judged: JudgedCertificate, context: SignatureEvidence, sha256: Sha256): CertificateChain {
  const { inputs } = context;
  const { path, certificate, judgedAt } = judged;
  const certificates = path.ok ? path.path : byNames(certificate, context);
  const standings = path.ok ? standingsOf(path.path, context) : null;
  const details = (each: Certificate): CertificateDetails => ({
    ...describeCertificate(each),
    sm3: toHex(inputs.engine.sm3(each.raw)),
    sha256: toHex(sha256.hash(each.raw)),
  });
  return {
    steps: certificates.map((each, at) => ({
      certificate: details(each),
      standing: standings?.[at] ?? { state: path.ok ? 'anchor' : 'noPath' },
    })),
    isTrusted: path.ok,
    judgedAt: judgedAt.toISOString(),
  };
}

/** Says of every certificate but the anchor whether the lists at hand revoke it. */
function standingsOf(
  path: Parameters<typeof pathRevocation>[0],
  { inputs: { engine, now, trust } }: SignatureEvidence,
): readonly ChainStanding[] {
  const context = { engine, now, ocspResponses: trust.ocspResponses };
  return pathRevocation(path, trust.revocationLists, context).map(({ status }) => {
    const listIssuedAt = status.listIssuedAt?.toISOString() ?? null;
    if (status.state === 'revoked') {
      return { state: 'revoked', revokedAt: status.revocation.revokedAt.toISOString() };
    }
    return status.state === 'good' && listIssuedAt !== null
      ? { state: 'notRevoked', listIssuedAt }
      : { state: 'revocationUnknown', listIssuedAt };
  });
}

/** Follows the names of issuers for a certificate without a path, so that a person sees where it ends. */
function byNames(certificate: Certificate, { inputs: { trust } }: SignatureEvidence): readonly Certificate[] {
  const found = [certificate];
  const known = [...trust.anchors, ...trust.intermediates];
  while (found.length < CERTIFICATE_BUDGET.pathLength) {
    const last = found.at(-1) ?? certificate;
    if (isSelfIssued(last)) break;
    const issuer = known.find(({ subject }) => equalBytes(subject.raw, last.issuer.raw));
    if (issuer === undefined || found.includes(issuer)) break;
    found.push(issuer);
  }
  return found;
}
