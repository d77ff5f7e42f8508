import { systemClock, systemRandom } from '../../adapters/system.ts';
import { nodeFiles } from '../../adapters/files/node-files.ts';
import { readTrustedCertificates } from '../../adapters/files/trust-folder.ts';
import { readTrustStore } from '../../core/x509/trust-store.ts';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import type { ApprovalPorts } from '../../services/approvals/ports.ts';
import { unwrap } from '../../shared/result.ts';
import { ApprovalDesk, type ApprovalDeskParts } from './approval-desk.ts';

export interface OpenApprovalsParts
  extends
    Pick<ApprovalDeskParts, 'documents' | 'desk' | 'changed' | 'platforms' | 'notify'>,
    Pick<ApprovalPorts, 'records' | 'engine' | 'recorder'> {
  readonly documentEngine: DocumentEngine;
  readonly trustFolder: string;
}

/** Certificates of approvers are judged by the same folder as signatures. */
export function openApprovals(parts: OpenApprovalsParts): ApprovalDesk {
  const { records, engine, recorder, documentEngine, trustFolder } = parts;
  return new ApprovalDesk({
    ...parts,
    ports: {
      records,
      engine,
      recorder,
      clock: systemClock,
      random: systemRandom,
      // Lists may have a million entries: they are read and asked off this thread.
      trust: async () => readTrustStore(readTrustedCertificates(trustFolder)),
      revokedSince: async (certificate) =>
        unwrap(await documentEngine.revocationOf(certificate, trustFolder)).revokedSince,
    },
    documentPorts: { documents: documentEngine, files: nodeFiles, engine },
  });
}
