import type { ReasonCode, CheckResult } from '../../../shared/model/verification-report.ts';
import type { SealHistory, StatusEvent } from '../../../shared/model/seal-standing.ts';
import { equalBytes } from '../../bytes/byte-arrays.ts';
import { type Bar, isBar, SealTimeline } from '../../seal-life/seal-timeline.ts';
import {
  actsFrom,
  actsInAnyCaseFrom,
  decisionsIn,
  isLate,
  openClaim,
  publicationOf,
} from '../../seal-life/status-events.ts';
import { isTooOld, sealSignatureOf, type SignatureEvidence } from '../evidence/context.ts';
import { withoutSeal } from './message.ts';
import { fail, pass, severity, skipped, unknown, worstOf } from './verdict.ts';

type Codes = Readonly<Record<Bar['state'], ReasonCode>>;

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
 *
 * An event that was published too long after the time from which it acts is late: nobody who relied on a document
 * in between could know it. Such a document is never invalid by it; it cannot be confirmed while the event lasts.
 * A claim that nobody has decided on is a note.
 */
export function checkStatus(context: SignatureEvidence): CheckResult {
  if (sealSignatureOf(context) === null) return withoutSeal(context);
  if (context.sealHistories === null) return unknown('SEAL_STATUS_UNAVAILABLE');
  if (context.sealHistories.length === 0 && needsStatement(context))
    return unknown('SEAL_STATUS_NOT_IN_FILE');
  const { inputs, signingTime } = context;
  const { now, listAgeLimitMs } = inputs;
  const times = { signedAt: signingTime?.judgedAt ?? now, proven: signingTime?.proven ?? null, now };
  const results = context.sealHistories.map((history) => judgeHistory(history, times, listAgeLimitMs));
  return worstOf(results) ?? skipped();
}

/**
 * Tells whether the document has to bring its platform's statement: its signer's certificate has ended, so that nobody
 * can be asked any more, and a list of trust that the person has confirmed stands for its maker.
 */
function needsStatement({ signer, maker, inputs }: SignatureEvidence): boolean {
  if (signer === null || maker === null || !maker.path.ok) return false;
  if (signer.certificate.notAfter >= inputs.now) return false;
  const path = maker.path.path;
  return inputs.trust.makerLists.some(
    ({ issuedAt, authorities }) =>
      issuedAt !== undefined && authorities.some(({ raw }) => path.some((each) => equalBytes(each.raw, raw))),
  );
}

/** The times by which a document is judged. */
interface Times {
  readonly signedAt: Date;
  readonly proven: Date | null;
  readonly now: Date;
}

/**
 * Judges a document by what one platform has published: once with late events from their publication on, and once
 * from the time that they state. Where the two differ, nobody can tell.
 * @param listAgeLimitMs as in `VerificationInputs`
 */
export function judgeHistory(history: SealHistory, times: Times, listAgeLimitMs: number | null): CheckResult {
  const { events, lateAfterMs } = history;
  const { now } = times;
  const known = new SealTimeline(events, (event) => actsInAnyCaseFrom(event, lateAfterMs));
  const stated = new SealTimeline(events, actsFrom);
  const asKnown = judgedBy(known, history, times, listAgeLimitMs);
  const asStated = judgedBy(stated, history, times, listAgeLimitMs);
  if (asKnown.result === asStated.result) return asKnown;
  if (asKnown.result === 'fail') return unknown('SEAL_STATUS_LATE', factsOf(history, lastLate(history)));
  if (severity(asStated) >= severity(asKnown)) return asKnown;
  const between = lateBarsBetween(history, times);
  const publications = between.map((event) => publicationOf(event)?.latest ?? now);
  const isOver =
    between.length > 0 && publications.every((published) => known.isRestoredWithin(published, now));
  const facts = factsOf(history, between.at(-1) ?? lastLate(history));
  if (!isOver) return unknown('SEAL_STATUS_LATE', facts);
  return isPlain(asKnown) ? pass('SEAL_SUSPENDED_LATE_ENDED', facts) : asKnown;
}

/** Tells whether a result says nothing of its own that the note about an ended late event would hide. */
function isPlain({ result, code }: CheckResult): boolean {
  return result === 'pass' && (code === 'OK' || code === 'SEAL_SUSPENDED_MEANWHILE');
}

/** Lists the late bars that act before the document's time by their own statement and were unknown then. */
function lateBarsBetween(history: SealHistory, { signedAt, proven }: Times): readonly Bar[] {
  const until = proven ?? signedAt;
  return decisionsIn(history.events)
    .filter(isBar)
    .filter((event) => isLate(event, history.lateAfterMs))
    .filter((event) => actsFrom(event) <= until && (publicationOf(event)?.latest ?? until) >= signedAt);
}

function lastLate({ events, lateAfterMs }: SealHistory): StatusEvent | null {
  return decisionsIn(events).findLast((event) => isLate(event, lateAfterMs)) ?? null;
}

function judgedBy(
  timeline: SealTimeline,
  history: SealHistory,
  times: Times,
  listAgeLimitMs: number | null,
): CheckResult {
  const atSigning = timeline.barAt(times.signedAt);
  if (atSigning !== null) return fail(AT_SIGNING[atSigning.state], factsOf(history, atSigning));
  return judgedSince(timeline, history, times) ?? current(history, times.now, listAgeLimitMs);
}

/**
 * Judges events after the claimed time; null if nothing speaks against the seal. A suspension that the
 * platform has ended is a note, unless the time is proven to be before it.
 */
function judgedSince(
  timeline: SealTimeline,
  history: SealHistory,
  { signedAt, proven, now }: Times,
): CheckResult | null {
  const today = timeline.barAt(now);
  if (today === null) {
    const meanwhile = timeline.barWithin(signedAt, proven ?? now);
    return meanwhile === null ? null : pass('SEAL_SUSPENDED_MEANWHILE', factsOf(history, meanwhile));
  }
  const facts = factsOf(history, today);
  const isEarlier = proven !== null && proven < timeline.barredSince(now);
  return isEarlier ? pass(SINCE[today.state], facts) : unknown(NO_PROOF[today.state], facts);
}

/** Passes a seal against which nothing speaks; in a feed that is too old the newest event may be missing. */
function current(history: SealHistory, now: Date, listAgeLimitMs: number | null): CheckResult {
  const { platform, asOf, events } = history;
  const facts = { statusAsOf: asOf, platform };
  if (isTooOld(new Date(asOf), now, listAgeLimitMs)) return unknown('SEAL_STATUS_STALE', facts);
  const claim = openClaim(events);
  if (claim === null) return pass('OK', facts);
  const { receivedAt, lostSince, reason } = claim;
  return pass('SEAL_LOSS_CLAIMED', {
    receivedAt,
    ...(lostSince === null ? {} : { lostSince }),
    ...(reason === null ? {} : { statusReason: reason }),
    ...facts,
  });
}

const HOUR_MS = 3_600_000;

/** Names what an event states, and when it was published if that was too late or is not what the platform says. */
function factsOf(
  { platform, asOf, lateAfterMs }: SealHistory,
  event: StatusEvent | null,
): Readonly<Record<string, string | number>> {
  const about = { statusAsOf: asOf, platform };
  if (event === null) return about;
  const { reason, replacedBy, receivedAt, lostSince, decidedAt, publishedAt, absentAt } = event;
  const from = actsFrom(event);
  const published = publicationOf(event);
  const optional = { statusReason: reason, replacedBy, lostSince, receivedAt, decidedAt };
  const given = Object.entries(optional).filter((entry): entry is [string, string] => entry[1] !== null);
  const late = published !== null && isLate(event, lateAfterMs);
  return {
    since: from.getTime() === Date.parse(event.since) ? event.since : from.toISOString(),
    ...Object.fromEntries(given),
    ...(late
      ? { publishedAt: published.latest.toISOString(), lateHours: hoursBetween(from, published.earliest) }
      : {}),
    ...(absentAt === null || publishedAt === null ? {} : { statedPublication: publishedAt }),
    ...about,
  };
}

function hoursBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / HOUR_MS);
}
