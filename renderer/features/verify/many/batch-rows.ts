import type { Language } from '../../../../electron/shared/model/app-info.ts';
import type { BatchOutcome, BatchRow } from '../../../../electron/shared/model/verification-batch.ts';
import { formatName } from '../../../lib/format.ts';

/** What the table shows: documents of one verdict, those without one ('open'), or all. */
export const BATCH_FILTERS = [
  'all',
  'invalid',
  'error',
  'indeterminate',
  'unsigned',
  'valid',
  'open',
] as const;
export type BatchFilter = (typeof BATCH_FILTERS)[number];

export const BATCH_COLUMNS = ['file', 'verdict', 'note', 'signers', 'count'] as const;
export type BatchColumn = (typeof BATCH_COLUMNS)[number];

/** Null keeps the order in which the documents were added. */
export interface BatchOrder {
  readonly column: BatchColumn | null;
  readonly descending: boolean;
}

export interface BatchQuestion {
  readonly filter: BatchFilter;
  /** Words that a row has to contain, all of them. */
  readonly words: string;
  readonly order: BatchOrder;
  readonly language: Language;
}

/** Counts the rows of each filter. */
export function countRows(rows: readonly BatchRow[]): Readonly<Record<BatchFilter, number>> {
  const counts: Record<BatchFilter, number> = {
    ...{ all: rows.length, invalid: 0, error: 0, indeterminate: 0, unsigned: 0, valid: 0, open: 0 },
  };
  for (const row of rows) counts[filterOf(row)] += 1;
  return counts;
}

/** Returns the rows that a person asks for, in the order that they ask for. */
export function shownRows(
  rows: readonly BatchRow[],
  { filter, words, order, language }: BatchQuestion,
): readonly BatchRow[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  const fits = (row: BatchRow): boolean => {
    if (filter !== 'all' && filterOf(row) !== filter) return false;
    if (wanted.length === 0) return true;
    const text = textOf(row, language).toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  const shown = rows.filter(fits);
  if (order.column === null) return shown;
  const compare = comparing(order.column, language);
  const sign = order.descending ? -1 : 1;
  return shown.sort((a, b) => sign * compare(a, b) || a.number - b.number);
}

/** Returns the holders' common names. */
export function signersOf({ outcome }: BatchRow, separator: string): string {
  return outcome?.signers.map(formatName).join(separator) ?? '';
}

const filterOf = ({ outcome }: BatchRow): BatchFilter => outcome?.verdict ?? 'open';

function textOf(row: BatchRow, language: Language): string {
  const { name, folder, outcome } = row;
  return `${folder} ${name} ${outcome?.note[language] ?? ''} ${outcome?.signers.join(' ') ?? ''}`;
}

/** The worst first: what a person has to look at. */
const WORST_FIRST: Readonly<Record<BatchOutcome['verdict'], number>> = {
  invalid: 0,
  error: 1,
  indeterminate: 2,
  unsigned: 3,
  valid: 4,
};
const NOT_VERIFIED = 5;

function comparing(column: BatchColumn, language: Language): (a: BatchRow, b: BatchRow) => number {
  const { compare } = new Intl.Collator(language, { numeric: true });
  if (column === 'verdict') {
    const rank = ({ outcome }: BatchRow): number => {
      if (outcome === null) return NOT_VERIFIED;
      return WORST_FIRST[outcome.verdict] - (outcome.isDoubtful ? 0.5 : 0);
    };
    return (a, b) => rank(a) - rank(b);
  }
  if (column === 'count') return (a, b) => (a.outcome?.signatures ?? 0) - (b.outcome?.signatures ?? 0);
  if (column === 'file') return (a, b) => compare(a.name, b.name) || compare(a.folder, b.folder);
  if (column === 'signers') return (a, b) => compare(signersOf(a, ' '), signersOf(b, ' '));
  return (a, b) => compare(a.outcome?.note[language] ?? '', b.outcome?.note[language] ?? '');
}
