import type { ReasonCode, CheckResult } from '../../../shared/model/verification-report.ts';
import type { Certificate } from '../../x509/certificate.ts';
import type { Revocation } from '../../x509/revocation-entry.ts';
import { pathRevocation, type RevocationStatus } from '../../x509/revocation.ts';
import {
  sealSignatureOf,
  type JudgedCertificate,
  type SignatureContext,
  type VerificationInputs,
} from '../context.ts';
import { isTooOld } from '../list-age.ts';
import { fail, pass, severity, skipped, unknown } from '../outcome.ts';

/** CRLReason (RFC 5280 §5.3.1) under which nothing that only claims a time can be relied on. */
const COMPROMISED: ReadonlySet<number> = new Set([1, 2]);

const UNKNOWN_CODES = {
  noList: 'NO_REVOCATION_DATA',
  staleList: 'TRY_LATER',
  lateList: 'REVOCATION_LIST_TOO_LATE',
  badList: 'REVOCATION_LIST_INVALID',
} as const satisfies Record<string, ReasonCode>;

/**
 * Whether the lists of the trust folder say that the signer's or the maker's certificate, or one above them,
 * was revoked. Revoked later than the claimed time cannot be decided without a time stamp that proves that the
 * signature came before. Where a path is missing, the certificate or seal check says so.
 */
export function checkRevocation(context: SignatureContext): CheckResult {
  if (sealSignatureOf(context) === null) return skipped();
  const results = [...signerResults(context), ...makerResults(context)];
  const [worst] = results.sort(
    (left, right) => severity(left) - severity(right) || listDate(left).localeCompare(listDate(right)),
  );
  return worst ?? skipped();
}

/** Of lists that say the same, the oldest is the one to name: the verdict is no fresher than it. */
function listDate({ facts }: CheckResult): string {
  return String(facts?.listIssuedAt ?? '');
}

function signerResults({ signer, inputs, signingTime }: SignatureContext): CheckResult[] {
  const proven = signingTime?.proven ?? null;
  return statusesOf(signer, inputs).map(({ certificate, status }) =>
    status.state === 'revoked'
      ? signerRevoked(certificate, status.revocation, (signer as JudgedCertificate).judgedAt, proven)
      : unrevoked(certificate, status, inputs),
  );
}

function makerResults(context: SignatureContext): CheckResult[] {
  const { maker, inputs, signingTime } = context;
  const proven = signingTime?.proven ?? null;
  const judgesAtCreation = sealSignatureOf(context)?.seal.version === 5;
  return statusesOf(maker, inputs).map(({ certificate, status }) => {
    if (status.state !== 'revoked') return unrevoked(certificate, status, inputs);
    const { judgedAt } = maker as JudgedCertificate;
    const isNotice =
      precedes(proven, status.revocation) || (judgesAtCreation && !COMPROMISED.has(status.revocation.reason));
    return makerRevoked(certificate, status.revocation, judgedAt, isNotice);
  });
}

function statusesOf(
  judged: JudgedCertificate | null,
  { engine, now, trust }: SignatureContext['inputs'],
): ReturnType<typeof pathRevocation> {
  if (judged?.path.ok !== true) return [];
  return pathRevocation(judged.path.path, trust.revocationLists, { engine, now });
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

/** A list ages from when it was last known to be the newest, but for certificates that no newer one concerns. */
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

/** @param isNotice a time stamp, or GM/T 0031-2025 for a seal made before, lets the seal stand */
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
