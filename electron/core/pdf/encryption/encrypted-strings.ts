import { isName, type PdfDictionary, type PdfObject } from '../syntax/objects.ts';

/**
 * Replaces every string of an object that is encrypted (ISO 32000-2 §7.6.2): all but the value of a signature, which is
 * never. Places of values and the order of keys stay.
 * @param change encrypts or decrypts a string
 */
export function withStrings(object: PdfObject, change: (bytes: Uint8Array) => Uint8Array): PdfObject {
  switch (object.kind) {
    case 'string':
      return { ...object, bytes: change(object.bytes) };
    case 'array':
      return { ...object, items: object.items.map((item) => withStrings(item, change)) };
    case 'dictionary':
      return withStringsOf(object, change);
    case 'stream':
      return { ...object, dictionary: withStringsOf(object.dictionary, change) };
    default:
      return object;
  }
}

function withStringsOf(dictionary: PdfDictionary, change: (bytes: Uint8Array) => Uint8Array): PdfDictionary {
  const isSignature = isSignatureDictionary(dictionary);
  const entries = [...dictionary.entries].map(([key, value]): [string, PdfObject] => {
    const isValue = isSignature && key === 'Contents';
    return [key, isValue ? value : withStrings(value, change)];
  });
  const { repeated } = dictionary;
  return {
    ...dictionary,
    entries: new Map(entries),
    ...(repeated === undefined ? {} : { repeated: repeated.map((value) => withStrings(value, change)) }),
  };
}

/** Tells a signature by its /ByteRange, as readers do; /Type may be left out (ISO 32000-2 table 255). */
function isSignatureDictionary({ entries }: PdfDictionary): boolean {
  const type = entries.get('Type');
  const fits = type === undefined || isName(type, 'Sig') || isName(type, 'DocTimeStamp');
  return fits && entries.has('ByteRange') && entries.get('Contents')?.kind === 'string';
}
