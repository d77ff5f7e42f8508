import type { TilingRule } from '../../../shared/model/tiling-rule.ts';
import type { CheckResult, ReasonCode } from '../../../shared/model/verification-report.ts';
import { equalBytes } from '../../bytes/byte-arrays.ts';
import type { PdfReference } from '../../pdf/syntax/objects.ts';
import type { TilingFault } from '../../pdf/tiling/tiling-fault.ts';
import type { SealSignature } from '../../seal/seal-signature.ts';
import { isFault, type SignatureContext } from '../evidence/context.ts';
import type { StructureFault } from '../evidence/signature-content.ts';
import { sameButLineEnd } from '../evidence/covered-range.ts';
import { checkMessageIntegrity } from './message.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import { fail, pass, skipped, unknown } from './verdict.ts';

/**
 * Checks that the signed bytes are the sealed ones: the signature dictionary is in order, no other field or
 * range takes its place, and the document's hash is the signed one.
 */
export function checkIntegrity(context: SignatureContext): CheckResult {
  const fault = structureFault(context);
  if (fault !== null) return fail(fault.code, { rule: fault.rule });
  const { content, documentHash } = context;
  if (isFault(content) || content.kind === 'unreadable') return fail('FORMAT_FAILURE', { rule: 'der' });
  if (content.kind === 'outdated') return unknown('SIGNATURE_FORM_OUTDATED', { form: content.form });
  const signed =
    content.kind === 'seal'
      ? sealedHash(content.signature, documentHash)
      : checkMessageIntegrity(content, context);
  if (signed.result !== 'pass') return signed;
  if (context.document.closed !== null) return unknown('DOCUMENT_ENCRYPTED');
  if (isFault(context.range)) return signed;
  // What a later revision could make appear. As long as none does, it hides nothing.
  const unresolvedEntries = context.tiling.unresolvedAt(context.range.revision).length;
  return unresolvedEntries === 0 ? signed : pass('ENTRIES_UNRESOLVED', { unresolvedEntries });
}

function sealedHash({ dataHash }: SealSignature, documentHash: Uint8Array | null): CheckResult {
  return documentHash !== null && equalBytes(documentHash, dataHash) ? pass() : fail('HASH_FAILURE');
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

/**
 * Checks how much of the file the signature covers: all of it, or one of its revisions. Every byte behind
 * that revision must belong to a later one; only a line end may be left over (incremental-saving attacks).
 */
export function checkCoverage({ range, source, document, tiling }: SignatureContext): CheckResult {
  if (isFault(range)) return skipped();
  const facts = { coveredBytes: range.end, fileBytes: source.size };
  if (sameButLineEnd(source, range.end, source.size)) return pass('COVERS_WHOLE_FILE', facts);
  const later = document.revisions.slice(range.revision + 1);
  const last = later.at(-1)?.end ?? null;
  const tiled = later.every(({ end }) => end !== null);
  if (!tiled || last === null || !sameButLineEnd(source, last, source.size)) {
    return fail('COVERAGE_INCOMPLETE', facts);
  }
  const found = tiling.faultAfter(range.revision);
  if (found !== null) {
    return fail(codeOf(found), { ...facts, tilingRule: found.rule, tilingOffset: found.offset });
  }
  return pass('COVERS_REVISION', facts);
}

/** Faults of a section as a whole; the others are of some bytes behind the sealed version. */
const SECTION_RULES: ReadonlySet<TilingRule> = new Set([
  'tableForm',
  'sectionStreamForm',
  'size',
  'previous',
  'hybrid',
  'duplicateNumber',
  'ending',
  'linearizedLength',
]);

function codeOf({ rule }: TilingFault): ReasonCode {
  return SECTION_RULES.has(rule) ? 'SECTION_NOT_CANONICAL' : 'BYTES_UNACCOUNTED';
}

/**
 * Checks the changes of later revisions. Another party's seal is normal and leaves this one valid; a change
 * that may alter what the pages show does not.
 */
export function checkModification({ range, document, tiling, changes }: SignatureContext): CheckResult {
  if (isFault(range)) return skipped();
  if (range.revision === document.revisions.length - 1) return pass();
  if (tiling.isCompletedSince(range.revision)) return fail('MODIFIED_SINCE', { what: 'unresolvedEntry' });
  // An object that matters cannot be read now: a change made it so, since the seal's own bytes are whole.
  const difference = orNullIfDamaged(() => changes.since(range.revision));
  if (difference === null) return fail('MODIFIED_SINCE', { what: 'unreadableObject' });
  const modified = difference.findings.find(({ severity }) => severity === 'modified');
  if (modified !== undefined) return fail('MODIFIED_SINCE', { what: modified.what });
  const [unexplained] = difference.findings;
  if (unexplained !== undefined) return unknown('CHANGES_UNEXPLAINED', { what: unexplained.what });
  if (difference.signatures > 0) return pass('SEALED_AGAIN_SINCE', { signatures: difference.signatures });
  return difference.extends ? pass('EXTENDED_SINCE') : pass();
}
