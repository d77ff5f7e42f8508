import type { AppError, ErrorDetails } from '../../electron/shared/errors.ts';
import type { Language } from '../../electron/shared/model/app-info.ts';
import { formatDay, formatMinute } from './format.ts';
import type { Messages } from './i18n/use-texts.ts';

/**
 * What a refusal by the rules names beside its text, a line each: the clause, since when, and the platform's own
 * words. Nothing for errors that are not the rules'.
 */
export function refusalGround(
  { details }: AppError,
  texts: Messages['policy'],
  language: Language,
): string[] {
  if (details === undefined || !('clause' in details)) return [];
  const clause = textOf(details, language === 'en' ? 'clauseEn' : 'clause');
  return [factsOf(details, texts), saidOf(details, texts), clause && texts.ground(clause)].filter(
    (line) => line !== null && line !== '',
  ) as string[];
}

function factsOf(details: ErrorDetails, texts: Messages['policy']): string {
  const since = textOf(details, 'since');
  const asOf = textOf(details, 'asOf');
  const allowed = numberOf(details, 'allowedHours');
  const months = numberOf(details, 'months');
  const [clock, known] = [textOf(details, 'clock'), textOf(details, 'known')];
  const facts = [
    since && texts.since(formatDay(since)),
    months && texts.idleMonths(months),
    asOf && texts.listsAsOf(formatMinute(asOf)),
    allowed && texts.allowedDays(Math.floor(allowed / 24)),
    clock && known && texts.clockKnown(formatMinute(clock), formatMinute(known)),
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
