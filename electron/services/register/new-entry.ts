import type { RegisterAct, RegisterEntry } from '../../shared/model/register-entry.ts';
import type { Result } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';

/** What an entry says beyond act, time and outcome. */
export type ActFacts = Partial<Omit<RegisterEntry, 'act' | 'time' | 'result'>>;

/** Nobody was named. */
export const NOBODY: RegisterEntry['people'] = { applicant: null, approver: null, keeper: null, user: null };

/** An entry of now in which nothing but act, time and outcome is said. */
export function newEntry(act: RegisterAct, outcome: Result<unknown>, clock: Clock): RegisterEntry {
  return {
    act,
    time: clock.now().toISOString(),
    result: outcome.ok ? 'done' : outcome.error.code,
    document: null,
    seal: null,
    certificate: null,
    tokenSerial: null,
    purpose: null,
    counterpart: null,
    people: NOBODY,
    approval: null,
    reference: null,
    timeStamped: null,
    voids: null,
  };
}
