import { PDF_BUDGET } from '../../budgets.ts';
import { ByteBuilder } from '../../bytes/byte-arrays.ts';
import { hexDigitValue } from '../../bytes/encodings.ts';
import { overBudget } from '../../work-meter.ts';
import { damaged, isWhiteSpace } from '../syntax/lexer.ts';
import { isInteger, type PdfDictionary, type PdfObject } from '../syntax/objects.ts';
import { decodeLzw, inflate, spendUnpacked, type UnpackingBudget } from './decompress.ts';
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

/**
 * Lists the filters of a stream in the order in which they are undone (ISO 32000-2 §7.3.8.2). @throws
 * CodedError
 */
export function filterSteps(dictionary: PdfDictionary, resolve: Resolve): readonly FilterStep[] {
  const filters = listOf(dictionary.entries.get('Filter') ?? dictionary.entries.get('F'), resolve);
  const parameters = listOf(dictionary.entries.get('DecodeParms') ?? dictionary.entries.get('DP'), resolve);
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
  if (value.kind !== 'array') return [value];
  if (value.items.length > PDF_BUDGET.filters) throw overBudget('filters', PDF_BUDGET.filters);
  return value.items.map(resolve);
}

/**
 * Undoes the filters of a stream's data.
 * @throws CodedError PDF_UNSUPPORTED_FILTER for an unknown filter or one of pictures, PDF_DAMAGED, FILE_OVER_BUDGET
 */
export function decodeStreamData(
  data: Uint8Array,
  dictionary: PdfDictionary,
  resolve: Resolve,
  budget: UnpackingBudget,
): Uint8Array {
  const steps = filterSteps(dictionary, resolve);
  // The crypt filter comes first (§7.4.10) and was undone with the encryption of the file.
  const others = steps[0]?.name === 'Crypt' ? steps.slice(1) : steps;
  return others.reduce((bytes, step) => undoFilter(bytes, step, resolve, budget), data);
}

function undoFilter(
  data: Uint8Array,
  step: FilterStep,
  resolve: Resolve,
  budget: UnpackingBudget,
): Uint8Array {
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
      return undoPredictor(inflate(data, budget), predictor);
    case 'LZWDecode':
      return undoPredictor(decodeLzw(data, parameter('EarlyChange', 1), budget), predictor);
    case 'ASCIIHexDecode':
      return decodeAsciiHex(data, budget);
    case 'ASCII85Decode':
      return decodeAscii85(data, budget);
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

const END_OF_HEX = 0x3e;
const END_OF_ASCII85 = 0x7e;
const LETTER_Z = 0x7a;
const FOUR_ZEROS = new Uint8Array(4);

/** Decodes ASCIIHexDecode (ISO 32000-2 §7.4.2). @throws CodedError PDF_DAMAGED, FILE_OVER_BUDGET */
export function decodeAsciiHex(data: Uint8Array, budget: UnpackingBudget): Uint8Array {
  spendUnpacked(budget, 0, Math.ceil(data.length / 2));
  const result = new ByteBuilder();
  let high = -1;
  for (const byte of data) {
    if (byte === END_OF_HEX) break;
    if (isWhiteSpace(byte)) continue;
    const digit = hexDigitValue(byte);
    if (digit < 0) throw damaged('ASCIIHexDecode: not a digit');
    if (high >= 0) result.push(high * 16 + digit);
    high = high >= 0 ? -1 : digit;
  }
  if (high >= 0) result.push(high * 16);
  return result.toBytes();
}

/** Decodes ASCII85Decode (ISO 32000-2 §7.4.3). @throws CodedError PDF_DAMAGED, FILE_OVER_BUDGET */
export function decodeAscii85(data: Uint8Array, budget: UnpackingBudget): Uint8Array {
  const result = new ByteBuilder();
  let group: number[] = [];
  for (const byte of data) {
    if (byte === END_OF_ASCII85) break;
    if (isWhiteSpace(byte)) continue;
    if (byte === LETTER_Z && group.length === 0) {
      spendUnpacked(budget, result.length, 4);
      result.append(FOUR_ZEROS);
      continue;
    }
    if (byte < 0x21 || byte > 0x75) throw damaged('ASCII85Decode: not a digit');
    group.push(byte - 0x21);
    if (group.length < 5) continue;
    spendUnpacked(budget, result.length, 4);
    result.append(groupBytes(group));
    group = [];
  }
  if (group.length > 0) result.append(partialGroupBytes(group));
  return result.toBytes();
}

function partialGroupBytes(group: readonly number[]): Uint8Array {
  if (group.length === 1) throw damaged('ASCII85Decode: a single last digit');
  const padded = [...group, 84, 84, 84].slice(0, 5);
  return groupBytes(padded).subarray(0, group.length - 1);
}

function groupBytes(group: readonly number[]): Uint8Array {
  const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
  if (value > 0xffffffff) throw damaged('ASCII85Decode: group too large');
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}
