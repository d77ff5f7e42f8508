import { Zip, ZipDeflate } from 'fflate';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { xmlText } from '../../core/bytes/xml-text.ts';

/** A table for a spreadsheet. */
export interface Sheet {
  /** Name of the sheet, at most 31 characters, none of []:*?/\ */
  readonly name: string;
  /** Lines above the table: what it is, of which days. */
  readonly heading: readonly string[];
  readonly columns: readonly SheetColumn[];
  /** One row has a cell for each column; null leaves it empty. Text is never a formula. */
  readonly rows: readonly (readonly SheetCell[])[];
}

export type SheetCell = string | number | null;

interface SheetColumn {
  readonly title: string;
  /** In characters of the spreadsheet's font. */
  readonly width: number;
}

/** Rows of XML that are packed at a time: main does something else between them. */
const ROWS_AT_ONCE = 50;

/** The most characters that a cell takes (Excel specifications and limits). */
const LONGEST_CELL = 32_767;

/** Places in the list of formats within {@link STYLES}. */
const FORMAT = { heading: 1, title: 2, cell: 3 } as const;

/**
 * Yields the pieces of a workbook of one sheet (ECMA-376, Office Open XML): its lines are printed across the page, its titles
 * stay in sight while it is scrolled, and its texts stand in the cells themselves.
 * @param turn lets the process do something else for a moment
 */
export async function* sheetFile(sheet: Sheet, turn: () => Promise<void>): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const failures: Error[] = [];
  const zip = new Zip((error, piece) => {
    if (error === null) pieces.push(piece);
    else failures.push(error);
  });
  for (const [path, xml] of partsOf(sheet)) {
    const part = new ZipDeflate(path);
    zip.add(part);
    for (const text of xml) {
      part.push(utf8Bytes(text));
      yield* pieces.splice(0);
      await turn();
    }
    part.push(new Uint8Array(0), true);
  }
  zip.end();
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  yield* pieces;
}

/** The parts of the package with their XML in pieces. */
function partsOf(sheet: Sheet): readonly (readonly [path: string, xml: Iterable<string>])[] {
  return [
    ['[Content_Types].xml', [CONTENT_TYPES]],
    ['_rels/.rels', [relations('officeDocument', 'xl/workbook.xml')]],
    ['xl/workbook.xml', [workbook(sheet)]],
    ['xl/_rels/workbook.xml.rels', [relations('worksheet', 'worksheets/sheet1.xml', 'styles', 'styles.xml')]],
    ['xl/styles.xml', [STYLES]],
    ['xl/worksheets/sheet1.xml', worksheet(sheet)],
  ];
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const CONTENT_TYPES =
  `${XML}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`;

/** The relations of a part, numbered rId1, rId2, … @param pairs kind and target in turn */
function relations(...pairs: readonly string[]): string {
  const lines = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const [kind, target] = pairs.slice(at, at + 2);
    lines.push(`<Relationship Id="rId${at / 2 + 1}" Type="${RELATION}/${kind}" Target="${target}"/>`);
  }
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}</Relationships>`;
}

const workbook = ({ name, heading }: Sheet): string =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><sheets>` +
  `<sheet name="${xmlText(name)}" sheetId="1" r:id="rId1"/></sheets><definedNames>` +
  // Every printed page repeats the titles.
  `<definedName name="_xlnm.Print_Titles" localSheetId="0">'${xmlText(name)}'!$${heading.length + 1}:$${heading.length + 1}</definedName>` +
  '</definedNames></workbook>';

const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}">` +
  '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="14"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders>' +
  '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>' +
  '<xf fontId="1" applyFont="1" applyAlignment="1"><alignment horizontal="center"/></xf>' +
  '<xf fontId="2" borderId="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" wrapText="1"/></xf>' +
  '<xf borderId="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>' +
  '</cellXfs></styleSheet>';

function* worksheet({ heading, columns, rows }: Sheet): Generator<string> {
  const above = heading.length + 1;
  const last = columnName(columns.length - 1);
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  yield (
    `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${above}" topLeftCell="A${above + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols>${widths.join('')}</cols><sheetData>`
  );
  yield heading.map((line, at) => rowOf(at + 1, [line], FORMAT.heading)).join('');
  const titles = columns.map(({ title }) => title);
  yield rowOf(above, titles, FORMAT.title);
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    yield rows
      .slice(at, at + ROWS_AT_ONCE)
      .map((row, offset) => rowOf(above + 1 + at + offset, row, FORMAT.cell))
      .join('');
  }
  const merged = heading.map((_, at) => `<mergeCell ref="A${at + 1}:${last}${at + 1}"/>`);
  yield (
    `</sheetData><mergeCells count="${merged.length}">${merged.join('')}</mergeCells>` +
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
  );
}

function rowOf(number: number, cells: readonly SheetCell[], format: number): string {
  const written = cells.map((cell, at) => cellOf(`${columnName(at)}${number}`, cell, format));
  return `<row r="${number}">${written.join('')}</row>`;
}

function cellOf(place: string, value: SheetCell, format: number): string {
  const start = `<c r="${place}" s="${format}"`;
  if (value === null) return `${start}/>`;
  if (typeof value === 'number') return `${start}><v>${value}</v></c>`;
  const text = xmlText(value.slice(0, LONGEST_CELL));
  return `${start} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** A, B, … Z, AA, … @param index from 0 */
const columnName = (index: number): string =>
  (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));
