import { type FramedPages, pageFrames } from '../../core/ofd/places/page-frames.ts';
import { openOfd } from '../../core/ofd/package/ofd-package.ts';
import { readDocument } from '../../core/ofd/package/read-document.ts';
import { shownSeals, stampedSignatures } from '../../core/ofd/places/shown-seals.ts';
import { expectSealable } from '../../core/ofd/sealing/prepare-ofd-seal.ts';
import { openPdf } from '../../core/pdf/open-pdf.ts';
import type { PdfDocument } from '../../core/pdf/document.ts';
import { isOfd } from '../../core/pdf/other-formats.ts';
import type { SealTarget } from '../../core/signing/seal-request.ts';
import { CodedError } from '../../shared/errors.ts';
import type { OpenFile } from '../ports/files.ts';

/**
 * Opens a document as far as places for seals depend on it: a PDF as it is, of an OFD empty pages of its sizes with the
 * seals that it shows.
 * @param targets of the seals
 * @throws CodedError OFD_WITHOUT_FIELDS, OFD_NOTHING_BESIDE, OFD_SEVERAL_DOCUMENTS, OFD_LOCKED, OFD_SIGNATURES_DAMAGED, and as
 *   opening the document does
 */
export function openForPlaces(file: OpenFile, targets: readonly SealTarget[]): PdfDocument {
  if (!isOfd(file)) return openPdf(file);
  targets.forEach(expectPossibleInOfd);
  return pageFrames(framedPages(file));
}

function expectPossibleInOfd(target: SealTarget): void {
  const field = target.kind === 'field' ? target.name : target.kind === 'list' ? target.field : null;
  if (field !== null) throw new CodedError('OFD_WITHOUT_FIELDS', 'a field of an OFD');
  const beside = target.kind === 'list' ? (target.beside ?? []) : [];
  if (beside.length > 0) throw new CodedError('OFD_NOTHING_BESIDE', 'something beside a seal in an OFD');
}

function framedPages(file: OpenFile): FramedPages {
  const ofd = openOfd(file);
  const { body } = expectSealable(ofd);
  const document = readDocument(ofd, body);
  const seals = shownSeals(document, stampedSignatures(ofd, body));
  return { pages: document.pages.map(({ box }) => box), seals };
}
