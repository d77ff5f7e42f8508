import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import type { EvidenceStore } from '../../services/platform/platform-evidence.ts';
import { connect } from '../../wire/client.ts';
import { methods, remotePort } from '../../wire/methods.ts';
import type { Port } from '../../wire/ports.ts';

/** What a document worker is started with. */
export interface DocumentWorkerData {
  /** Folder of the world whose platforms and policies verdicts go by. */
  readonly home: string;
}

/** All that the app asks a document worker. */
export const documentMethods = methods<DocumentEngine>({
  summarise: {},
  prepare: { tellsProgress: true, cancelledByMemory: true },
  complete: {},
  discard: {},
  verify: {},
  revocationOf: {},
  acceptTimeStamp: {},
});

/** All that a document worker, in the middle of its work, asks the store of the home. */
export const evidenceMethods = methods<EvidenceStore>({
  lists: {},
  sealEvents: {},
  lastStatusNumber: {},
  existedBy: {},
});

/** Returns the store of the home as a document worker asks it, over the worker's own port. */
export function remoteEvidence(port: Port): EvidenceStore {
  const { calls } = connect(evidenceMethods, () => port, {
    failure: () => new Error('the app ended before it answered a document worker'),
    rejectsBroken: true,
  });
  return remotePort<EvidenceStore>(evidenceMethods, calls);
}
