import { resolve } from 'node:path';
import { saveWhole } from '../../adapters/files/node-files.ts';
import { fileNameOf } from '../../services/documents/file-facts.ts';
import { success, type Result } from '../../shared/result.ts';
import type { Dialogs } from '../window/dialogs.ts';

// What the window asks of a table of many documents, whether they are verified or sealed.

export type ManyDialogs = Pick<Dialogs, 'chooseDocuments' | 'chooseFolder' | 'chooseExportPath'>;

interface AddingParts<Added> {
  readonly dialogs: ManyDialogs;
  readonly purpose: 'verify' | 'seal';
  /** @param paths of files and folders, absolute */
  readonly add: (paths: readonly string[]) => Promise<Result<Added>>;
}

interface AddingHandlers<Added> {
  addDropped(paths: readonly string[]): Promise<Result<Added>>;
  chooseFiles(): Promise<Result<Added | null>>;
  chooseFolder(): Promise<Result<Added | null>>;
}

/** Paths come from drops and dialogs alone; the window names documents by id. */
export function addingHandlers<Added>({ dialogs, purpose, add }: AddingParts<Added>): AddingHandlers<Added> {
  const addDropped = (paths: readonly string[]): Promise<Result<Added>> =>
    add(paths.map((path) => resolve(path)));
  const addChosen = async (paths: readonly string[] | null): Promise<Result<Added | null>> =>
    paths === null ? success(null) : addDropped(paths);
  return {
    addDropped,
    chooseFiles: async () => addChosen(await dialogs.chooseDocuments(purpose)),
    chooseFolder: async () => {
      const folder = await dialogs.chooseFolder(purpose);
      return addChosen(folder === null ? null : [folder]);
    },
  };
}

/** Answers that something is done. */
export async function done(work: () => void | Promise<void>): Promise<Result<null>> {
  await work();
  return success(null);
}

/** Writes a table where the person says. @returns the name of the file; null where they change their mind */
export async function saveTable(
  path: string | null,
  table: () => Parameters<typeof saveWhole>[1],
): Promise<Result<string | null>> {
  if (path === null) return success(null);
  const saved = await saveWhole(path, table());
  return saved.ok ? success(fileNameOf(path)) : saved;
}
