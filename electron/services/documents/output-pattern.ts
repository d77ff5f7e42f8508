import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { fileName, isFileName, shortened } from '../../core/bytes/file-names.ts';
import { CodedError } from '../../shared/errors.ts';
import { DOCUMENT_EXTENSIONS } from '../../shared/model/document-view.ts';
import { localSecond } from '../../shared/local-time.ts';
import { fileNameOf } from './file-facts.ts';

/** What a pattern may name. */
const FIELDS = ['name', 'date', 'time', 'number'] as const;
type Field = (typeof FIELDS)[number];

const FIELD = /\{([^{}]*)\}/g;
const LONGEST_PATTERN = 200;
/** Bytes of a name without its ending. File systems allow 255; a number that tells two names apart needs some. */
const LONGEST_STEM_BYTES = 230;

/** The facts that a pattern may name. */
export interface NamedOutput {
  readonly inputPath: string;
  /** From 1, in the order of the batch. */
  readonly number: number;
  /** The time of the batch. Days and hours are those of this computer. */
  readonly at: Date;
}

/** Tells whether a text is a pattern of output names, such as `{name}_已盖章_{date}`. */
export function isPattern(pattern: string): boolean {
  // Any text may stand in the place of a field.
  const filled = pattern.replaceAll(FIELD, (_whole, field: string) => (isField(field) ? 'x' : '{'));
  return !/[{}]/.test(filled) && isFileName(filled) && pattern.length <= LONGEST_PATTERN;
}

/** @throws CodedError BATCH_PATTERN_INVALID for a text that is no pattern of output names */
export function expectPattern(pattern: string): void {
  if (!isPattern(pattern)) {
    throw new CodedError('BATCH_PATTERN_INVALID', 'not a pattern of file names', { pattern });
  }
}

/** Returns the name of an output without its ending. What no system allows in names is replaced by `_`. */
export function outputStem(pattern: string, { inputPath, number, at }: NamedOutput): string {
  const digits = localSecond(at.toISOString()).replaceAll(/\D/g, '');
  const values: Readonly<Record<Field, string>> = {
    name: fileNameOf(inputPath).replace(/\.[^.]*$/, ''),
    date: digits.slice(0, 8),
    time: digits.slice(8, 12),
    number: String(number).padStart(3, '0'),
  };
  const filled = (name: string): string =>
    pattern.replaceAll(FIELD, (_whole, field: string) =>
      field === 'name' ? name : isField(field) ? values[field] : '',
    );
  return fileName(filled(shortened(values.name, LONGEST_STEM_BYTES - lengthOf(filled('')))));
}

/** Returns what the name of a sealed document ends with: that of the document, since sealing keeps the format. */
export function documentEnding(inputPath: string): string {
  const extension = DOCUMENT_EXTENSIONS.find((each) => inputPath.toLowerCase().endsWith(`.${each}`));
  return `.${extension ?? 'pdf'}`;
}

function isField(text: string): text is Field {
  return FIELDS.some((field) => field === text);
}

const lengthOf = (text: string): number => utf8Bytes(text).length;
