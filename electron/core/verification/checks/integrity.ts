import type { CheckResult } from '../../../shared/model/verification-report.ts';
import { equalBytes } from '../../bytes/equal.ts';
import type { PdfReference } from '../../pdf/syntax/objects.ts';
import { isFault, type SignatureContext, type StructureFault } from '../context.ts';
import { fail, pass, unknown } from '../outcome.ts';

/**
 * Whether the signed bytes are what was sealed: the signature dictionary is in order, no other field or range
 * stands in its place, and the document's hash is the signed one.
 */
export function checkIntegrity(context: SignatureContext): CheckResult {
  const fault = structureFault(context);
  if (fault !== null) return fail(fault.code, { rule: fault.rule });
  const { content, documentHash } = context;
  if (isFault(content) || content.kind === 'unreadable') return fail('FORMAT_FAILURE', { rule: 'der' });
  if (content.kind === 'cms') return unknown('UNSUPPORTED_SIGNATURE_FORMAT');
  const { dataHash } = content.signature;
  if (documentHash === null || !equalBytes(documentHash, dataHash)) return fail('HASH_FAILURE');
  return context.document.encrypted ? unknown('DOCUMENT_ENCRYPTED') : pass();
}

function structureFault({ range, content, located, all }: SignatureContext): StructureFault | null {
  if (isFault(range)) return range;
  if (isFault(content)) return content;
  const others = all.filter((other) => other !== located);
  if (others.some((other) => sameObject(other.dictionary.reference, located.dictionary.reference))) {
    return { code: 'FORMAT_FAILURE', rule: 'sharedByFields' };
  }
  if (others.some((other) => other.dictionary.revision === located.dictionary.revision)) {
    return { code: 'FORMAT_FAILURE', rule: 'sharedRevision' };
  }
  return null;
}

function sameObject(first: PdfReference | null, second: PdfReference | null): boolean {
  return first !== null && second !== null && first.objectNumber === second.objectNumber;
}
