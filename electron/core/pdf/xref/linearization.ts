import { CodedError } from '../../../shared/errors.ts';
import { ByteReader, type ByteSource, limitedSource } from '../../bytes/byte-source.ts';
import type { PdfObject } from '../syntax/objects.ts';
import { parseObject, readObjectHeader } from '../syntax/parser.ts';

/** The reach within which the first object of a linearized file ends (ISO 32000-2 Annex F.3.3). */
const REACH = 1024;
/** Bytes in which the first object is looked for at all. */
const LOOKED_AT = 65_536;

/**
 * Tells whether a file is linearized: its parameter dictionary is the first object and lies within the first 1024
 * bytes.
 */
export function isLinearized(source: ByteSource): boolean {
  const first = firstObject(source);
  const isNear = typeof first !== 'string' && first.end <= REACH;
  return isNear && first.object.kind === 'dictionary' && first.object.entries.has('Linearized');
}

/**
 * Tells whether a file says, or may say to some reader, that it is linearized and has the length that it has. Readers
 * then begin at its first page's tables and pass over whatever was added: a file could be made so that it only says so
 * once something has been added to it.
 */
export function claimsLinearizedLength(source: ByteSource): boolean {
  const first = firstObject(source);
  if (typeof first === 'string') return first === 'broken';
  const { object } = first;
  if (object.kind !== 'dictionary' || !object.entries.has('Linearized')) return false;
  const length = object.entries.get('L');
  if (object.duplicates.includes('L')) return true;
  return length?.kind === 'number' ? Math.trunc(length.value) === source.size : length?.kind === 'reference';
}

interface FirstObject {
  readonly object: PdfObject;
  /** The offset behind its value. */
  readonly end: number;
}

/** Reads the object with which a file begins; `broken` if some reader may find one where this one does not. */
function firstObject(source: ByteSource): FirstObject | 'none' | 'broken' {
  const limit = Math.min(LOOKED_AT, source.size);
  const reader = new ByteReader(limitedSource(source, limit));
  let begun = false;
  try {
    readObjectHeader(reader);
    begun = true;
    const object = parseObject(reader);
    return { object, end: reader.position };
  } catch (error) {
    if (error instanceof CodedError && error.code !== 'FILE_OVER_BUDGET') {
      return begun || reader.position >= limit ? 'broken' : 'none';
    }
    throw error;
  }
}
