import { BYTE_ORDER_MARK, csvLine } from '../../core/bytes/csv.ts';
import { errorTexts } from '../../shared/texts/error-texts.ts';
import { documentHeadline } from '../../shared/texts/verdict-texts.ts';
import type { Examination } from './make-report.ts';

const COLUMNS: readonly (readonly [
  title: string,
  of: (examination: Examination) => string | number | null,
])[] = [
  ['文件 File', ({ report }) => report.file],
  ['结论 Verdict', ({ report }) => report.verdict],
  ['说明 Headline', ({ report }) => documentHeadline(report, 'zh-CN')],
  ['签章数 Seals', ({ report }) => report.signatures.length],
  ['印章 Seal', ({ report }) => joined(report.signatures.map(({ seal }) => seal?.name ?? ''))],
  ['签章人 Signer', ({ report }) => joined(report.signatures.map(({ signer }) => signer?.subject ?? ''))],
  ['签章时间 Sealed at', ({ report }) => joined(report.signatures.map(({ signedAt }) => signedAt ?? ''))],
  ['理由 Reasons', ({ report }) => joined(report.signatures.map(({ reasons }) => reasons.join(' ')))],
  [
    '错误 Error',
    ({ report: { error } }) => (error === undefined ? null : errorTexts['zh-CN'][error.code].what),
  ],
  ['撤销列表截至 Revocation lists as of', ({ report }) => joined(report.revocationListsAsOf)],
  ['判断时间 Judged as of', ({ judgedAt }) => judgedAt],
  ['大小 Size', ({ hashes }) => hashes?.size ?? null],
  ['SM3', ({ hashes }) => hashes?.sm3 ?? null],
  ['SHA-256', ({ hashes }) => hashes?.sha256 ?? null],
];

const joined = (values: readonly string[]): string => values.filter((value) => value !== '').join(' | ');

/** The beginning of a table of verdicts for a spreadsheet: the mark of UTF-8, and the line of titles. */
export const verdictTableHead = (): string => BYTE_ORDER_MARK + csvLine(COLUMNS.map(([title]) => title));

/** One document in a table of verdicts. */
export const verdictTableRow = (examination: Examination): string =>
  csvLine(COLUMNS.map(([, of]) => of(examination)));
