import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEAL_STATES, type SealHistory, type StatusEvent } from '../../../shared/model/seal-standing.ts';
import { statusEvent } from '../../seal-life/fixtures/status-event.ts';
import { isLate, publicationOf } from '../../seal-life/status-events.ts';
import { judgeHistory } from './status.ts';

const HOUR_MS = 3_600_000;
const BOUND_HOURS = 24;
const START = Date.parse('2026-05-01T00:00:00Z');
/** Hours of two months. */
const SPAN = 24 * 60;

const at = (hours: number): Date => new Date(START + hours * HOUR_MS);
const iso = (hours: number): string => at(hours).toISOString();

interface Plan {
  readonly state: StatusEvent['state'];
  readonly kind: StatusEvent['kind'];
  /** Hours after the start. */
  readonly since: number;
  readonly receivedBefore: number | null;
  readonly publishedAfter: number;
  /** Hours by which a page refutes the stated publication; null if none does. */
  readonly absentAfter: number | null;
}

const plans = (publishedAfter: fc.Arbitrary<number>): fc.Arbitrary<Plan> =>
  fc.record({
    state: fc.constantFrom(...SEAL_STATES),
    kind: fc.constantFrom('decision', 'decision', 'decision', 'claim'),
    since: fc.integer({ min: 0, max: SPAN }),
    receivedBefore: fc.option(fc.integer({ min: -100, max: 100 })),
    publishedAfter,
    absentAfter: fc.option(fc.integer({ min: 1, max: 100 })),
  });

function eventOf(plan: Plan, number: number): StatusEvent {
  const { state, kind, since, receivedBefore, publishedAfter, absentAfter } = plan;
  const acts = receivedBefore === null ? since : Math.max(since, since - receivedBefore);
  return statusEvent({
    ...{ number, state, kind, since: iso(since), publishedAt: iso(acts + publishedAfter) },
    receivedAt: receivedBefore === null ? null : iso(since - receivedBefore),
    absentAt: absentAfter === null ? null : iso(acts + publishedAfter + absentAfter),
    broughtAt: absentAfter === null ? null : iso(acts + publishedAfter + 2 * absentAfter),
  });
}

/** The verdict on a document that claims one hour and is proven for another. */
function resultOf(events: readonly StatusEvent[], signed: number, proven: number, now: number): string {
  const history: SealHistory = {
    ...{ platform: 'sample', asOf: iso(now), lateAfterMs: BOUND_HOURS * HOUR_MS },
    events,
  };
  const signedAt = at(Math.min(signed, proven));
  return judgeHistory(history, { signedAt, proven: at(proven), now: at(now) }, null).result;
}

const hours = fc.integer({ min: 0, max: SPAN });
const inTime = fc.integer({ min: 0, max: BOUND_HOURS });
const tooLate = fc.integer({ min: BOUND_HOURS + 1, max: SPAN });

describe('events that are published late', () => {
  it('never make a valid document invalid whose time is proven to be before their publication', () => {
    fc.assert(
      fc.property(
        fc.array(plans(fc.oneof(inTime, tooLate)), { maxLength: 5 }),
        fc.array(plans(tooLate), { minLength: 1, maxLength: 5 }),
        ...([hours, hours, hours] as const),
        (former, added, signed, proven, later) => {
          const before = former.map((plan, index) => eventOf(plan, index + 1));
          const late = added.map((plan, index) => eventOf(plan, before.length + index + 1));
          const now = Math.max(signed, proven) + later;
          fc.pre(late.every((event) => (publicationOf(event)?.latest ?? at(0)) > at(proven)));
          expect(late.every((event) => isLate(event, BOUND_HOURS * HOUR_MS))).toBe(true);
          const given = resultOf(before, signed, proven, now);
          const after = resultOf([...before, ...late], signed, proven, now);
          if (given === 'pass') expect(after).not.toBe('fail');
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('leave alone what was sealed after their publication: the bar holds', () => {
    fc.assert(
      fc.property(plans(tooLate), hours, (plan, after) => {
        const event = eventOf({ ...plan, kind: 'decision', state: 'suspended' }, 1);
        const signed = ((publicationOf(event)?.latest ?? at(0)).getTime() - START) / HOUR_MS + after;
        expect(resultOf([event], signed, signed + 1, signed + 2)).toBe('fail');
      }),
    );
  });

  it('are claims without any effect, whatever they say', () => {
    fc.assert(
      fc.property(
        fc.array(plans(fc.oneof(inTime, tooLate)), { maxLength: 4 }),
        fc.array(plans(fc.oneof(inTime, tooLate)), { maxLength: 4 }),
        ...([hours, hours, hours] as const),
        (decisions, claims, signed, proven, later) => {
          const made = decisions.map((plan, index) => eventOf({ ...plan, kind: 'decision' }, 2 * index + 1));
          const claimed = claims.map((plan, index) => eventOf({ ...plan, kind: 'claim' }, 2 * index + 2));
          const now = Math.max(signed, proven) + later;
          expect(resultOf([...made, ...claimed], signed, proven, now)).toBe(
            resultOf(made, signed, proven, now),
          );
        },
      ),
    );
  });
});
