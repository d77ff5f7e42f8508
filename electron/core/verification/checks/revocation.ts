import type { ReasonCode, CheckResult } from '../../../shared/model/verification-report.ts';
import type { Certificate } from '../../x509/certificate.ts';
import type { Revocation } from '../../x509/revocation-entry.ts';
import { pathRevocation, type RevocationStatus, spokeFor } from '../../x509/revocation.ts';
import {
  isJudged,
  sealSignatureOf,
  type JudgedCertificate,
  type SignatureEvidence,
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
export function checkRevocation(context: SignatureEvidence): CheckResult {
  if (!isJudged(context)) return skipped();
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

function signerResults(context: SignatureEvidence): CheckResult[] {
  const { signer, inputs, signingTime } = context;
  if (signer === null) return [];
  const times = { at: signer.judgedAt, proven: signingTime?.proven ?? null };
  return statusesOf(signer, inputs).map(({ certificate, status }) =>
    status.state === 'revoked'
      ? signerRevoked(datedRevocation(certificate, status, context), times)
      : unrevoked(certificate, status, inputs, times.proven),
  );
}

function makerResults(context: SignatureEvidence): CheckResult[] {
  const { maker, inputs, signingTime } = context;
  if (maker === null) return [];
  const proven = signingTime?.proven ?? null;
  const judgesAtCreation = sealSignatureOf(context)?.seal.version === 5;
  return statusesOf(maker, inputs).map(({ certificate, status }) => {
    if (status.state !== 'revoked') return unrevoked(certificate, status, inputs, proven);
    const dated = datedRevocation(certificate, status, context);
    return makerRevoked(dated, { at: maker.judgedAt, proven }, judgesAtCreation);
  });
}

function statusesOf(
  { path }: JudgedCertificate,
  { engine, now, trust }: SignatureEvidence['inputs'],
): ReturnType<typeof pathRevocation> {
  if (!path.ok) return [];
  return pathRevocation(path.path, trust.revocationLists, {
    engine,
    now,
    ocspResponses: trust.ocspResponses,
  });
}

type NotRevoked = Exclude<RevocationStatus, { state: 'revoked' }>;

function unrevoked(
  certificate: Certificate,
  status: NotRevoked,
  inputs: VerificationInputs,
  proven: Date | null,
): CheckResult {
  const { listIssuedAt } = status;
  const facts = {
    subject: certificate.subject.text,
    ...(listIssuedAt === null
      ? {}
      : { listIssuedAt: listIssuedAt.toISOString(), listIssuer: certificate.issuer.text }),
  };
  if (status.state === 'unknown') {
    return spokeFor(status, proven)
      ? pass('REVOCATION_AS_OF_SIGNING', facts)
      : unknown(UNKNOWN_CODES[status.why], facts);
  }
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
  const confirmedAt = list === null ? null : listConfirmedAt(list);
  return !isFinal && isTooOld(confirmedAt ?? listIssuedAt, now, listAgeLimitMs);
}

type Revoked = Extract<RevocationStatus, { state: 'revoked' }>;

/**
 * A revocation with the times from which it counts. Its date is that of the entry: invalidityDate moves nothing,
 * since whoever asks for a revocation chooses it freely.
 */
interface DatedRevocation {
  readonly certificate: Certificate;
  readonly revocation: Revocation;
  /** The time from which it counts in any case: later than its date if it was published late. */
  readonly certainFrom: Date;
}

interface Times {
  readonly at: Date;
  readonly proven: Date | null;
}

/** Finds out whether a list, of those at hand or of former synchronisations, should have named it and did not. */
function datedRevocation(
  certificate: Certificate,
  { revocation, late: atHand }: Revoked,
  { lateRevocations, inputs }: SignatureEvidence,
): DatedRevocation {
  const revokedMs = revocation.revokedAt.getTime();
  const noted = lateRevocations.filter(
    (each) => each.certificate.serial === certificate.serial && each.revokedAt.getTime() === revokedMs,
  );
  const known = [...noted, ...(atHand === null ? [] : [atHand])]
    .filter(({ lackedAt }) => lackedAt.getTime() - revokedMs > inputs.lateEventMs)
    .map(({ knownFrom }) => knownFrom.getTime());
  const certainFrom = known.length === 0 ? revocation.revokedAt : new Date(Math.min(...known));
  return { certificate, revocation, certainFrom };
}

function signerRevoked(dated: DatedRevocation, times: Times): CheckResult {
  const facts = revocationFacts(dated);
  if (dated.certainFrom <= times.at) return fail('REVOKED', facts);
  if (precedes(times.proven, dated.revocation)) return pass('REVOKED_SINCE', facts);
  return isBetween(dated, times) ? unknown('REVOCATION_LATE', facts) : unknown('REVOKED_NO_POE', facts);
}

/**
 * Judges a revoked maker. @param judgesAtCreation whether GM/T 0031-2025 keeps an earlier seal valid unless the key
 * was compromised
 */
function makerRevoked(dated: DatedRevocation, times: Times, judgesAtCreation: boolean): CheckResult {
  const { revocation, certainFrom } = dated;
  const facts = revocationFacts(dated);
  if (certainFrom <= times.at) return fail('SEAL_MAKER_REVOKED', facts);
  if (isBetween(dated, times)) return unknown('REVOCATION_LATE', facts);
  const isNotice =
    precedes(times.proven, revocation) || (judgesAtCreation && !COMPROMISED.has(revocation.reason));
  return isNotice ? pass('SEAL_MAKER_REVOKED', facts) : unknown('SEAL_MAKER_REVOKED', facts);
}

function precedes(proven: Date | null, { revokedAt }: Revocation): boolean {
  return proven !== null && proven < revokedAt;
}

/** Tells whether a document lies after the date of a revocation and before the time at which anybody could know it. */
function isBetween({ revocation, certainFrom }: DatedRevocation, { at, proven }: Times): boolean {
  const { revokedAt } = revocation;
  return certainFrom > revokedAt && revokedAt <= (proven ?? at);
}

function revocationFacts({
  certificate,
  revocation,
  certainFrom,
}: DatedRevocation): Readonly<Record<string, string | number>> {
  const { revokedAt, reason, invalidSince } = revocation;
  const late =
    certainFrom > revokedAt
      ? {
          publishedAt: certainFrom.toISOString(),
          lateHours: Math.floor((certainFrom.getTime() - revokedAt.getTime()) / HOUR_MS),
        }
      : {};
  return {
    subject: certificate.subject.text,
    revokedAt: revokedAt.toISOString(),
    reason,
    ...(invalidSince === null ? {} : { invalidSince: invalidSince.toISOString() }),
    ...late,
  };
}

const HOUR_MS = 3_600_000;
