import type { CheckResult } from '../../../shared/model/verification-report.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { Page } from '../../pdf/pages/page-tree.ts';
import { annotationPages } from '../../pdf/signatures/seal-places.ts';
import type { PdfReference } from '../../pdf/syntax/objects.ts';
import type { LocatedSignature } from '../evidence/context.ts';
import { fail } from './verdict.ts';

/** A signature that lists annotations: the further places of its seal, or what stands beside it. */
export interface ListingSignature {
  /** The document as it was sealed. */
  readonly version: PdfDocument;
  /** The index of its last revision. */
  readonly revision: number;
  readonly located: LocatedSignature;
}

/** An annotation that a signature lists, as its kind is read, on its page. */
interface ListedAnnotation<Bound> {
  readonly bound: Bound;
  readonly page: Page;
}

/**
 * Returns an annotation that a signature lists: it is of the same revision, names the signature, and stands on one page.
 * @param read reads it as one of its kind; null if it is none
 */
export function listedAnnotation<Bound>(
  { version, revision, located }: ListingSignature,
  reference: PdfReference,
  read: (document: PdfDocument, reference: PdfReference, signature: PdfReference | null) => Bound | null,
): ListedAnnotation<Bound> | CheckResult {
  const bound = read(version, reference, located.dictionary.reference);
  const [page, ...others] = annotationPages(version).get(reference.objectNumber) ?? [];
  if (bound === null || page === undefined) return inconsistent('missing');
  if (others.length > 0) return inconsistent('repeated', page.index);
  if (version.locate(reference.objectNumber)?.revision !== revision)
    return inconsistent('revision', page.index);
  return { bound, page };
}

/** Says which rule the annotations of a seal break. @param page its index */
export function inconsistent(rule: string, page?: number): CheckResult {
  return fail('APPEARANCE_PLACES_INCONSISTENT', { rule, ...(page === undefined ? {} : { page: page + 1 }) });
}
