import type { VerificationBatch } from '../../services/verification-batch/verification-batch.ts';
import { success, type Result } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { AddedFiles } from '../../wire/window/verify-many.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import { addingHandlers, done, type ManyDialogs, saveTable } from './many-documents.ts';

interface VerifyManyParts {
  readonly batch: VerificationBatch;
  readonly documents: OpenDocuments;
  readonly dialogs: ManyDialogs;
}

/** Answers what the window asks about verifying many documents. */
export function verifyManyHandlers({
  batch,
  documents,
  dialogs,
}: VerifyManyParts): ContractHandlers['verifyMany'] {
  const add = async (paths: readonly string[]): Promise<Result<AddedFiles>> => {
    const { only, ...added } = await batch.add(paths);
    if (only === null) return success({ kind: 'table', ...added });
    return success({ kind: 'document', document: await documents.open(only) });
  };
  return {
    ...addingHandlers({ dialogs, purpose: 'verify', add }),
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
      return saveTable(path, () => batch.written(format));
    },
  };
}
