import type { ReasonCode, CheckResult } from '../../../shared/model/verification-report.ts';
import type { SealHistory, SealState, SealStatus } from '../../../shared/model/seal-standing.ts';
import {
  isTooOld,
  sealSignatureOf,
  type SignatureContext,
  type VerificationInputs,
} from '../evidence/context.ts';
import { fail, pass, skipped, unknown, worstOf } from './verdict.ts';

type Codes = Readonly<Record<Inactivity['state'], ReasonCode>>;

const AT_SIGNING: Codes = {
  suspended: 'SEAL_SUSPENDED_AT_SIGNING',
  cancelled: 'SEAL_CANCELLED_AT_SIGNING',
  replaced: 'SEAL_REPLACED_AT_SIGNING',
  void: 'SEAL_VOID_AT_SIGNING',
};

const NO_PROOF: Codes = {
  suspended: 'SEAL_SUSPENDED_NO_POE',
  cancelled: 'SEAL_CANCELLED_NO_POE',
  replaced: 'SEAL_REPLACED_NO_POE',
  void: 'SEAL_VOID_NO_POE',
};

const SINCE: Codes = {
  suspended: 'SEAL_SUSPENDED_SINCE',
  cancelled: 'SEAL_CANCELLED_SINCE',
  replaced: 'SEAL_REPLACED_SINCE',
  void: 'SEAL_VOID_SINCE',
};

/**
 * Checks what the platforms publish of the seal. A seal used while suspended or after its end is invalid. One
 * used before stays valid if the time is proven, and cannot be confirmed if the time is only claimed. Each
 * platform speaks for itself, so none takes back another's statement.
 */
export function checkStatus(context: SignatureContext): CheckResult {
  if (sealSignatureOf(context) === null) return skipped();
  if (context.sealHistories === null) return unknown('SEAL_STATUS_UNAVAILABLE');
  return worstOf(context.sealHistories.map((history) => judged(history, context))) ?? skipped();
}

function judged(history: SealHistory, { inputs, signingTime }: SignatureContext): CheckResult {
  const signedAt = signingTime?.judgedAt ?? inputs.now;
  const atSigning = inactivityAt(history.events, signedAt);
  if (atSigning !== null) return fail(AT_SIGNING[atSigning.state], factsOf(history, atSigning));
  return judgedSince(history, signedAt, signingTime?.proven ?? null, inputs.now) ?? current(history, inputs);
}

/**
 * Judges events after the claimed time; null if nothing speaks against the seal. A suspension that the
 * platform has ended is a note, unless the time is proven to be before it.
 */
function judgedSince(
  history: SealHistory,
  signedAt: Date,
  proven: Date | null,
  now: Date,
): CheckResult | null {
  const { events } = history;
  const today = inactivityAt(events, now);
  if (today === null) {
    const meanwhile = inactivityWithin(events, signedAt, proven ?? now);
    return meanwhile === null ? null : pass('SEAL_SUSPENDED_MEANWHILE', factsOf(history, meanwhile));
  }
  const facts = factsOf(history, today);
  const isEarlier = proven !== null && proven < inactiveSince(events, now);
  return isEarlier ? pass(SINCE[today.state], facts) : unknown(NO_PROOF[today.state], facts);
}

/** Passes a seal against which nothing speaks; in a feed that is too old the newest event may be missing. */
function current({ platform, asOf }: SealHistory, { now, listAgeLimitMs }: VerificationInputs): CheckResult {
  const facts = { statusAsOf: asOf, platform };
  return isTooOld(new Date(asOf), now, listAgeLimitMs)
    ? unknown('SEAL_STATUS_STALE', facts)
    : pass('OK', facts);
}

function factsOf({ platform, asOf }: SealHistory, event: Inactivity): Readonly<Record<string, string>> {
  const { since, reason, replacedBy } = event;
  return {
    since,
    ...(reason === null ? {} : { statusReason: reason }),
    ...(replacedBy === null ? {} : { replacedBy }),
    statusAsOf: asOf,
    platform,
  };
}

/** An entry of a feed that bars a seal from use. */
type Inactivity = SealStatus & { readonly state: Exclude<SealState, 'active'> };

/** Only 停用 may end again (恢复). */
const FINAL: ReadonlySet<SealState> = new Set(['cancelled', 'replaced', 'void']);

/**
 * Finds the state of a seal at an instant: the latest entry among those in effect by then, since a later
 * entry may correct an earlier one backwards. An end, once published, is not taken back by a restoration.
 * @returns null if the seal could be used, or nothing was published of that time
 */
function inactivityAt(events: readonly SealStatus[], at: Date): Inactivity | null {
  const inForce = inOrder(events).filter(({ since }) => new Date(since) <= at);
  const ended = inForce.findLast(({ state }) => FINAL.has(state));
  return inactive(ended ?? inForce.at(-1));
}

/** Finds the first bar within (from, to]; null if there is none. */
function inactivityWithin(events: readonly SealStatus[], from: Date, to: Date): Inactivity | null {
  const starts = events.map(({ since }) => new Date(since)).filter((since) => since > from && since <= to);
  const [first] = starts
    .sort((left, right) => left.getTime() - right.getTime())
    .flatMap((at) => inactivityAt(events, at) ?? []);
  return first ?? null;
}

/**
 * Finds the time since which a barred seal has been barred without a break; suspensions that ended before do
 * not count.
 */
function inactiveSince(events: readonly SealStatus[], at: Date): Date {
  const changes = events.map(({ since }) => new Date(since)).filter((since) => since <= at);
  changes.sort((left, right) => left.getTime() - right.getTime());
  const lastActive = changes.findLastIndex((change) => inactivityAt(events, change) === null);
  return changes[lastActive + 1] ?? at;
}

function isInactivity(event: SealStatus): event is Inactivity {
  return event.state !== 'active';
}

function inOrder(events: readonly SealStatus[]): SealStatus[] {
  return [...events].sort((left, right) => left.number - right.number);
}

function inactive(event: SealStatus | undefined): Inactivity | null {
  return event === undefined || !isInactivity(event) ? null : event;
}
