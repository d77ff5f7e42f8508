import { listAge } from '../../core/seal-life/seal-standing.ts';
import { renewalWindow } from '../../core/seal-life/reminders.ts';
import {
  changesOf,
  codeDifference,
  type EnterpriseChange,
} from '../../core/platform/enterprise-status-statement.ts';
import type { AppError, ErrorCode, ErrorDetails } from '../../shared/errors.ts';
import { ENTERPRISE_CITATION } from '../../shared/model/enterprise-rules.ts';
import {
  type Clauses,
  type PolicyProfile,
  type PolicyRules,
  type ReplacementReason,
  citationDetails,
} from '../../shared/model/policy-profile.ts';
import type { SealState } from '../../shared/model/seal-standing.ts';
import { oldestList, type UseState } from '../platform/platform-knowledge.ts';
import type { SealingRule, SealingSituation } from './situation.ts';

/** Returns the first reason why the seal may not be used now, or null. */
export function refusalBy(situation: SealingSituation): AppError | null {
  for (const rule of rulesInOrder()) {
    const refusal = rule(situation);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** The most final reason comes first: a reason that no synchronisation resolves is reported before one that may. */
function rulesInOrder(): readonly SealingRule[] {
  return [
    lossReported,
    sealStatus,
    lossClaimed,
    certificateRevoked,
    expired,
    worldChanged,
    policyUnknown,
    enterpriseEnded,
    enterpriseOther,
    enterpriseChanged,
    clockWrong,
    enterpriseUnchecked,
    listsStale,
    clockSetBack,
    idle,
    pictureUnconfirmed,
  ];
}

/** A loss report made here blocks the seal at once, with or without a platform, until it is withdrawn. */
const lossReported: SealingRule = (situation) => {
  const { lossReport, policy } = situation;
  if (lossReport === null) return null;
  const { reportedAt, number } = lossReport;
  return refuse('SEALING_LOSS_REPORTED', situation, policy?.rules.lossReport, { since: reportedAt, number });
};

/**
 * A report that somebody authorised and nobody has decided on. It acts on no document; but to seal with what is said to
 * be lost would only make one more document to doubt.
 */
const lossClaimed: SealingRule = (situation) => {
  const claim = situation.knowledge?.claim ?? null;
  if (claim === null) return null;
  const { receivedAt, reason } = claim;
  return refuse('SEALING_LOSS_CLAIMED', situation, situation.policy?.rules.lossReport, {
    since: receivedAt,
    reason,
  });
};

interface Ending {
  readonly code: ErrorCode;
  readonly rule: (rules: PolicyRules) => Clauses | null;
}

const ENDINGS: Readonly<Record<Exclude<SealState, 'active'>, Ending>> = {
  suspended: { code: 'SEALING_SUSPENDED', rule: ({ suspension }) => suspension },
  cancelled: { code: 'SEALING_CANCELLED', rule: ({ cancellation }) => cancellation },
  replaced: { code: 'SEALING_REPLACED', rule: ({ replacement }) => replacement },
  void: { code: 'SEALING_VOID', rule: ({ afterEnd, validity }) => afterEnd ?? validity },
};

/** A seal whose successor was fetched after a renewal (续期), which is no replacement (换领). */
const RENEWED: Ending = { code: 'SEALING_RENEWED', rule: ({ renewal }) => renewal };

/**
 * Refuses a seal whose published state is not active. A state counts as soon as it is known, whatever date it has: a
 * clock that is behind must not keep a cancelled seal in use.
 */
const sealStatus: SealingRule = (situation) => {
  const { knowledge, policy } = situation;
  const status = knowledge?.status ?? null;
  if (status === null || status.state === 'active') return null;
  const { code, rule } = knowledge?.renewedHere === true ? RENEWED : ENDINGS[status.state];
  const { since, reason, replacedBy } = status;
  return refuse(code, situation, policy === null ? null : rule(policy.rules), { since, reason, replacedBy });
};

/** A revoked certificate signs nothing more, whatever the state of the seal. */
const certificateRevoked: SealingRule = (situation) => {
  const { revokedSince } = situation.certificate;
  if (revokedSince === null) return null;
  return refuse('CERTIFICATE_REVOKED', situation, null, { since: revokedSince });
};

/** Seal and certificate each end on their own day. The refusal says whether renewal is still possible. */
const expired: SealingRule = (situation) => {
  const { now, seal, certificate } = situation;
  const sealEnds = new Date(seal.validTo);
  if (sealEnds < now) return refuseExpired('SEAL_EXPIRED', situation, sealEnds);
  if (certificate.notAfter === null || certificate.notAfter >= now) return null;
  return refuseExpired('CERTIFICATE_EXPIRED', situation, certificate.notAfter);
};

function refuseExpired(
  code: 'SEAL_EXPIRED' | 'CERTIFICATE_EXPIRED',
  situation: SealingSituation,
  ended: Date,
) {
  const { policy, now } = situation;
  const window = policy === null ? null : renewalWindow(policy, ended, now);
  return refuse(code, situation, policy?.rules.validity ?? policy?.rules.renewal, {
    since: ended.toISOString(),
    renewable: window === null ? null : window.state === 'open',
  });
}

/**
 * A platform that nobody has bound gives no rules, and a bound world that is no longer as it was bound may hide any:
 * nothing is sealed until a person has put it right.
 */
const worldChanged: SealingRule = ({ knowledge }) => {
  if (knowledge === null || knowledge.barred === null) return null;
  const { code, details } = knowledge.barred;
  return { code, details: { clause: null, clauseEn: null, ...details } };
};

/** When the rules of the platform are not known, nobody can say that they allow the use of the seal. */
const policyUnknown: SealingRule = ({ knowledge, policy }) =>
  knowledge === null || policy !== null
    ? null
    : {
        code: 'SEALING_POLICY_UNKNOWN',
        details: {
          clause: null,
          clauseEn: null,
          platform: knowledge.platformName,
          profile: knowledge.profileId,
        },
      };

/** An enterprise that is deregistered, or whose licence is revoked, seals nothing more (广西 第二十二条). */
const enterpriseEnded: SealingRule = (situation) => {
  const enterprise = lastWordOn(situation.knowledge);
  if (enterprise === null || enterprise.state === 'normal') return null;
  const { name, state, since } = enterprise;
  const rule = situation.policy?.rules.cancellation ?? null;
  return refuse('SEALING_ENTERPRISE_ENDED', situation, rule, { enterprise: name, state, since });
};

/** Returns what the platform said last of the state of the enterprise, in either answer. */
function lastWordOn(knowledge: SealingSituation['knowledge']): UseState['enterprise'] | null {
  const [atUse, status] = [knowledge?.atUse?.enterprise ?? null, knowledge?.enterprise?.enterprise ?? null];
  if (atUse === null || status === null) return atUse ?? status;
  return Date.parse(atUse.checkedAt) > Date.parse(status.checkedAt) ? atUse : status;
}

/** A certificate with the code of another enterprise than the platform has for the seal is cleared up first (广西 第二十五条). */
const enterpriseOther: SealingRule = (situation) => {
  const { knowledge, policy, certificate } = situation;
  const status = knowledge?.enterprise ?? null;
  const rule = policy?.rules.enterpriseData ?? null;
  if (status === null || rule?.checkedWhenUsing !== true) return null;
  const difference = codeDifference(status, certificate.enterpriseCode);
  if (difference === null) return null;
  const { name, checkedAt } = status.enterprise;
  return refuse('SEALING_ENTERPRISE_OTHER', situation, rule, { ...difference, enterprise: name, checkedAt });
};

/** A seal in a former name, or of a former legal representative, is replaced before it is used again (广西 第二十一条). */
const enterpriseChanged: SealingRule = (situation) => {
  const { knowledge, policy } = situation;
  const status = knowledge?.enterprise ?? null;
  if (status === null || policy?.rules.enterpriseData?.checkedWhenUsing !== true) return null;
  const [change] = changesOf(status);
  if (change === undefined) return null;
  const { replacement } = policy.rules;
  return refuse('SEALING_ENTERPRISE_CHANGED', situation, replacement, {
    ...{ from: change.from, to: change.to, checkedAt: status.enterprise.checkedAt },
    replacementReason: replacementReason(change.what, replacement?.reasons ?? []),
  });
};

/** Returns the reason that the application for a new seal gives: the closest that the rules have. */
function replacementReason(
  what: EnterpriseChange['what'],
  reasons: readonly ReplacementReason[],
): ReplacementReason {
  const own = what === 'name' ? 'nameChange' : 'representativeChange';
  return ([own, 'dataChange'] as const).find((each) => reasons.includes(each)) ?? 'other';
}

/** The clock must agree with the platform that has just answered, ahead as behind. */
const clockWrong: SealingRule = (situation) => {
  const { answer, policy } = situation;
  if (answer === null || answer.state === null || policy === null) return null;
  const known = new Date(answer.state.issuedAt);
  const differenceMs = Math.abs(answer.askedAt.getTime() - known.getTime());
  if (differenceMs <= policy.limits.clockToleranceMinutes * 60_000) return null;
  return refuse('SEALING_CLOCK_WRONG', situation, null, {
    clock: answer.askedAt.toISOString(),
    known: known.toISOString(),
  });
};

/**
 * The platform compares enterprises with the registration authority. Its statement on the enterprise has an age of its
 * own; where there never was one, the status feed carries the outcome of the check. A platform that answers at a use owes
 * the statement too. On a card, where nobody is asked, the newer of both counts.
 */
const enterpriseUnchecked: SealingRule = (situation) => {
  const { knowledge, policy, now, answer } = situation;
  const rule = policy?.rules.enterpriseData ?? null;
  if (knowledge === null || policy === null || rule?.checkedWhenUsing !== true) return null;
  const checked = knowledge.enterprise?.enterprise.checkedAt ?? null;
  const known = answer === null ? newerOf(checked, knowledge.statusAsOf) : (checked ?? knowledge.statusAsOf);
  const { stale, ...age } = listAge(known, policy.limits.enterpriseDataHours, now);
  const isOwed = answer !== null && answer.state !== null && (answer.enterprise ?? 'answered') !== 'answered';
  if (!stale && !isOwed) return null;
  const { asOf, hours, allowedHours } = age;
  const asked = answer?.enterprise ?? null;
  return refuse('SEALING_ENTERPRISE_UNCHECKED', situation, rule, { asOf, hours, allowedHours, asked });
};

function newerOf(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one) > Date.parse(other) ? one : other;
}

/**
 * Lists that are older than the policy allows do not show whether the seal may be used, nor does an old statement of the
 * rules in force. Neither does a missing list of
 * the certificate's authority, which the platform may have kept back.
 */
const listsStale: SealingRule = (situation) => {
  const { knowledge, policy, now, certificate } = situation;
  if (knowledge === null || policy === null) return null;
  const oldest = oldestList(knowledge, certificate.unlisted);
  const { asOf, hours, allowedHours, stale } = listAge(oldest, sealingHours(situation, policy), now);
  if (!stale) return null;
  const byEnterprise = allowedHours < policy.limits.sealingHours ? ENTERPRISE_CITATION : {};
  return refuse('SEALING_LISTS_STALE', situation, null, { asOf, hours, allowedHours, ...byEnterprise });
};

/** Returns the hours for which sealing goes on without the platform: the enterprise may name fewer than the profile. */
export function sealingHours(
  { enterprise }: Pick<SealingSituation, 'enterprise'>,
  { limits }: Pick<PolicyProfile, 'limits'>,
): number {
  return Math.min(limits.sealingHours, enterprise.sealingHours ?? limits.sealingHours);
}

/**
 * The clock must not be behind the platform's time at the last synchronisation, nor behind a use since then. Without a
 * synchronisation there is no measure: a clock that was once ahead would bar sealing for good. A platform that has just
 * confirmed the clock is a better measure.
 */
const clockSetBack: SealingRule = (situation) => {
  const { knowledge, policy, now, latestUse, answer } = situation;
  const lastSync = knowledge?.lastSync ?? null;
  if (lastSync === null || policy === null || (answer !== null && answer.state !== null)) return null;
  const witnesses = [lastSync.platformTime, ...(latestUse === null ? [] : [latestUse])];
  const latest = Math.max(...witnesses.map((time) => Date.parse(time)));
  if (now.getTime() >= latest - policy.limits.clockToleranceMinutes * 60_000) return null;
  return refuse('SEALING_CLOCK_SET_BACK', situation, null, {
    clock: now.toISOString(),
    known: new Date(latest).toISOString(),
  });
};

/** A seal that was unused for as long as the policy allows must be applied for anew. */
const idle: SealingRule = (situation) => {
  const { idleFrom, now, policy } = situation;
  if (idleFrom === null || now < idleFrom) return null;
  const { idle: rule } = policy?.rules ?? { idle: null };
  return refuse('SEALING_IDLE', situation, rule, {
    since: idleFrom.toISOString(),
    months: rule?.months ?? null,
  });
};

/**
 * A seal is put into use once its holder has looked at its picture (广东 第10条), whoever has made the seal. It stands last:
 * the holder resolves it at once, and it is in vain where anything else bars the seal.
 */
const pictureUnconfirmed: SealingRule = (situation) => {
  const { pictureConfirmed, policy } = situation;
  const rule = policy?.rules.picture ?? null;
  if (pictureConfirmed !== false || rule?.confirmedBeforeUse !== true) return null;
  return refuse('SEAL_UNCONFIRMED', situation, rule);
};

/**
 * Makes a refusal that cites its clause.
 * @param rule that contains the clause; null when the regulation does not speak of it
 */
export function refuse(
  code: ErrorCode,
  { policy }: Pick<SealingSituation, 'policy'>,
  rule: Clauses | null | undefined,
  facts: ErrorDetails = {},
): AppError {
  const clauses = policy === null ? { clause: null, clauseEn: null } : citationDetails(policy, rule ?? null);
  return { code, details: { ...clauses, ...facts } };
}
