import type { ErrorCode } from '../errors.ts';

/** Codes of files that are no PDF and can be converted to one. Their details name the offer. */
export const CONVERTIBLE: ReadonlySet<ErrorCode> = new Set(['FILE_IS_OFFICE_DOCUMENT', 'FILE_IS_PICTURE']);

/** What can be made of a file that is no PDF, before anything is done with it. */
export interface ConversionOffer {
  /** Name of the file, without its folder. */
  readonly name: string;
  readonly kind: 'office' | 'picture';
  /** The office program that converts it; null when this program does it itself. */
  readonly program: string | null;
  /** The document carries macros, which stay off. */
  readonly holdsMacros: boolean;
}

/** A PDF that was made of another file. */
export interface Conversion extends ConversionOffer {
  /** Path of the new PDF. */
  readonly path: string;
}

/** Seconds that an office program may take for one document. */
export const CONVERSION_SECONDS = { usual: 120, least: 1, most: 3600 } as const;

/** What names of files end in that may be converted; a file is known by its content all the same. */
export const CONVERTIBLE_EXTENSIONS: readonly string[] = [
  ...['doc', 'docx', 'docm', 'wps', 'rtf', 'odt'],
  ...['xls', 'xlsx', 'xlsm', 'et', 'ods'],
  ...['ppt', 'pptx', 'pptm', 'dps', 'odp'],
  ...['png', 'jpg', 'jpeg', 'tif', 'tiff', 'bmp', 'gif'],
];
