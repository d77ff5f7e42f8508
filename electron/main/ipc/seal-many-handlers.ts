import { resolve } from 'node:path';
import { saveWhole } from '../../adapters/files/node-files.ts';
import { fileNameOf } from '../../services/documents/file-facts.ts';
import { resultsTable } from '../../services/sealing-batch/results-table.ts';
import type { Language } from '../../shared/model/app-info.ts';
import type { AddedToBatch } from '../../shared/model/verification-batch.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { Dialogs } from '../dialogs.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import type { SealingQueue } from '../sealing-queue.ts';

export interface SealManyParts {
  readonly queue: SealingQueue;
  readonly documents: OpenDocuments;
  readonly dialogs: Dialogs;
  readonly language: () => Language;
}

/** Answers what the window asks about sealing many documents. */
export function sealManyHandlers(parts: SealManyParts): ContractHandlers['sealMany'] {
  const { queue, documents, dialogs, language } = parts;
  const { batch } = queue;
  const add = async (paths: readonly string[]): Promise<Result<AddedToBatch>> =>
    success(await batch.add(paths.map((path) => resolve(path))));
  const addChosen = async (paths: readonly string[] | null): Promise<Result<AddedToBatch | null>> =>
    paths === null ? success(null) : add(paths);
  const done = (work: () => void): Result<null> => {
    work();
    return success(null);
  };
  return {
    addDropped: add,
    chooseFiles: async () => addChosen(await dialogs.chooseDocuments('seal')),
    chooseFolder: async () => {
      const folder = await dialogs.chooseFolder('seal');
      return addChosen(folder === null ? null : [folder]);
    },
    view: async () => success(await queue.view()),
    remove: ({ id }) => done(() => batch.remove(id)),
    clear: async () => {
      await batch.clear();
      return success(null);
    },
    chooseOutFolder: async () => {
      const folder = await dialogs.chooseFolder('sealed');
      if (folder !== null) queue.outFolder = folder;
      return success(folder);
    },
    check: (order) => batch.check({ ...order, outFolder: queue.outFolder, withoutTimeStamp: false }),
    checkAgain: () =>
      batch.order === null ? Promise.resolve(failure({ code: 'BATCH_NOT_FOUND' })) : batch.check(batch.order),
    seal: ({ tokenSerial, pin, lastTryConfirmed }) => queue.seal(tokenSerial, pin, lastTryConfirmed),
    pause: () => done(() => batch.pause()),
    cancel: async () => {
      await batch.cancel();
      return success(null);
    },
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
      if (path === null) return success(null);
      const saved = await saveWhole(path, resultsTable(batch.items, language()));
      return saved.ok ? success(fileNameOf(path)) : saved;
    },
  };
}
