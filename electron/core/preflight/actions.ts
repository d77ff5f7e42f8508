import type { PdfDocument } from '../pdf/document.ts';
import type { PdfDictionary, PdfObject } from '../pdf/syntax/objects.ts';
import type { Findings, Place } from './findings.ts';

/** Actions (ISO 32000-2 table 201) that lead out of the document, or give something of it away. */
const LEAVING = ['URI', 'Launch', 'GoToR', 'GoToE', 'SubmitForm', 'ImportData'];
/** Actions that show or hide parts of the page, or change what fields hold. */
const CHANGING = ['Hide', 'SetOCGState', 'ResetForm', 'GoTo3DView'];
const PLAYING = ['Rendition', 'Movie', 'Sound', 'RichMediaExecute'];
/** Actions that move to a place of the same document do no harm; neither do the named ones that turn pages. */
const CHAIN_LIMIT = 32;

/** Finds what the document does when it is opened. */
export function examineOpening(document: PdfDocument, findings: Findings): void {
  const place = { page: null, object: document.root.objectNumber };
  chainOf(document, document.catalog.entries.get('OpenAction')).forEach((kind) =>
    noteAutomatic(kind, place, findings),
  );
}

/** Finds the scripts and the actions of one dictionary: of an annotation, a page, a field, an outline item. */
export function examineActions(
  document: PdfDocument,
  dictionary: PdfDictionary,
  place: Place,
  findings: Findings,
): void {
  const { entries } = dictionary;
  if (entries.has('JS')) findings.add('JAVASCRIPT', place);
  const events = entries.has('AA') ? document.dictionaryEntry(dictionary, 'AA') : undefined;
  for (const event of events?.entries.values() ?? []) {
    for (const kind of chainOf(document, event)) noteAutomatic(kind, place, findings);
  }
  if (!entries.has('A')) return;
  for (const kind of chainOf(document, entries.get('A'))) noteAtClick(kind, place, findings);
}

function noteAutomatic(kind: string, place: Place, findings: Findings): void {
  const acts = [...LEAVING, ...CHANGING, ...PLAYING, 'Trans'].includes(kind);
  if (acts) findings.add('ACTS_BY_ITSELF', place, kind);
}

/** A link to a page of the web is ordinary. */
function noteAtClick(kind: string, place: Place, findings: Findings): void {
  if (CHANGING.includes(kind)) findings.add('CLICK_CHANGES_VIEW', place, kind);
  else if (PLAYING.includes(kind)) findings.add('MULTIMEDIA', place, kind);
  else if (LEAVING.includes(kind) && kind !== 'URI') findings.add('CLICK_LEAVES_DOCUMENT', place, kind);
}

/** Lists the kinds of an action and of those that follow it (/Next). A destination is no action. */
function chainOf(document: PdfDocument, action: PdfObject | undefined): readonly string[] {
  const kinds: string[] = [];
  const waiting = [action];
  for (let steps = 0; waiting.length > 0 && steps < CHAIN_LIMIT; steps += 1) {
    const value = document.resolve(waiting.shift());
    if (value.kind !== 'dictionary') continue;
    const kind = document.entry(value, 'S');
    if (kind.kind === 'name') kinds.push(kind.value);
    const next = document.entry(value, 'Next');
    waiting.push(...(next.kind === 'array' ? next.items : [next]));
  }
  return kinds;
}
