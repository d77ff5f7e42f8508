import { memorySource } from '../../core/bytes/byte-source.ts';
import { openPdf } from '../../core/pdf/open-pdf.ts';
import { holdsArchive } from '../../core/pdf/other-formats.ts';
import { examineDocument } from '../../core/preflight/examine-document.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PreflightCode } from '../../shared/model/preflight.ts';
import type { ReadPaper } from './papers.ts';

/** What runs in a PDF, or acts without anybody's doing. */
const ACTIVE: ReadonlySet<PreflightCode> = new Set(['JAVASCRIPT', 'ACTS_BY_ITSELF', 'XFA_FORM']);

/**
 * Refuses a paper that holds scripts, or that is an archive too: another program would open that one, with whatever macros
 * are in it. Nothing is run. A PDF that cannot be read to its end is refused where its own bytes
 * are sent; of any other only what is seen is copied, and that holds no script.
 * @param asIs its own bytes are sent, as those of a sealed written application
 * @throws CodedError LIFE_PAPER_ACTIVE, FILE_OVER_BUDGET; what is wrong with the PDF if it is sent as it is
 */
export function expectPassive({ name, type, bytes }: ReadPaper, asIs: boolean): null {
  if (type !== 'pdf') return null;
  if (holdsArchive(memorySource(bytes)))
    throw new CodedError('LIFE_PAPER_ACTIVE', 'archive', { name, found: 'archive' });
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
