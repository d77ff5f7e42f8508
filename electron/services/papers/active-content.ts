import { memorySource } from '../../core/bytes/byte-source.ts';
import { latin1Bytes } from '../../core/bytes/encodings.ts';
import { openPdf } from '../../core/pdf/open-pdf.ts';
import { examineDocument } from '../../core/preflight/examine-document.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PreflightCode } from '../../shared/model/preflight.ts';
import type { ReadPaper } from './papers.ts';

/** The beginnings of packages that office programs write: ZIP (APPNOTE §4.3.7) and compound files (MS-CFB §2.2). */
const OFFICE_BEGINNINGS = [latin1Bytes('PK\x03\x04'), latin1Bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')];

/** The names of what holds macros in them: a part of a package (MS-OFFMACRO2 §2.2), a storage of a compound file (MS-OVBA §2.2.1). */
const MACRO_NAMES = [latin1Bytes('vbaProject.bin'), latin1Bytes([...'_VBA_PROJECT'].join('\0'))];

/** Tells whether a file is an office document with macros, such as a .docm, whatever its name says. */
export function hasOfficeMacros(bytes: Uint8Array): boolean {
  const isOffice = OFFICE_BEGINNINGS.some((beginning) => isAt(bytes, beginning, 0));
  return isOffice && MACRO_NAMES.some((name) => contains(bytes, name));
}

function contains(bytes: Uint8Array, wanted: Uint8Array): boolean {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (isAt(bytes, wanted, at)) return true;
  }
  return false;
}

const isAt = (bytes: Uint8Array, wanted: Uint8Array, at: number): boolean =>
  wanted.every((byte, index) => bytes[at + index] === byte);

/** What runs in a PDF, or acts without anybody's doing. */
const ACTIVE: ReadonlySet<PreflightCode> = new Set(['JAVASCRIPT', 'ACTS_BY_ITSELF', 'XFA_FORM']);

/**
 * Refuses a paper that holds scripts. Nothing is run. A PDF that cannot be read to its end is refused where its own bytes
 * are sent; of any other only what is seen is copied, and that holds no script.
 * @param asIs its own bytes are sent, as those of a sealed written application
 * @throws CodedError LIFE_PAPER_ACTIVE, FILE_OVER_BUDGET; what is wrong with the PDF if it is sent as it is
 */
export function expectPassive({ name, type, bytes }: ReadPaper, asIs: boolean): null {
  if (type !== 'pdf') return null;
  try {
    const active = examineDocument(openPdf(memorySource(bytes))).find(({ code }) => ACTIVE.has(code));
    if (active === undefined) return null;
    throw new CodedError('LIFE_PAPER_ACTIVE', active.code, { name, found: active.code });
  } catch (error) {
    const isDamage = error instanceof CodedError && !KEPT.has(error.code);
    if (!isDamage || asIs) throw error;
    return null;
  }
}

const KEPT: ReadonlySet<string> = new Set(['LIFE_PAPER_ACTIVE', 'FILE_OVER_BUDGET']);
