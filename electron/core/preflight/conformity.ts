import type { PdfDocument } from '../pdf/document.ts';
import { pdfaPart } from '../pdf/conformance/pdfa-claim.ts';
import type { Findings } from './findings.ts';

/**
 * Says what becomes of the conformity that a document claims.
 *
 * PDF/A-1 says nothing of the form of a signature (PDF/A Competence Center, TechNote 0006), so a seal can stand in it
 * if its picture does without transparency. From PDF/A-2 on the value must be a PKCS#7 object with the signer's
 * certificate (ISO 19005-2 and -3, 6.4.3; the rules 6.4.3-2 and -3 of veraPDF), which a seal of GB/T 38540 is not.
 */
export function examineConformity(document: PdfDocument, findings: Findings): void {
  const part = pdfaPart(document);
  if (part === null) return;
  const place = { page: null, object: document.root.objectNumber };
  findings.add(part === 1 ? 'PDFA_HARD_EDGE' : 'PDFA_ENDS', place, `PDF/A-${String(part)}`);
}
