import type { Language } from '../../electron/shared/model/app-info.ts';
import type { RenewalWindow, SealReminder, SealStanding } from '../../electron/shared/model/seal-standing.ts';
import { formatDay } from './format.ts';
import type { Messages } from './i18n/use-texts.ts';

/** A line about what is to come for a seal, and where its rule stands. */
export interface StandingLine {
  readonly text: string;
  readonly ground: string | null;
}

/** What a person is reminded of, the soonest first, and whether the seal can be renewed now. */
export function standingLines(
  { reminders, renewal, refusal }: SealStanding,
  texts: Messages['policy'],
  language: Language,
): StandingLine[] {
  const due = reminders.map((reminder) => lineOf(reminder, texts, language));
  const ending = reminders.some(({ kind }) => kind !== 'lists' && kind !== 'idle');
  const expired = refusal?.code === 'SEAL_EXPIRED' || refusal?.code === 'CERTIFICATE_EXPIRED';
  if (renewal === null || !(ending || expired)) return due;
  return [...due, { text: renewalText(renewal, texts), ground: null }];
}

function lineOf(
  { kind, daysLeft, endsAt, clause, clauseEn }: SealReminder,
  texts: Messages['policy'],
  language: Language,
): StandingLine {
  const cited = language === 'en' ? clauseEn : clause;
  return {
    text: texts.reminders[kind](daysLeft, formatDay(endsAt)),
    ground: cited === null ? null : texts.ground(cited),
  };
}

function renewalText({ state, by, opensAt, closesAt }: RenewalWindow, texts: Messages['policy']): string {
  if (state === 'closed') return texts.renewal.closed;
  if (by === 'service') return texts.renewal.service;
  if (state === 'notYet') return texts.renewal.notYet(formatDay(opensAt ?? ''));
  return texts.renewal.open(closesAt === null ? null : formatDay(closesAt));
}
