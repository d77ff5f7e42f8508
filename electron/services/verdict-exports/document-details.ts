import { loadSha256 } from '../../core/cms/sha256.ts';
import { signatureDetails } from '../../core/inspection/signature-details.ts';
import { verifyOfd } from '../../core/ofd/verification/verify-ofd.ts';
import { isOfd } from '../../core/pdf/other-formats.ts';
import type { SignatureEvidence } from '../../core/verification/evidence/context.ts';
import { signatureContexts } from '../../core/verification/signature-contexts.ts';
import { revisionTimeline } from '../../core/verification/timeline/revision-timeline.ts';
import { CodedError } from '../../shared/errors.ts';
import type { DocumentDetails } from '../../shared/model/document-details.ts';
import type { OpenFile } from '../ports/files.ts';
import type { ExportPorts } from './export-files.ts';
import { hashedRevisions } from '../documents/revision-history.ts';

/**
 * Tells what stands behind the report of a document, by the same evidence that verdicts rest on.
 * @throws CodedError FILE_OVER_BUDGET, FILE_CHANGED, TRUST_FOLDER_UNREADABLE, and as reading the document does
 */
export async function detailsOf(
  file: OpenFile,
  trustFolder: string,
  ports: Pick<ExportPorts, 'engine' | 'clock' | 'turn' | 'readTrust' | 'evidence'>,
): Promise<DocumentDetails> {
  const { engine, clock, readTrust, evidence } = ports;
  if (isOfd(file)) return detailsOfOfd(file, trustFolder, ports);
  const { document, contexts, revisions } = await signatureContexts(file, {
    ...{ engine, now: clock.now(), trust: readTrust(trustFolder) },
    ...(await evidence(trustFolder)),
  });
  const steps = revisionTimeline(document, revisions, contexts);
  if (document.overBudget !== null) throw document.overBudget;
  const hashes = await hashedRevisions(file, revisions, ports);
  const sha256 = await loadSha256();
  if (!file.unchanged()) throw new CodedError('FILE_CHANGED', 'changed while it was described');
  return {
    revisions: steps.map((step, at) => ({ ...step, sm3: hashes[at]?.sm3 ?? '' })),
    signatures: contexts.map((context) => signatureDetails(context, sha256)),
  };
}

/** An OFD keeps no former versions of itself: what stands behind its report are seals and certificates alone. */
async function detailsOfOfd(
  file: OpenFile,
  trustFolder: string,
  { engine, clock, readTrust, evidence }: Parameters<typeof detailsOf>[2],
): Promise<DocumentDetails> {
  const gathered: SignatureEvidence[] = [];
  const { error } = await verifyOfd(file, {
    ...{ engine, now: clock.now(), trust: readTrust(trustFolder) },
    ...(await evidence(trustFolder)),
    onGatheredOfd: (each) => gathered.push(each),
  });
  if (error !== undefined) throw new CodedError(error.code, error.code, error.details);
  const sha256 = await loadSha256();
  return { revisions: [], signatures: gathered.map((each) => signatureDetails(each, sha256)) };
}
