import type { PdfDocument } from '../pdf/document.ts';
import { arrayEntry } from '../pdf/forms/form-fields.ts';
import { textOf } from '../pdf/forms/text-string.ts';
import { isName, type PdfDictionary, type PdfObject } from '../pdf/syntax/objects.ts';
import type { Findings, Place } from './findings.ts';

/**
 * Finds layers (optional content, ISO 32000-2 §8.11). A layer that is hidden at first, or that is printed and not
 * seen, is shown by any reader at a click, under a seal that stays valid.
 */
export function examineLayers(document: PdfDocument, findings: Findings): void {
  const properties = document.dictionaryEntry(document.catalog, 'OCProperties');
  if (properties === undefined) return;
  const groups = arrayEntry(document, properties, 'OCGs');
  if (groups.length === 0) return;
  const hidden = hiddenGroups(document, properties, groups);
  for (const group of hidden) {
    const object = group.kind === 'reference' ? group.objectNumber : null;
    findings.add('LAYER_HIDDEN', { page: null, object }, nameOf(document, group));
  }
  if (hidden.length === 0) findings.add('LAYERS', { page: null, object: document.root.objectNumber });
}

/** A membership (§8.11.2.2) may show something just because layers are hidden. */
export function examineMembership(
  document: PdfDocument,
  dictionary: PdfDictionary,
  place: Place,
  findings: Findings,
): void {
  if (!isName(document.entry(dictionary, 'Type'), 'OCMD')) return;
  const policy = document.entry(dictionary, 'P');
  const turned = isName(policy, 'AllOff') || isName(policy, 'AnyOff') || dictionary.entries.has('VE');
  if (turned) findings.add('LAYER_HIDDEN', place);
}

function hiddenGroups(
  document: PdfDocument,
  properties: PdfDictionary,
  groups: readonly PdfObject[],
): readonly PdfObject[] {
  const start = document.dictionaryEntry(properties, 'D');
  if (start === undefined) return groups;
  const base = document.entry(start, 'BaseState');
  const off = objectNumbers(arrayEntry(document, start, 'OFF'));
  const on = objectNumbers(arrayEntry(document, start, 'ON'));
  const isOn = base.kind === 'null' || isName(base, 'ON');
  const applies = arrayEntry(document, start, 'AS').length > 0;
  return groups.filter((group) => {
    const number = group.kind === 'reference' ? group.objectNumber : null;
    const listed = number !== null && (isOn ? off.has(number) : !on.has(number));
    return listed || (applies && variesByUsage(document, group));
  });
}

function objectNumbers(items: readonly PdfObject[]): ReadonlySet<number> {
  return new Set(items.flatMap((item) => (item.kind === 'reference' ? [item.objectNumber] : [])));
}

/** Tells whether a layer is off on the screen, or on paper (/Usage, §8.11.4.4). */
function variesByUsage(document: PdfDocument, group: PdfObject): boolean {
  const dictionary = document.resolve(group);
  const usage = dictionary.kind === 'dictionary' ? document.dictionaryEntry(dictionary, 'Usage') : undefined;
  if (usage === undefined) return false;
  const state = (event: string): PdfObject | undefined => {
    const entry = document.dictionaryEntry(usage, event);
    return entry === undefined ? undefined : document.entry(entry, `${event}State`);
  };
  return ['View', 'Print'].some((event) => isName(state(event), 'OFF')) || usage.entries.has('Zoom');
}

function nameOf(document: PdfDocument, group: PdfObject): string | null {
  const dictionary = document.resolve(group);
  return dictionary.kind === 'dictionary' ? (textOf(document.entry(dictionary, 'Name')) ?? null) : null;
}
