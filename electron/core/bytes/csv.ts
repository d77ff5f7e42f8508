/** U+FEFF: spreadsheets recognise UTF-8 by it. */
export const BYTE_ORDER_MARK = '\u{feff}';

/** Matches text that a spreadsheet takes for the beginning of a formula, in both widths (OWASP, CSV injection). */
const FORMULA = /^[\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/** Writes one line of a file for spreadsheets (RFC 4180); null is an empty cell. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n;]|^'/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
