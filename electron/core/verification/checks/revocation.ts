import type { ReasonCode, CheckResult } from '../../../shared/model/verification-report.ts';
import type { Certificate } from '../../x509/certificate.ts';
import type { Revocation } from '../../x509/revocation-entry.ts';
import { pathRevocation, type RevocationStatus } from '../../x509/revocation.ts';
import {
  sealSignatureOf,
  type JudgedCertificate,
  type SignatureContext,
  type VerificationInputs,
  isTooOld,
} from '../evidence/context.ts';
import { fail, pass, severity, skipped, unknown } from './verdict.ts';

/** CRLReason (RFC 5280 §5.3.1) of a compromised key, after which no claim of a time can be relied on. */
const COMPROMISED: ReadonlySet<number> = new Set([1, 2]);

const UNKNOWN_CODES = {
  noList: 'NO_REVOCATION_DATA',
  staleList: 'TRY_LATER',
  lateList: 'REVOCATION_LIST_TOO_LATE',
  badList: 'REVOCATION_LIST_INVALID',
} as const satisfies Record<string, ReasonCode>;

/**
 * Checks whether the lists of the trust folder revoke the signer's or the maker's certificate, or one above
 * them. A revocation after the claimed time leaves the verdict open unless a time stamp proves that the
 * signature came before. If a path is missing, the check of the certificate or of the seal says so.
 */
export function checkRevocation(context: SignatureContext): CheckResult {
  if (sealSignatureOf(context) === null) return skipped();
  const results = [...signerResults(context), ...makerResults(context)];
  const [worst] = results.sort(
    (left, right) => severity(left) - severity(right) || listDate(left).localeCompare(listDate(right)),
  );
  return worst ?? skipped();
}

/**
 * Orders equal results by the date of their list: the oldest one is named, since the verdict is no fresher
 * than it.
 */
function listDate({ facts }: CheckResult): string {
  return String(facts?.listIssuedAt ?? '');
}

function signerResults({ signer, inputs, signingTime }: SignatureContext): CheckResult[] {
  if (signer === null) return [];
  const proven = signingTime?.proven ?? null;
  return statusesOf(signer, inputs).map(({ certificate, status }) =>
    status.state === 'revoked'
      ? signerRevoked(certificate, status.revocation, signer.judgedAt, proven)
      : unrevoked(certificate, status, inputs),
  );
}

function makerResults(context: SignatureContext): CheckResult[] {
  const { maker, inputs, signingTime } = context;
  if (maker === null) return [];
  const proven = signingTime?.proven ?? null;
  const judgesAtCreation = sealSignatureOf(context)?.seal.version === 5;
  return statusesOf(maker, inputs).map(({ certificate, status }) => {
    if (status.state !== 'revoked') return unrevoked(certificate, status, inputs);
    const isNotice =
      precedes(proven, status.revocation) || (judgesAtCreation && !COMPROMISED.has(status.revocation.reason));
    return makerRevoked(certificate, status.revocation, maker.judgedAt, isNotice);
  });
}

function statusesOf(
  { path }: JudgedCertificate,
  { engine, now, trust }: SignatureContext['inputs'],
): ReturnType<typeof pathRevocation> {
  if (!path.ok) return [];
  return pathRevocation(path.path, trust.revocationLists, { engine, now });
}

type NotRevoked = Exclude<RevocationStatus, { state: 'revoked' }>;

function unrevoked(certificate: Certificate, status: NotRevoked, inputs: VerificationInputs): CheckResult {
  const { listIssuedAt } = status;
  const facts = {
    subject: certificate.subject.text,
    ...(listIssuedAt === null ? {} : { listIssuedAt: listIssuedAt.toISOString() }),
  };
  if (status.state === 'unknown') return unknown(UNKNOWN_CODES[status.why], facts);
  return isOverdue(status, inputs) ? unknown('TRY_LATER', facts) : pass('OK', facts);
}

type Good = Extract<RevocationStatus, { state: 'good' }>;

/**
 * Tells whether a list is too old. Its age counts from the time at which it was last known to be the newest;
 * it does not matter to certificates that no newer list concerns.
 */
function isOverdue(
  { list, listIssuedAt, isFinal }: Good,
  { now, listAgeLimitMs, listConfirmedAt }: VerificationInputs,
): boolean {
  return !isFinal && isTooOld(listConfirmedAt(list) ?? listIssuedAt, now, listAgeLimitMs);
}

function signerRevoked(
  certificate: Certificate,
  revocation: Revocation,
  at: Date,
  proven: Date | null,
): CheckResult {
  const facts = revocationFacts(certificate, revocation);
  if (effectiveAt(revocation) <= at) return fail('REVOKED', facts);
  return precedes(proven, revocation) ? pass('REVOKED_SINCE', facts) : unknown('REVOKED_NO_POE', facts);
}

/**
 * Judges a revoked maker. @param isNotice whether a time stamp, or GM/T 0031-2025 for an earlier seal, keeps
 * the seal valid
 */
function makerRevoked(
  certificate: Certificate,
  revocation: Revocation,
  at: Date,
  isNotice: boolean,
): CheckResult {
  const facts = revocationFacts(certificate, revocation);
  if (effectiveAt(revocation) <= at) return fail('SEAL_MAKER_REVOKED', facts);
  return isNotice ? pass('SEAL_MAKER_REVOKED', facts) : unknown('SEAL_MAKER_REVOKED', facts);
}

function precedes(proven: Date | null, revocation: Revocation): boolean {
  return proven !== null && proven < effectiveAt(revocation);
}

function effectiveAt({ revokedAt, invalidSince }: Revocation): Date {
  return invalidSince !== null && invalidSince < revokedAt ? invalidSince : revokedAt;
}

function revocationFacts(
  certificate: Certificate,
  revocation: Revocation,
): Readonly<Record<string, string | number>> {
  const { revokedAt, reason } = revocation;
  return { subject: certificate.subject.text, revokedAt: revokedAt.toISOString(), reason };
}
