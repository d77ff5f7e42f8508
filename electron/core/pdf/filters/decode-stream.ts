import { damaged } from '../syntax/damage.ts';
import { isInteger, type PdfDictionary, type PdfObject } from '../syntax/objects.ts';
import { decodeAscii85, decodeAsciiHex } from './ascii.ts';
import { inflate } from './inflate.ts';
import { decodeLzw } from './lzw.ts';
import { undoPredictor } from './predictor.ts';

type Resolve = (object: PdfObject) => PdfObject;

interface FilterStep {
  readonly name: string;
  readonly parameters: PdfDictionary | undefined;
}

/** The abbreviations are for inline images, but occur in streams too and mean nothing else. */
const FULL_NAMES = new Map([
  ['Fl', 'FlateDecode'],
  ['LZW', 'LZWDecode'],
  ['AHx', 'ASCIIHexDecode'],
  ['A85', 'ASCII85Decode'],
]);

const FILTER_LIMIT = 8;

/** The filters of a stream, in the order they are undone (ISO 32000-2 §7.3.8.2). @throws CodedError */
export function filterSteps(dictionary: PdfDictionary, resolve: Resolve): readonly FilterStep[] {
  const filters = listOf(dictionary.entries.get('Filter') ?? dictionary.entries.get('F'), resolve);
  const parameters = listOf(dictionary.entries.get('DecodeParms') ?? dictionary.entries.get('DP'), resolve);
  if (filters.length > FILTER_LIMIT) throw damaged('too many filters');
  return filters.map((filter, at) => {
    if (filter.kind !== 'name') throw damaged('filter is not a name');
    const parameter = parameters[at];
    return {
      name: FULL_NAMES.get(filter.value) ?? filter.value,
      parameters: parameter?.kind === 'dictionary' ? parameter : undefined,
    };
  });
}

function listOf(object: PdfObject | undefined, resolve: Resolve): readonly PdfObject[] {
  const value = object === undefined ? object : resolve(object);
  if (value === undefined || value.kind === 'null') return [];
  return value.kind === 'array' ? value.items.map(resolve) : [value];
}

/**
 * Undoes the filters of a stream's data.
 * @param limit largest result of any step in bytes
 * @throws CodedError PDF_UNSUPPORTED_FILTER for a filter of pictures or one unknown, PDF_DAMAGED
 */
export function decodeStreamData(
  data: Uint8Array,
  dictionary: PdfDictionary,
  resolve: Resolve,
  limit: number,
): Uint8Array {
  return filterSteps(dictionary, resolve).reduce(
    (bytes, step) => undoFilter(bytes, step, resolve, limit),
    data,
  );
}

function undoFilter(data: Uint8Array, step: FilterStep, resolve: Resolve, limit: number): Uint8Array {
  const parameter = (key: string, fallback: number): number =>
    integerParameter(step.parameters, key, fallback, resolve);
  const predictor = {
    predictor: parameter('Predictor', 1),
    colors: parameter('Colors', 1),
    bitsPerComponent: parameter('BitsPerComponent', 8),
    columns: parameter('Columns', 1),
  };
  switch (step.name) {
    case 'FlateDecode':
      return undoPredictor(inflate(data, limit), predictor);
    case 'LZWDecode':
      return undoPredictor(decodeLzw(data, parameter('EarlyChange', 1), limit), predictor);
    case 'ASCIIHexDecode':
      return decodeAsciiHex(data);
    case 'ASCII85Decode':
      return decodeAscii85(data);
    default:
      throw damaged(`filter ${step.name}`, undefined, 'PDF_UNSUPPORTED_FILTER');
  }
}

function integerParameter(
  parameters: PdfDictionary | undefined,
  key: string,
  fallback: number,
  resolve: Resolve,
): number {
  const entry = parameters?.entries.get(key);
  const value = entry === undefined ? undefined : resolve(entry);
  return isInteger(value) && value.value >= 0 ? value.value : fallback;
}
