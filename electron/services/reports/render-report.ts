import { utf8Bytes } from '../../core/bytes/encodings.ts';
import type { Language } from '../../shared/model/app-info.ts';
import { reportTexts } from '../../shared/texts/report-texts.ts';
import { sheetHtml } from '../drawn-pages/sheet-html.ts';
import type { PackedFonts } from '../drawn-pages/sheet-pdf.ts';
import type { ReportDocument } from './report-document.ts';
import { reportSheet } from './report-sheet.ts';

export const REPORT_FORMATS = ['pdf', 'html', 'json'] as const;

export type ReportFileFormat = (typeof REPORT_FORMATS)[number];

/**
 * Writes a verification report in one of its formats. The JSON one has both languages.
 * @param readFonts is called for a PDF alone. @throws CodedError of the font files
 */
export async function renderReport(
  report: ReportDocument,
  format: ReportFileFormat,
  language: Language,
  readFonts: () => PackedFonts,
): Promise<Uint8Array> {
  if (format === 'json') return utf8Bytes(`${JSON.stringify(report, null, 2)}\n`);
  const sheet = reportSheet(report, language);
  if (format === 'html') return utf8Bytes(sheetHtml(sheet));
  const { sheetPdf } = await import('../drawn-pages/sheet-pdf.ts');
  return sheetPdf(sheet, {
    fonts: readFonts(),
    createdAt: new Date(report.madeAt),
    pageLabel: reportTexts.page[language],
  });
}
