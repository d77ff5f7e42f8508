import type { AppError } from '../errors.ts';
import type { DocumentFormat } from './document-view.ts';

/**
 * Everything that the examination before sealing (盖章前体检) can find in a document, and what it means for sealing:
 * a note is shown, what needs a yes is sealed only if the person accepts it by name, and the last is not sealed.
 */
export const PREFLIGHT_WEIGHTS = {
  // what runs or opens by itself, or at a click
  JAVASCRIPT: 'confirm',
  ACTS_BY_ITSELF: 'confirm',
  CLICK_CHANGES_VIEW: 'confirm',
  CLICK_LEAVES_DOCUMENT: 'note',
  // what is shown in one case and not in another
  LAYER_HIDDEN: 'confirm',
  LAYERS: 'note',
  ANNOTATION_COVERS_TEXT: 'confirm',
  ANNOTATION_OVER_PAGE: 'note',
  ANNOTATION_HIDDEN: 'note',
  PRINTED_UNSEEN: 'confirm',
  APPEARANCE_VARIES: 'confirm',
  SEAL_PLACE_CLAIMED: 'refuse',
  TEXT_BENEATH: 'note',
  PAGE_TRANSITION: 'note',
  MULTIMEDIA: 'note',
  // what readers draw each in their own way
  XFA_FORM: 'confirm',
  FIELDS_REDRAWN: 'note',
  FONT_NOT_EMBEDDED: 'note',
  PARTS_NOT_DRAWN: 'confirm',
  READ_TOLERANTLY: 'note',
  // what lies elsewhere, or leads nowhere
  EXTERNAL_CONTENT: 'confirm',
  SHOWN_ENTRY_UNRESOLVED: 'refuse',
  ENTRY_UNRESOLVED: 'confirm',
  SHOWN_REFERENCE_DANGLES: 'confirm',
  UNREACHABLE_CONTENT: 'note',
  KEY_TWICE: 'confirm',
  EARLIER_STATES: 'note',
  EMBEDDED_FILES: 'note',
  // the profile that the document says to conform to
  PDFA_HARD_EDGE: 'note',
  PDFA_ENDS: 'note',
  // earlier signatures
  SIGNATURE_INVALID: 'confirm',
  SIGNATURE_UNCONFIRMED: 'note',
  // what the document is
  INVOICE: 'note',
  INVOICE_DATA_DIFFERS: 'note',
  // the examination itself
  NOT_EXAMINED_WHOLE: 'note',
} as const satisfies Readonly<Record<string, 'note' | 'confirm' | 'refuse'>>;

export type PreflightCode = keyof typeof PREFLIGHT_WEIGHTS;

/** Something that the person who seals should know of the document. */
export interface PreflightFinding {
  readonly code: PreflightCode;
  /** The page, from 1; null if it belongs to no page. */
  readonly page: number | null;
  /** The number of the first object that it was found in; null if it is not known. */
  readonly object: number | null;
  /** How often it was found on this page. */
  readonly count: number;
  /** A name out of the document: of a font, an action, a layer, a field; null if there is none. */
  readonly name: string | null;
}

/** What the examination of a document found. */
export interface DocumentExamination {
  /** The number of seals and signatures that it has already. */
  readonly signatures: number;
  /** Absent for a PDF. */
  readonly format?: DocumentFormat;
  readonly findings: readonly PreflightFinding[];
}

export type PreflightColour = 'green' | 'amber' | 'red';

/** Returns the colour of a finding: amber is to be known, red needs a yes of its own, or is not sealed. */
export function colourOf({ code }: Pick<PreflightFinding, 'code'>): Exclude<PreflightColour, 'green'> {
  return PREFLIGHT_WEIGHTS[code] === 'note' ? 'amber' : 'red';
}

/** Returns the codes that a person must accept by name before the document is sealed, each once. */
export function codesToAccept(findings: readonly PreflightFinding[]): readonly PreflightCode[] {
  return codesOf(findings, 'confirm');
}

/** Returns the codes for which the document is not sealed at all, each once. */
export function codesThatRefuse(findings: readonly PreflightFinding[]): readonly PreflightCode[] {
  return codesOf(findings, 'refuse');
}

function codesOf(
  findings: readonly PreflightFinding[],
  weight: 'confirm' | 'refuse',
): readonly PreflightCode[] {
  const codes = findings.map(({ code }) => code).filter((code) => PREFLIGHT_WEIGHTS[code] === weight);
  return [...new Set(codes)];
}

/** The parts of the examination before sealing, in the order in which they are shown. */
export const PREFLIGHT_PARTS = [
  'document',
  'signatures',
  'key',
  'seal',
  'rules',
  'approval',
  'readers',
] as const;

/** One line of the examination before sealing. */
export interface PreflightRow {
  readonly part: (typeof PREFLIGHT_PARTS)[number];
  /** The name of the seal that the line concerns, of a key the first of its seals; null for the document. */
  readonly seal: string | null;
  readonly colour: PreflightColour;
  /** Why the document or the seal cannot be used now, or a warning; null if nothing is in the way. */
  readonly error: AppError | null;
  readonly findings: readonly PreflightFinding[];
  /** Dates, names and numbers that the line may name; null for what is not known. */
  readonly facts: Readonly<Record<string, string | number | null>>;
}

/** The examination before sealing (盖章前体检): document, key, seal, rules and lists. */
export interface Preflight {
  readonly colour: PreflightColour;
  readonly rows: readonly PreflightRow[];
  /** The codes that the person must accept by name for the document to be sealed. */
  readonly toAccept: readonly PreflightCode[];
}
