import type { PdfDocument } from '../../pdf/document.ts';
import { compareVersions, type RevisionDifference } from './compare-versions.ts';

/**
 * What happened to a document after one of its revisions. The sealed version is compared with the newest one;
 * where something stays unexplained that way, such as an object that one revision added and the next
 * abandoned, each revision is compared with the one before. Either way alone is proof enough.
 * @param revision index of the sealed revision
 */
export function changesSince(document: PdfDocument, revision: number): RevisionDifference {
  const atOnce = compareVersions(document.asOf(revision), document);
  const isUnexplained = atOnce.findings.some(({ severity }) => severity === 'unexplained');
  const isModified = atOnce.findings.some(({ severity }) => severity === 'modified');
  if (!isUnexplained || isModified) return atOnce;
  const steps = stepsSince(document, revision);
  return steps.some(({ findings }) => findings.length > 0) ? atOnce : { ...atOnce, findings: [] };
}

function stepsSince(document: PdfDocument, revision: number): RevisionDifference[] {
  const later = document.revisions.slice(revision + 1);
  return later.map((_revision, index) =>
    compareVersions(document.asOf(revision + index), document.asOf(revision + index + 1)),
  );
}
