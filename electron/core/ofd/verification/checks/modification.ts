import type { CheckResult } from '../../../../shared/model/verification-report.ts';
import { fail, pass, unknown } from '../../../verification/checks/verdict.ts';
import { haveSeveralRoots } from '../../signatures/entry-meaning.ts';
import type { OfdSignatureContext } from '../gather-ofd.ts';
import type { OfdSignature } from '../ofd-signature.ts';

/**
 * Judges by their meaning the parts that every later seal must change, OFD.xml and Signatures.xml: there is one document
 * without further versions, its root is the one that was signed, and nothing but signatures was added.
 */
export function checkOfdModification(context: OfdSignatureContext): CheckResult {
  const open = openEntry(context);
  if (open !== null) return unknown('OFD_ENTRY_OPEN', { entryRule: open });
  if (removedSignature(context)) return fail('MODIFIED_SINCE', { what: 'signatureRemoved' });
  const later = laterThan(context.signature, context.around.all);
  return later.length === 0 ? pass() : pass('SEALED_AGAIN_SINCE', { signatures: later.length });
}

/** Lists the signatures that one does not cover: they were made after it, or beside it. */
export function laterThan(signature: OfdSignature, all: readonly OfdSignature[]): readonly OfdSignature[] {
  return all.filter((other) => other !== signature && !signature.covered.has(other.file.entry));
}

type EntryRule = 'documents' | 'versions' | 'elements' | 'root';

/** Finds out where OFD.xml may lead beside what was signed; null if nowhere. */
function openEntry({ signature: { covered }, around }: OfdSignatureContext): EntryRule | null {
  const { ofd, entryMayLeadElsewhere, rootName } = around;
  const isSigned = covered.has(ofd.entry);
  const versions = ofd.bodies.flatMap((body) => body.versions);
  const areCovered = versions.every(({ entry }) => entry !== null && covered.has(entry));
  if (versions.length > 0 && !(isSigned && areCovered)) return 'versions';
  if (isSigned) return null;
  if (ofd.bodies.length > 1) return 'documents';
  if (entryMayLeadElsewhere) return 'elements';
  return haveSeveralRoots(covered, rootName) ? 'root' : null;
}

/** A signature that was there when this one was made, and that the list names no more. */
function removedSignature({
  signature: { covered },
  around: { ofd, all, rootName },
}: OfdSignatureContext): boolean {
  const listed = new Set(all.map(({ file }) => file.entry));
  const others = [...covered].filter((entry) => !listed.has(entry) && entry !== ofd.entry);
  return others.some((entry) => rootName(entry) === 'Signature');
}
