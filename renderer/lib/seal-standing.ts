import type { AppError, ErrorDetails } from '../../electron/shared/errors.ts';
import type { Language } from '../../electron/shared/model/app-info.ts';
import type { RenewalWindow, SealReminder, SealStanding } from '../../electron/shared/model/seal-standing.ts';
import type { TokenInfo, TokenView } from '../../electron/shared/model/token.ts';
import { formatDay, formatMinute } from './format.ts';
import type { Messages } from './i18n/use-texts.ts';

/** A line about something due for a seal, and the citation of its rule. */
interface StandingLine {
  readonly text: string;
  readonly basis: string | null;
}

/** Lists the reminders of a seal, the soonest first, and whether it can be renewed now. */
export function standingLines(
  { reminders, renewal, refusal, enterprise }: SealStanding,
  texts: Messages['policy'],
  language: Language,
): StandingLine[] {
  // In order, the enterprise is nothing to be reminded of.
  const isAboutEnterprise = refusal?.code.startsWith('SEALING_ENTERPRISE_') === true;
  const due = [
    ...reminders.map((reminder) => lineOf(reminder, texts, language)),
    ...(enterprise !== null && isAboutEnterprise ? [enterpriseLine(enterprise, texts)] : []),
  ];
  const ending = reminders.some(({ kind }) => kind !== 'lists' && kind !== 'idle');
  const expired = refusal?.code === 'SEAL_EXPIRED' || refusal?.code === 'CERTIFICATE_EXPIRED';
  if (renewal === null || !(ending || expired)) return due;
  return [...due, { text: renewalText(renewal, texts), basis: null }];
}

function lineOf(
  { kind, daysLeft, endsAt, clause, clauseEn }: SealReminder,
  texts: Messages['policy'],
  language: Language,
): StandingLine {
  const cited = language === 'en' ? clauseEn : clause;
  return {
    text: texts.reminders[kind](daysLeft, formatDay(endsAt)),
    basis: cited === null ? null : texts.basis(cited),
  };
}

function enterpriseLine(
  { name, representative, checkedAt }: NonNullable<SealStanding['enterprise']>,
  texts: Messages['policy'],
): StandingLine {
  return { text: texts.enterpriseChecked(formatMinute(checkedAt), name, representative ?? '–'), basis: null };
}

function renewalText({ state, by, opensAt, closesAt }: RenewalWindow, texts: Messages['policy']): string {
  if (state === 'closed') return texts.renewal.closed;
  if (by === 'service') return texts.renewal.service;
  if (state === 'notYet') return texts.renewal.notYet(formatDay(opensAt ?? ''));
  return texts.renewal.open(closesAt === null ? null : formatDay(closesAt));
}

/**
 * Lists the facts that a refusal by the rules names beside its text: the clause, the time, and the platform's
 * own words. Empty for errors that are not refusals by the rules.
 */
export function refusalBasis({ details }: AppError, texts: Messages['policy'], language: Language): string[] {
  if (details === undefined || !('clause' in details)) return [];
  const clause = textOf(details, language === 'en' ? 'clauseEn' : 'clause');
  const lines = [factsOf(details, texts), saidOf(details, texts), clause === null ? '' : texts.basis(clause)];
  return lines.filter((line) => line !== '');
}

function factsOf(details: ErrorDetails, texts: Messages['policy']): string {
  const since = textOf(details, 'since');
  const asOf = textOf(details, 'asOf');
  const allowed = numberOf(details, 'allowedHours');
  const months = numberOf(details, 'months');
  const [from, to] = [textOf(details, 'from'), textOf(details, 'to')];
  const [clock, known] = [textOf(details, 'clock'), textOf(details, 'known')];
  const facts = [
    since && texts.since(formatDay(since)),
    months && texts.idleMonths(months),
    asOf && texts.listsAsOf(formatMinute(asOf)),
    allowed && texts.allowedDays(Math.floor(allowed / 24)),
    clock && known && texts.clockKnown(formatMinute(clock), formatMinute(known)),
    from && to && texts.changedFrom(from, to),
  ];
  return facts.filter((fact) => typeof fact === 'string').join(' · ');
}

function saidOf(details: ErrorDetails, texts: Messages['policy']): string {
  const reason = textOf(details, 'reason');
  const replacedBy = textOf(details, 'replacedBy');
  const number = textOf(details, 'number');
  const said = [
    reason && texts.said(reason),
    replacedBy && texts.replacedBy(replacedBy),
    number && texts.reportNumber(number),
  ];
  return said.filter((part) => part !== null).join(' · ');
}

function textOf(details: ErrorDetails, name: string): string | null {
  const value = details[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function numberOf(details: ErrorDetails, name: string): number | null {
  const value = details[name];
  return typeof value === 'number' ? value : null;
}

interface NamedSeal {
  readonly tokenSerial: string;
  readonly esId: string;
}

/** Returns the citation of the rule that demands an approval for a seal; null if there is none. */
export function approvalClauseOf(
  view: TokenView | null,
  { tokenSerial, esId }: NamedSeal,
  language: Language,
): string | null {
  const token = view?.tokens.find(({ serial }) => serial === tokenSerial);
  const needed = token?.seals.find((seal) => seal.esId === esId)?.standing?.approvalNeeded ?? null;
  if (needed === null) return null;
  return language === 'en' ? needed.clauseEn : needed.clause;
}

/** Tells whether a platform is configured: the standing of a seal then names it. */
export function hasPlatform(tokens: readonly TokenInfo[]): boolean {
  return tokens.some(({ seals }) => seals.some(({ standing }) => (standing?.platformName ?? null) !== null));
}
