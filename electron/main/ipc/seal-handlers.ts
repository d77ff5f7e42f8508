import { existsSync } from 'node:fs';
import { sealApproved } from '../../services/approvals/seal-approved.ts';
import type { GateRules } from '../../services/sealing-gate/create-gate.ts';
import type { TrustedTimes } from '../../adapters/platform-api/time-stamp-api.ts';
import type { SealRequest, StampedFile } from '../../services/documents/seal-document.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { SealOutcome } from '../../wire/window/documents.ts';
import type { SealProgress, SealStep } from '../../shared/model/sealing.ts';
import type { UseParticulars } from '../../shared/model/register.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import type { ApprovalRequests } from '../approval-requests.ts';
import type { ThreadedEngine } from '../../adapters/documents/document-operations.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import { outputPathFor } from '../documents/output-path.ts';
import { reportBroken } from '../log.ts';
import type { RunningSeal, Stoppable } from '../documents/running-seal.ts';
import type { Home } from '../../home/home.ts';
import type { HeldPinSession } from '../../home/held-pin-session.ts';
import type { TokenWatch } from '../../home/token-watch.ts';

export interface SealHandlerParts {
  readonly documents: OpenDocuments;
  readonly engine: ThreadedEngine;
  readonly watch: TokenWatch;
  readonly held: HeldPinSession;
  readonly trustFolder: string;
  readonly running: RunningSeal;
  readonly approvals: ApprovalRequests;
  readonly home: Pick<Home, 'gate'>;
  readonly trustedTimes: TrustedTimes;
  onProgress(progress: SealProgress): void;
}

export function sealHandlers(parts: SealHandlerParts): ContractHandlers['seal'] {
  const { documents, watch, running } = parts;
  return {
    start: async ({
      documentId,
      tokenSerial,
      esId,
      target,
      reason,
      approvalId,
      particulars,
      pin,
      holdPin,
      lastTryConfirmed,
    }) => {
      const inputPath = documents.pathOf(documentId);
      if (inputPath === undefined || running.busy) return failure({ code: 'INTERNAL' });
      const chosen = watch.choose(esId, tokenSerial);
      if (!chosen.ok) return chosen;
      const outputPath = outputPathFor(inputPath);
      const base = { inputPath, outputPath, chosen: chosen.value, target, lastTryConfirmed };
      const request = reason === '' ? base : { ...base, reason };
      const outcome = await running.run(documentId, (job) =>
        watch.leaveAlone(() =>
          run(request, { pin, holdPin }, { ...parts, documentId, job, particulars, approvalId }),
        ),
      );
      // A use ends idleness, and a refusal may be news to the card.
      const judged = watch.judgeAnew().catch((error: unknown) => reportBroken('the keys after a use', error));
      // The tries that remain after a refused PIN must be known before the next PIN is typed.
      if (!outcome.ok) await judged;
      return outcome;
    },
    cancel: ({ documentId }) => {
      running.cancel(documentId);
      return success(null);
    },
  };
}

interface GivenPin {
  readonly pin: Uint8Array | null;
  readonly holdPin: boolean;
}

interface RunParts extends SealHandlerParts {
  readonly documentId: string;
  readonly job: Stoppable;
  readonly particulars: UseParticulars;
  readonly approvalId: string | null;
}

async function run(
  request: SealRequest,
  { pin, holdPin }: GivenPin,
  parts: RunParts,
): Promise<Result<SealOutcome>> {
  const { documentId, job, engine: documents, particulars, approvalId, approvals } = parts;
  const tokens = parts.held.forSealing(holdPin);
  const tell = (step: SealStep, done = 0, total = 0): void =>
    parts.onProgress({ documentId, step, done, total });
  const enter = (step: SealStep): void => {
    if (job.cancelled) throw new CodedError('CANCELLED');
    tell(step);
  };
  const onProgress = (done: number, total: number): void => tell('preparing', done, total);
  const timeStamp = await parts.trustedTimes(request.chosen.info);
  const ports = {
    ...(timeStamp === undefined ? {} : { timeStamp }),
    ...{ documents, tokens, onStep: enter, onProgress, exists: existsSync },
    files: approvals.ports.files,
    gate: (rules: readonly GateRules[]) =>
      parts.home.gate(approvalId === null ? particulars.purpose : null, rules),
    approvals: approvals.ports,
  };
  const sealed = await sealApproved(request, approvalId, particulars, pin, ports);
  if (approvalId !== null) await approvals.tell();
  if (!sealed.ok) return sealed;
  tell('verifying');
  return openAndVerify(sealed.value, parts);
}

async function openAndVerify(
  { path, trustedTime }: StampedFile,
  parts: SealHandlerParts,
): Promise<Result<SealOutcome>> {
  const document = await parts.documents.open(path);
  if (!document.ok) return document;
  return success({
    document: document.value,
    report: await parts.engine.verify(path, parts.trustFolder, null),
    trustedTime,
  });
}
