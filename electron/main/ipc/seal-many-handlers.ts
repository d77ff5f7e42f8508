import { resultsTable } from '../../services/sealing-batch/results-table.ts';
import type { Language } from '../../shared/model/app-info.ts';
import { outputPatternOf, type SettingsKeeper } from '../../services/settings/settings-keeper.ts';
import { failure, resultOf, success } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { ApprovalRequests } from '../requests/approval-requests.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import type { SealingQueue } from '../documents/sealing-queue.ts';
import { addingHandlers, done, type ManyDialogs, saveTable } from './many-documents.ts';

export interface SealManyParts {
  readonly queue: SealingQueue;
  readonly documents: OpenDocuments;
  readonly approvals: Pick<ApprovalRequests, 'tell'>;
  readonly dialogs: ManyDialogs;
  readonly language: () => Language;
  readonly settings: Pick<SettingsKeeper, 'view'>;
}

/** Answers what the window asks about sealing many documents. */
export function sealManyHandlers(parts: SealManyParts): ContractHandlers['sealMany'] {
  const { queue, documents, dialogs, language, approvals, settings } = parts;
  const { batch } = queue;
  return {
    ...addingHandlers({ dialogs, purpose: 'seal', add: async (paths) => success(await batch.add(paths)) }),
    view: async () => success(await queue.view()),
    remove: ({ id }) => done(() => batch.remove(id)),
    clear: () => done(() => batch.clear()),
    chooseOutFolder: async () => {
      const folder = await dialogs.chooseFolder('sealed');
      if (folder !== null) queue.outFolder = folder;
      return success(folder);
    },
    convert: () => batch.convert(),
    check: async ({ locks, ...order }) => {
      const pattern = await resultOf(() => outputPatternOf(settings.view(), order.pattern));
      if (!pattern.ok) return pattern;
      const lock = locks ? { locks } : {};
      return batch.check({ ...order, ...lock, outFolder: queue.outFolder, withoutTimeStamp: false });
    },
    checkAgain: () =>
      batch.order === null ? Promise.resolve(failure({ code: 'BATCH_NOT_FOUND' })) : batch.check(batch.order),
    seal: async ({ tokenSerials, pins, lastTryConfirmed }) => {
      const byKey = new Map(tokenSerials.map((serial, index) => [serial, pins[index] ?? new Uint8Array()]));
      const sealed = await queue.seal(byKey, lastTryConfirmed);
      await approvals.tell();
      return sealed;
    },
    unlock: async ({ id, documentId }) => {
      const password = documents.passwordOf(documentId);
      return password === undefined ? failure({ code: 'PDF_PASSWORD_NEEDED' }) : batch.unlock(id, password);
    },
    pause: () => done(() => batch.pause()),
    cancel: () => done(() => batch.cancel()),
    resume: ({ batch: id }) => queue.resume(id),
    giveUp: ({ batch: id }) => queue.giveUp(id),
    open: async ({ id }) => {
      const item = batch.find(id);
      if (item === undefined) return failure({ code: 'FILE_NOT_FOUND' });
      const { path, outputPath, row } = item;
      return documents.open(row.state === 'sealed' && outputPath !== null ? outputPath : path);
    },
    export: async () => {
      const path = await dialogs.chooseExportPath('盖章结果.csv', 'csv', 'sealings');
      return saveTable(path, () => resultsTable(batch.items, language()));
    },
  };
}
