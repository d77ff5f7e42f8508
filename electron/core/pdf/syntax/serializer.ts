import { ByteBuilder } from '../../bytes/byte-arrays.ts';
import { toHex, latin1Bytes, latin1Text } from '../../bytes/encodings.ts';
import { isRegular } from './lexer.ts';
import type { PdfDictionary, PdfObject, PdfString } from './objects.ts';

/**
 * Writes an object in PDF syntax. Parsing the result gives an equal object; numbers keep their text and
 * strings their form.
 * @throws TypeError for a stream, whose data only its writer knows
 */
export function serializeObject(object: PdfObject): Uint8Array {
  return latin1Bytes(objectText(object));
}

/** Writes the number, generation and body of an indirect object, ready to be appended to a file. */
export function serializeIndirect(objectNumber: number, generation: number, object: PdfObject): Uint8Array {
  return latin1Bytes(`${String(objectNumber)} ${String(generation)} obj\n${objectText(object)}\nendobj\n`);
}

/**
 * Writes a stream as {@link serializeIndirect} writes other objects; /Length is set to the length of the
 * data.
 */
export function serializeStream(
  objectNumber: number,
  generation: number,
  dictionary: PdfDictionary,
  data: Uint8Array,
): Uint8Array {
  const entries = new Map([...dictionary.entries]);
  entries.delete('Length');
  const text = dictionaryText(entries, `/Length ${String(data.length)}`);
  const builder = new ByteBuilder();
  builder.append(latin1Bytes(`${String(objectNumber)} ${String(generation)} obj\n${text}\nstream\n`));
  builder.append(data);
  builder.append(latin1Bytes('\nendstream\nendobj\n'));
  return builder.toBytes();
}

function objectText(object: PdfObject): string {
  switch (object.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(object.value);
    case 'number':
      return object.text;
    case 'name':
      return nameText(object.value);
    case 'string':
      return stringText(object);
    case 'array':
      return `[${object.items.map(objectText).join(' ')}]`;
    case 'dictionary':
      return dictionaryText(object.entries);
    case 'reference':
      return `${String(object.objectNumber)} ${String(object.generation)} R`;
    case 'stream':
      throw new TypeError('a stream is written with its data');
  }
}

function dictionaryText(entries: ReadonlyMap<string, PdfObject>, more = ''): string {
  const parts = [...entries].map(([key, value]) => `${nameText(key)} ${objectText(value)}`);
  if (more !== '') parts.push(more);
  return `<<${parts.join(' ')}>>`;
}

function nameText(name: string): string {
  const parts = Array.from(latin1Bytes(name), (byte) => {
    const plain = byte > 0x20 && byte < 0x7f && byte !== 0x23 && isRegular(byte);
    return plain ? String.fromCharCode(byte) : `#${toHex(Uint8Array.of(byte))}`;
  });
  return `/${parts.join('')}`;
}

function stringText(string: PdfString): string {
  if (string.form === 'hex') return `<${toHex(string.bytes)}>`;
  const escaped = latin1Text(string.bytes)
    .replace(/[\\()]/g, '\\$&')
    .replaceAll('\r', '\\r');
  return `(${escaped})`;
}
