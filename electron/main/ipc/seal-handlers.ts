import { sealDocument, type SealRequest } from '../../services/seal-document.ts';
import type { TokenPort } from '../../services/ports.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Contract, SealOutcome } from '../../shared/ipc/contract.ts';
import type { Handlers } from '../../shared/ipc/define.ts';
import type { SealProgress, SealStep } from '../../shared/model/open-document.ts';
import { failure, resultOf, success, type Result } from '../../shared/result.ts';
import type { ThreadedEngine } from '../document-engine/threaded-engine.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import { outputPathFor } from '../documents/output-path.ts';
import type { TokenDesk } from '../tokens/token-desk.ts';

export interface SealHandlerParts {
  readonly documents: OpenDocuments;
  readonly engine: ThreadedEngine;
  readonly desk: TokenDesk;
  readonly tokens: TokenPort;
  readonly trustFolder: string;
  onProgress(progress: SealProgress): void;
}

/** A seal that is under way; a window seals one document at a time. */
interface Job {
  readonly documentId: string;
  cancelled: boolean;
}

export function sealHandlers(parts: SealHandlerParts): Handlers<Contract>['seal'] {
  let job: Job | null = null;
  return {
    start: async ({ documentId, tokenSerial, esId, target, reason, pin }) => {
      const inputPath = parts.documents.pathOf(documentId);
      if (inputPath === undefined || job !== null) return failure({ code: 'INTERNAL' });
      const current: Job = (job = { documentId, cancelled: false });
      try {
        const chosen = parts.desk.choose(esId, tokenSerial);
        if (!chosen.ok) return chosen;
        const base = { inputPath, outputPath: outputPathFor(inputPath), chosen: chosen.value, target };
        const request = reason === '' ? base : { ...base, reason };
        return await parts.desk.leaveAlone(() => run(request, pin, current, parts));
      } finally {
        job = null;
      }
    },
    cancel: ({ documentId }) => {
      if (job?.documentId === documentId) {
        job.cancelled = true;
        parts.engine.cancelPreparation();
      }
      return success(null);
    },
  };
}

async function run(
  request: SealRequest,
  pin: Uint8Array,
  job: Job,
  parts: SealHandlerParts,
): Promise<Result<SealOutcome>> {
  const tell = (step: SealStep, done = 0, total = 0): void =>
    parts.onProgress({ documentId: job.documentId, step, done, total });
  const enter = (step: SealStep): void => {
    if (job.cancelled) throw new CodedError('CANCELLED');
    tell(step);
  };
  const { engine: documents, tokens } = parts;
  const onProgress = (done: number, total: number): void => tell('preparing', done, total);
  const sealed = await resultOf(() =>
    sealDocument(request, pin, { documents, tokens, onStep: enter, onProgress }),
  );
  if (!sealed.ok) return sealed;
  if (!sealed.value.ok) return sealed.value;
  tell('verifying');
  return openAndVerify(sealed.value.value.path, parts);
}

async function openAndVerify(path: string, parts: SealHandlerParts): Promise<Result<SealOutcome>> {
  const document = await parts.documents.open(path);
  if (!document.ok) return document;
  return success({
    document: document.value,
    report: await parts.engine.verify(path, parts.trustFolder, null),
  });
}
