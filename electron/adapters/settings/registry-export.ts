import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemErrorName } from '../files/file-errors.ts';
import { fileMoves } from '../files/file-moves.ts';
import { temporaryRoot } from '../files/private-path.ts';
import { type RunProgram, runProgram } from '../systems/run-program.ts';
import { systemFolder } from '../systems/windows-programs.ts';

/** A key of Windows' registry with its values; those of its subkeys are keys of their own. */
export interface RegistryKey {
  /** Whole, such as `HKEY_LOCAL_MACHINE\SOFTWARE\…`. */
  readonly path: string;
  /** By name; the value without a name has the empty one. */
  readonly values: ReadonlyMap<string, RegistryValue>;
}

/**
 * A text of REG_SZ or, with its variables, REG_EXPAND_SZ; a number of REG_DWORD; the texts of REG_MULTI_SZ. A value of another
 * kind stays as it is written.
 */
export type RegistryValue = string | number | readonly string[];

/**
 * Returns a key and all below it; null when there is none. `reg export` writes UTF-16, whatever the code page of the computer,
 * while what `reg query` prints loses every letter that the code page lacks.
 * @param view what 64-bit programs see of the registry, or what 32-bit ones do
 * @param folder of the system's programs; by a module that Windows has loaded, since the environment is the person's to set
 * @throws the system's errors
 */
export function exportedKeys(
  key: string,
  view: 64 | 32,
  run: RunProgram = runProgram,
  folder = systemFolder(),
): RegistryKey[] | null {
  const exported = mkdtempSync(join(temporaryRoot(), 'sealdesk-registry-'));
  try {
    const file = join(exported, 'key.reg');
    try {
      run(join(folder, 'reg.exe'), ['export', key, file, '/y', `/reg:${view}`]);
    } catch (error) {
      // Status 1: there is no such key.
      if (systemErrorName(error) === 'ENOENT') return null;
      throw error;
    }
    return keysIn(readFileSync(file, 'utf16le'));
  } finally {
    fileMoves.discardTree(exported);
  }
}

/** Reads an exported text ("Windows Registry Editor Version 5.00"). */
export function keysIn(text: string): RegistryKey[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\\\r?\n\s*/g, '')
    .split(/\r?\n/);
  const keys: { readonly path: string; readonly values: Map<string, RegistryValue> }[] = [];
  for (const line of lines) {
    const path = /^\[(.+)\]$/.exec(line)?.[1];
    if (path !== undefined) keys.push({ path, values: new Map() });
    const [, named, value] = /^(@|"(?:[^"\\]|\\.)*")=(.*)$/.exec(line) ?? [];
    if (named === undefined || value === undefined) continue;
    keys.at(-1)?.values.set(named === '@' ? '' : unescaped(named.slice(1, -1)), valueOf(value));
  }
  return keys;
}

function valueOf(written: string): RegistryValue {
  if (written.startsWith('"')) return unescaped(written.slice(1, -1));
  const number = /^dword:([0-9a-f]{8})$/i.exec(written)?.[1];
  if (number !== undefined) return Number.parseInt(number, 16);
  const [, kind, octets] = /^hex\(([27])\):([0-9a-f,]*)$/i.exec(written) ?? [];
  if (octets === undefined) return written;
  const texts = Buffer.from(octets.replaceAll(',', ''), 'hex').toString('utf16le').split('\0');
  return kind === '2' ? (texts[0] ?? '') : texts.filter((part) => part !== '');
}

const unescaped = (text: string): string => text.replaceAll(/\\(.)/g, '$1');
