import { orNullIfDamaged } from '../../work-meter.ts';
import { latin1Text } from '../../bytes/encodings.ts';
import type { PdfDocument } from '../document.ts';
import { arrayEntry } from '../forms/form-fields.ts';
import { isInteger, isName } from '../syntax/objects.ts';

/** Metadata have kilobytes. */
const METADATA_LIMIT = 1024 * 1024;

/** The part of ISO 19005 that a document says to conform to: an element or an attribute of its metadata. */
const PART = /pdfaid:part\s*(?:=\s*["']|>)\s*([1-4])/;

export type PdfaPart = 1 | 2 | 3 | 4;

/**
 * Returns the part of PDF/A (ISO 19005) that a document claims in its metadata; null if it claims none. Whether it
 * conforms is not looked at.
 */
export function pdfaPart(document: PdfDocument): PdfaPart | null {
  if (document.closed !== null) return null;
  return orNullIfDamaged(() => {
    const metadata = document.entry(document.catalog, 'Metadata');
    if (metadata.kind !== 'stream') return null;
    const text = latin1Text(document.streamData(metadata, METADATA_LIMIT)).replaceAll('\0', '');
    const part = PART.exec(text)?.[1];
    // The expression takes no other digits.
    return part === undefined ? null : (Number(part) as PdfaPart);
  });
}

/** Tells whether a document says what its RGB colours mean (an output intent with an RGB profile, ISO 19005-1 6.2.2). */
export function hasRgbIntent(document: PdfDocument): boolean {
  return arrayEntry(document, document.catalog, 'OutputIntents').some((item) => {
    const intent = document.resolve(item);
    if (intent.kind !== 'dictionary' || !isName(document.entry(intent, 'S'), 'GTS_PDFA1')) return false;
    const profile = document.entry(intent, 'DestOutputProfile');
    if (profile.kind !== 'stream') return false;
    const components = document.entry(profile.dictionary, 'N');
    return isInteger(components) && components.value === 3;
  });
}
