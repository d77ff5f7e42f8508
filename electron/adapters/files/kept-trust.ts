import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { readTrustStore, type TrustStore } from '../../core/x509/trust-store.ts';
import { systemErrorName } from './file-errors.ts';
import { readTrustFolder } from './trust-folder.ts';

/** @returns what a trust folder holds now. Throws TRUST_FOLDER_UNREADABLE */
export type ReadTrust = (folder: string) => TrustStore;

/**
 * Reads a trust folder again only where it has changed: lists may have a million entries, and what was read, and
 * every signature that was checked on it, serves any number of documents.
 */
export function keptTrust(): ReadTrust {
  let kept: { readonly stamp: string; readonly trust: TrustStore } | null = null;
  return (folder) => {
    const stamp = stampOf(folder);
    if (kept?.stamp !== stamp) kept = { stamp, trust: readTrustStore(readTrustFolder(folder)) };
    return kept.trust;
  };
}

/** Changes with every file of the folder and of those within it. */
function stampOf(folder: string): string {
  const names = namesIn(folder);
  return JSON.stringify([folder, names.map((name) => [name, ...factsOf(join(folder, name))])]);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  } catch (error) {
    if (systemErrorName(error) === undefined) throw error;
    return [];
  }
}

function factsOf(path: string): number[] {
  const status = statSync(path, { throwIfNoEntry: false });
  return status === undefined ? [] : [status.size, status.mtimeMs, status.ino];
}
