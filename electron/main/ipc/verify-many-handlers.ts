import { resolve } from 'node:path';
import { saveWhole } from '../../adapters/files/node-files.ts';
import { fileNameOf } from '../../services/documents/file-facts.ts';
import type { VerificationBatch } from '../../services/verification-batch/verification-batch.ts';
import { success, type Result } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { AddedFiles } from '../../wire/window/verify-many.ts';
import type { Dialogs } from '../dialogs.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';

interface VerifyManyParts {
  readonly batch: VerificationBatch;
  readonly documents: OpenDocuments;
  readonly dialogs: Pick<Dialogs, 'chooseDocuments' | 'chooseFolder' | 'chooseExportPath'>;
}

/** Paths come from drops and dialogs alone; the window names documents by id. */
export function verifyManyHandlers({
  batch,
  documents,
  dialogs,
}: VerifyManyParts): ContractHandlers['verifyMany'] {
  const add = async (paths: readonly string[]): Promise<Result<AddedFiles>> => {
    const { only, ...added } = await batch.add(paths.map((path) => resolve(path)));
    if (only === null) return success({ kind: 'table', ...added });
    return success({ kind: 'document', document: await documents.open(only) });
  };
  const addChosen = async (paths: readonly string[] | null): Promise<Result<AddedFiles | null>> =>
    paths === null ? success(null) : add(paths);
  const done = (work: () => void): Result<null> => {
    work();
    return success(null);
  };
  return {
    addDropped: add,
    chooseFiles: async () => addChosen(await dialogs.chooseDocuments('verify')),
    chooseFolder: async () => {
      const folder = await dialogs.chooseFolder('verify');
      return addChosen(folder === null ? null : [folder]);
    },
    view: () => success(batch.view()),
    cancel: () => done(() => batch.cancel()),
    retry: () => done(() => batch.retry()),
    clear: () => done(() => batch.clear()),
    open: async ({ id }) => {
      const path = batch.pathOf(id);
      return path.ok ? documents.open(path.value) : path;
    },
    export: async ({ format }) => {
      const path = await dialogs.chooseExportPath(`验章结果.${format}`, format, 'verification');
      if (path === null) return success(null);
      const saved = await saveWhole(path, batch.written(format));
      return saved.ok ? success(fileNameOf(path)) : saved;
    },
  };
}
