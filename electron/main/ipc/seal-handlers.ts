import { basename, dirname, join } from 'node:path';
import type { HeldPinSession } from '../../home/held-pin-session.ts';
import type { Home } from '../../home/home.ts';
import type { TokenWatch } from '../../home/token-watch.ts';
import { lockRefusal } from '../../services/approvals/lock-order.ts';
import type { OpenedDocument } from '../../services/ports/files.ts';
import { examineBeforeSealing } from '../../services/preflight/preflight.ts';
import { rememberPlacement } from '../../services/presets/last-placement.ts';
import { sealDocument } from '../../services/sealing/seal-document.ts';
import {
  type ArchivableDocument,
  leastTime,
  type OrderedSeal,
  type PinOf,
} from '../../services/sealing/seal-order.ts';
import type { ChosenSeal } from '../../services/tokens/token-seals.ts';
import { freePath, outputPathFor } from '../../adapters/files/node-files.ts';
import { documentEnding, outputStem } from '../../services/documents/output-pattern.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { SealOutcome } from '../../wire/window/documents.ts';
import type { SealProgress, SealStep } from '../../shared/model/sealing.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import type { ApprovalRequests } from '../requests/approval-requests.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import type { RunningSeal, Stoppable } from '../documents/running-seal.ts';
import { reportBroken } from '../log.ts';

export interface SealHandlerParts {
  readonly home: Pick<
    Home,
    'sealing' | 'documents' | 'trustFolder' | 'records' | 'engine' | 'clock' | 'preferences'
  >;
  readonly documents: OpenDocuments;
  readonly watch: TokenWatch;
  readonly held: HeldPinSession;
  readonly running: RunningSeal;
  readonly approvals: ApprovalRequests;
  onProgress(progress: SealProgress): void;
}

type StartRequest = Parameters<ContractHandlers['seal']['start']>[0];

export function sealHandlers(parts: SealHandlerParts): ContractHandlers['seal'] {
  const { documents, watch, running } = parts;
  return {
    examine: async ({ documentId, seals, approvalId }) => {
      const each = watch.chooseEach(seals);
      if (!each.ok) return each;
      const chosen = each.value.map((seal) => seal.chosen);
      return documents.work(documentId, async ({ file }) => {
        const approval =
          approvalId === null
            ? null
            : ({ info }: ChosenSeal) => lockRefusal(approvalId, file, info.esId, parts.approvals.ports);
        return success(await examineBeforeSealing(file, chosen, parts.home.sealing, approval));
      });
    },
    plan: async ({ documentId, seals }) => {
      const each = watch.chooseEach(seals);
      if (!each.ok) return each;
      const planned = each.value.map(({ target, chosen }) => ({ target, seal: chosen.seal }));
      return documents.work(documentId, ({ file }) => parts.home.documents.rehearse(file, planned, true));
    },
    start: async (request) => {
      const { documentId } = request;
      if (documents.pathOf(documentId) === undefined || running.busy) return failure({ code: 'INTERNAL' });
      const outcome = await documents.work(documentId, (document) =>
        running.run(documentId, (job) => watch.leaveAlone(() => seal(request, document, job, parts))),
      );
      // A use ends idleness, and a refusal may be news to the card.
      const judged = watch.judgeAnew().catch((error: unknown) => reportBroken('the keys after a use', error));
      // The tries that a refused PIN has left must be known before the next PIN is typed.
      if (!outcome.ok) await judged;
      return outcome;
    },
    cancel: ({ documentId }) => {
      running.cancel(documentId);
      return success(null);
    },
  };
}

/** Returns the path of the sealed file, beside the document; by the pattern that the settings name, if they name one. */
function sealedPath(inputPath: string, { preferences, clock }: Pick<Home, 'preferences' | 'clock'>): string {
  const { outputPattern } = preferences.view();
  if (outputPattern === null) return outputPathFor(inputPath);
  const stem = outputStem(outputPattern, { inputPath, number: 1, at: clock.now() });
  return freePath(join(dirname(inputPath), stem), documentEnding(inputPath));
}

/** Seals the document that the window shows, then opens and verifies the sealed file. */
async function seal(
  request: StartRequest,
  document: OpenedDocument,
  job: Stoppable,
  parts: SealHandlerParts,
): Promise<Result<SealOutcome>> {
  const { documentId, reason, holdPin, approvalId, particulars, accepted, locks } = request;
  const seals = orderedSeals(request, parts);
  if (!seals.ok) return seals;
  const { held } = parts;
  const serials = seals.value.map(({ chosen }) => chosen.token.serial);
  const [first] = serials;
  const stood = first !== undefined && held.holds(first);
  const isOneAct = !holdPin && new Set(serials).size < serials.length;
  const tell = (step: SealStep, done = 0, total = 0): void =>
    parts.onProgress({ documentId, step, done, total });
  const sealed = await sealDocument(
    {
      ...{ document, outputPath: sealedPath(document.file.path, parts.home), particulars, accepted, locks },
      seals: seals.value,
      ...(reason === '' ? {} : { reason }),
    },
    pinsOf(request, seals.value),
    {
      ...parts.home.sealing,
      tokens: isOneAct ? held.forOneAct() : held.forSealing(holdPin),
      onStep: (step) => {
        if (job.cancelled) throw new CodedError('CANCELLED');
        tell(step);
      },
      onProgress: (done, total) => tell('preparing', done, total),
    },
  );
  // A login that the person wanted before stays, as long as no other one has taken its place.
  if (isOneAct && !(stood && held.holds(first))) await held.drop();
  if (approvalId !== null) await parts.approvals.tell();
  if (!sealed.ok) return sealed;
  if (approvalId === null) await rememberPlacement(document.file, seals.value, parts.home);
  tell('verifying');
  return openAndVerify(sealed.value, documentId, parts);
}

/** Returns the seals of an act, each on its key. Fails as the choice of a seal does. */
function orderedSeals(request: StartRequest, { watch }: SealHandlerParts): Result<readonly OrderedSeal[]> {
  const { approvalId, lastTryConfirmed } = request;
  const each = watch.chooseEach([request, ...request.further]);
  if (!each.ok) return each;
  return success(each.value.map(({ target, chosen }) => ({ chosen, target, approvalId, lastTryConfirmed })));
}

/** Gives each key its PIN: they come in the order in which the seals name the keys. */
function pinsOf({ pin, furtherPins }: StartRequest, seals: readonly OrderedSeal[]): PinOf {
  const serials = [...new Set(seals.map(({ chosen }) => chosen.token.serial))];
  const pins = [pin, ...furtherPins];
  return ({ serial }) => pins[serials.indexOf(serial)] ?? null;
}

/** @param original id of the document that was sealed, whose password opens the sealed one */
async function openAndVerify(
  { path, seals, archive, sm3After }: ArchivableDocument,
  original: string,
  { documents, home }: SealHandlerParts,
): Promise<Result<SealOutcome>> {
  const document = await documents.open(path, original);
  if (!document.ok) return document;
  return documents.work(document.value.id, async ({ file }) =>
    success({
      document: document.value,
      report: await home.documents.verify(file, home.trustFolder, null),
      trustedTime: leastTime(seals),
      archive: archive.state === 'stamped' ? { ...archive, path: basename(archive.path) } : archive,
      sm3: sm3After,
    }),
  );
}
