/**
 * The reasons why a revision is no plain addition to the file, each with the place at which it shows. The texts for
 * people are in `electron/shared/texts/tiling-texts.ts`.
 */
export const TILING_RULES = [
  /** Bytes that are in no object that the section lists, nor in the section, nor in the ending. */
  'unlistedBytes',
  /** A comment that no writer on the closed list makes. */
  'comment',
  /** The place of an entry holds another object, or none that is complete. */
  'objectForm',
  /** A dictionary has a key twice. */
  'duplicateKey',
  /** /Length does not lead to `endstream`. */
  'streamLength',
  /** An object stream holds an object that the section does not list there, or its own header is broken. */
  'objectStream',
  /** An entry leads to a place that is in no revision up to its own, or elsewhere than the entry before. */
  'entryPlace',
  /** The form of a table (ISO 32000-2 §7.5.4). */
  'tableForm',
  /** The form of a cross-reference stream (ISO 32000-2 §7.5.8). */
  'sectionStreamForm',
  /** /Size is no direct whole number just above every number that is listed. */
  'size',
  /** /Prev does not lead to the section before. */
  'previous',
  /** The section has a stream of its own for a hybrid file. */
  'hybrid',
  /** The section lists a number twice. */
  'duplicateNumber',
  /** `startxref`, the section's own offset, `%%EOF`. */
  'ending',
  /** Text that a reader takes for an object or a trailer when it rebuilds the tables. */
  'objectText',
  /** The length that a linearized file states is that of the changed file. */
  'linearizedLength',
] as const;

export type TilingRule = (typeof TILING_RULES)[number];
