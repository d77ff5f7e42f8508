/** Why a part of an OFD is not drawn, or is drawn otherwise than its file says. */
export const OFD_VIEW_CODES = [
  'PAGE_DAMAGED',
  'TEMPLATE_DAMAGED',
  'ANNOTATION_DAMAGED',
  'OBJECT_UNKNOWN',
  'PATH_DAMAGED',
  'TEXT_DAMAGED',
  'FONT_MISSING',
  'FONT_DAMAGED',
  'FONT_REPLACED',
  'FONT_RESTRICTED',
  'CHARACTER_MISSING',
  'IMAGE_MISSING',
  'IMAGE_UNSUPPORTED',
  'IMAGE_DAMAGED',
  'IMAGE_UNSOUND',
  'IMAGE_TOO_LARGE',
  'COMPOSITE_MISSING',
  'NESTED_TOO_DEEP',
  'COLOUR_UNSUPPORTED',
  'STAMP_NOT_DRAWN',
] as const;

export type OfdViewCode = (typeof OFD_VIEW_CODES)[number];

/** Something on a page that is not drawn as its file says. */
export interface OfdViewNote {
  /** From 0. */
  readonly page: number;
  readonly code: OfdViewCode;
  /** The part, the font or the object that it is about, as the file names it. */
  readonly name: string;
}
