import { latin1Text } from '../../bytes/encodings.ts';
import type { PdfDocument } from '../document.ts';
import { rectangleOf } from '../pages/page-geometry.ts';
import { isName, type PdfDictionary, type PdfStream } from '../syntax/objects.ts';
import { COMMENT_ALONE } from './content-operations.ts';
import { matrixOf, NESTING_LIMIT } from './drawn-images.ts';

/** Forms and pictures in all; forms may name each other many times over. */
const OBJECT_LIMIT = 100;
const CONTENT_LIMIT = 1024 * 1024;

/**
 * Entries of a form or picture by which it shows other things at other times or in other readers: a layer's visibility,
 * other pictures for print or screen, another file's page, code of a printer (ISO 32000-2 §8.9.5, §8.10).
 */
const CHANGING = ['OC', 'Alternates', 'OPI', 'Ref', 'Subtype2', 'PS', 'F'] as const;

/**
 * Tells whether an appearance draws whatever it draws, such as a signer's name and the date, within its own /BBox and at
 * all times alike. A reader fits that box into the widget's rectangle and cuts off what lies beyond it (ISO 32000-2
 * §12.5.5), so that nothing is shown outside.
 * @throws CodedError for damaged content
 */
export function isFixedDrawing(document: PdfDocument, form: PdfStream): boolean {
  const box = rectangleOf(document, form.dictionary.entries.get('BBox'));
  if (box === undefined || box.right <= box.left || box.top <= box.bottom) return false;
  return isFixed(document, form, { objectsLeft: OBJECT_LIMIT }, 0);
}

function isFixed(
  document: PdfDocument,
  object: PdfStream,
  work: { objectsLeft: number },
  depth: number,
): boolean {
  const { dictionary } = object;
  work.objectsLeft -= 1;
  if (work.objectsLeft < 0 || depth > NESTING_LIMIT || dictionary.duplicates.length > 0) return false;
  if (CHANGING.some((key) => dictionary.entries.has(key))) return false;
  if (isName(document.entry(dictionary, 'Subtype'), 'Image')) return true;
  if (!isName(document.entry(dictionary, 'Subtype'), 'Form') || matrixOf(document, dictionary) === null)
    return false;
  if (!isSelfContained(document.streamData(object, CONTENT_LIMIT))) return false;
  const resources = document.entry(dictionary, 'Resources');
  if (resources.kind === 'null') return true;
  if (resources.kind !== 'dictionary' || resources.duplicates.length > 0) return false;
  return !namesAny(document, resources, 'Properties') && drawnBy(document, resources, work, depth);
}

/** Marked content names its layer among the /Properties. */
function namesAny(document: PdfDocument, resources: PdfDictionary, kind: string): boolean {
  const named = document.entry(resources, kind);
  return named.kind === 'dictionary' ? named.entries.size > 0 : named.kind !== 'null';
}

function drawnBy(
  document: PdfDocument,
  resources: PdfDictionary,
  work: { objectsLeft: number },
  depth: number,
): boolean {
  const objects = document.entry(resources, 'XObject');
  if (objects.kind === 'null') return true;
  if (objects.kind !== 'dictionary' || objects.duplicates.length > 0) return false;
  return [...objects.entries.keys()].every((name) => {
    const object = document.entry(objects, name);
    return object.kind === 'stream' && isFixed(document, object, work, depth + 1);
  });
}

/**
 * A number, a plain name, a string, a bracket or an operator. Readers take apart differently what is written in other
 * ways: comments, escapes in names, parentheses within strings, signs within numbers.
 */
const TOKEN =
  /[\t\n\r ]*(?:([+-]?(?:\d+\.?\d*|\.\d+)(?=[\t\n\r /<>[\]()])|\/[\w.+-]+(?=[\t\n\r /<>[\]()])|\((?:[^\\()]|\\[^])*\)|<[\da-fA-F\t\n\r ]*>|[[\]])|([A-Za-z]{1,3}\*?|['"])(?=[\t\n\r /<[(]|$))/y;
const WHITE_SPACE_AT_END = /[\t\n\r ]+$/;

/** Of what is opened must be closed as much: a Q too many takes the outer clip away in some readers. */
const PAIRS: Readonly<Record<string, readonly [pair: 'state' | 'text' | 'marked', step: 1 | -1]>> = {
  q: ['state', 1],
  Q: ['state', -1],
  BT: ['text', 1],
  ET: ['text', -1],
  BMC: ['marked', 1],
  EMC: ['marked', -1],
};

/** Pictures within the content, whose end readers find differently; marks with properties; code for old readers. */
const REFUSED: ReadonlySet<string> = new Set(['BI', 'ID', 'EI', 'BDC', 'DP', 'BX', 'EX', 'PS']);

/** Tells whether every reader splits content alike, and what it opens it closes. */
function isSelfContained(content: Uint8Array): boolean {
  const text = latin1Text(content).replace(WHITE_SPACE_AT_END, '');
  if (COMMENT_ALONE.test(text)) return true;
  const open = { state: 0, text: 0, marked: 0 };
  let isComplete = true;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const operator = TOKEN.exec(text)?.[2];
    // Without a match the search begins at the start again.
    if (TOKEN.lastIndex === 0 || (operator !== undefined && REFUSED.has(operator))) return false;
    isComplete = operator !== undefined;
    const [pair, step] = PAIRS[operator ?? ''] ?? [];
    if (pair === undefined || step === undefined) continue;
    if (pair === 'state' && open.text > 0) return false;
    open[pair] += step;
    if (open[pair] < 0 || open.text > 1) return false;
  }
  return isComplete && open.state === 0 && open.text === 0 && open.marked === 0;
}
