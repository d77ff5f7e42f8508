import { BYTE_ORDER_MARK, csvLine } from '../../core/bytes/csv.ts';
import { localSecond } from '../../shared/local-time.ts';
import type { Language } from '../../shared/model/app-info.ts';
import type { SealingRow } from '../../shared/model/sealing-batch.ts';
import { batchTexts, type ResultColumn } from '../../shared/texts/batch-texts.ts';
import { errorTexts } from '../../shared/texts/error-texts.ts';
import type { BatchItem } from './batch-list.ts';

type Cell = (item: Pick<BatchItem, 'row' | 'outputPath'>, language: Language) => string | number | null;

const CELLS: Readonly<Record<ResultColumn, Cell>> = {
  number: ({ row }) => row.number,
  file: ({ row }) => row.name,
  folder: ({ row }) => row.folder,
  pages: ({ row }) => row.plan?.pages ?? null,
  hits: ({ row }) => row.plan?.hits ?? null,
  state: ({ row }, language) => batchTexts[language].states[row.state],
  reason: ({ row }, language) => (row.error === null ? null : errorTexts[language][row.error.code].what),
  output: ({ row, outputPath }) => (row.sealed === null ? null : outputPath),
  sealedAt: ({ row }) => timeOrNull(row.sealed?.signedAt),
  trustedTime: ({ row }) => timeOrNull(stampedAt(row)),
  sm3Before: ({ row }) => row.sealed?.sm3Before ?? null,
  sm3After: ({ row }) => row.sealed?.sm3After ?? null,
  code: ({ row }) => row.error?.code ?? null,
};

/**
 * Writes the results of a batch for a spreadsheet (RFC 4180, UTF-8 with its mark): one document a line, in words of the
 * language, with times of this computer's calendar.
 */
export function resultsTable(
  items: readonly Pick<BatchItem, 'row' | 'outputPath'>[],
  language: Language,
): string {
  const columns = Object.entries(CELLS);
  const head = csvLine(Object.values(batchTexts[language].columns));
  const lines = items.map((item) => csvLine(columns.map(([, of]) => of(item, language))));
  return BYTE_ORDER_MARK + head + lines.join('');
}

function stampedAt({ sealed }: SealingRow): string | undefined {
  return sealed?.trustedTime?.state === 'stamped' ? sealed.trustedTime.stampedAt : undefined;
}

const timeOrNull = (iso: string | undefined): string | null => (iso === undefined ? null : localSecond(iso));
