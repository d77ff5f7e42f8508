import type { CheckResult } from '../../../../shared/model/verification-report.ts';
import { pass, unknown } from '../../../verification/checks/verdict.ts';
import type { ZipEntry } from '../../container/zip-entry.ts';
import type { NeededPart } from '../../package/closure.ts';
import { type DoubtfulPart, filesOf, renamedParts } from '../doubtful-parts.ts';
import type { OfdSignatureContext, PackageEvidence } from '../gather-ofd.ts';

/**
 * Checks that the signature names every part that the pages need by the name that it has, and every file that other readers
 * might show in its place.
 * One that it does not name could be swapped for another, and every digest would still fit: the verdict stays open, and the
 * part is named with what it could change.
 */
export function checkOfdCoverage({ signature, around }: OfdSignatureContext): CheckResult {
  const { covered } = signature;
  const uncovered = [...around.needed, ...around.doubtful].filter(({ entry }) => !covered.has(entry));
  const open = [...uncovered, ...renamedParts(signature), ...around.unlike];
  if (open.length > 0) return unknown('OFD_PARTS_NOT_COVERED', factsOf(open));
  const facts = { coveredParts: covered.size };
  const further = furtherParts(around, covered);
  if (further.length > 0) return pass('OFD_EXTRAS_NOT_COVERED', { ...facts, openParts: listOf(further) });
  const isLocked = covered.has(around.ofd.entry) && covered.has(signature.list.entry);
  return isLocked ? pass('COVERS_WHOLE_FILE', facts) : pass('OFD_COVERS_PARTS', facts);
}

/** More are counted, and not listed. */
const MOST_LISTED = 5;

function listOf(entries: readonly ZipEntry[]): string {
  const names = entries.slice(0, MOST_LISTED).map(({ name }) => name);
  return [...names, ...(entries.length > MOST_LISTED ? ['…'] : [])].join(', ');
}

/** The kinds come in the order of weight: what a reader sees first of all. */
function factsOf(open: readonly (NeededPart | DoubtfulPart)[]): NonNullable<CheckResult['facts']> {
  const entries = [...new Set(open.map(({ entry }) => entry))];
  const [first] = open;
  return {
    openParts: listOf(entries),
    openPartCount: entries.length,
    ...(first === undefined ? {} : { openPartRole: first.kind }),
  };
}

/**
 * Lists the parts that no page needs and the signature does not name, such as attachments. What every signature leaves out
 * is judged by its meaning: the part that names the documents, the lists of signatures, and the files of other signatures. The
 * former is listed if programs keep data in it, such as the number and the sum of an invoice.
 */
function furtherParts({ ofd, all }: PackageEvidence, covered: ReadonlySet<ZipEntry>): readonly ZipEntry[] {
  const ofSignatures = all.flatMap((signature) => filesOf(signature));
  const holdsData = ofd.bodies.some(({ customData }) => customData.size > 0);
  const known = new Set<ZipEntry>([...(holdsData ? [] : [ofd.entry]), ...ofSignatures, ...covered]);
  return ofd.container.entries.filter((entry) => !entry.isFolder && !known.has(entry));
}
