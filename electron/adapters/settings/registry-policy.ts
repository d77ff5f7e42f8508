import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemErrorName } from '../files/file-errors.ts';
import { type RunProgram, runProgram } from '../systems/run-program.ts';
import { systemFolder } from '../systems/windows.ts';

/** Where group policies of the computer lie; only an administrator can write there. */
const KEY = String.raw`HKLM\SOFTWARE\Policies\SealDesk`;
const HEADING = /^\[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\SealDesk\]$/i;

/** What the registry holds as a text of JSON, because it has no such values itself. */
const AS_JSON: readonly string[] = ['platforms'];
/** What is true by the number 1. */
const SWITCHES: readonly string[] = ['approval'];

/**
 * Returns the policy of the registry as JSON; null when there is none. `reg export` writes UTF-16, whatever the code page of
 * the computer, while what `reg query` prints loses every letter that the code page lacks.
 * @param folder of the system's programs; by a module that Windows has loaded, since the environment is the person's to set
 * @throws the system's errors
 */
export function readRegistryPolicy(run: RunProgram = runProgram, folder = systemFolder()): string | null {
  const exported = mkdtempSync(join(tmpdir(), 'sealdesk-policy-'));
  try {
    const file = join(exported, 'policy.reg');
    try {
      run(join(folder, 'reg.exe'), ['export', KEY, file, '/y', '/reg:64']);
    } catch (error) {
      // Status 1: there is no such key.
      if (systemErrorName(error) === 'ENOENT') return null;
      throw error;
    }
    return registryJson(readFileSync(file, 'utf16le'));
  } finally {
    rmSync(exported, { recursive: true, force: true });
  }
}

/**
 * Reads the values of the program's key from an exported text ("Windows Registry Editor Version 5.00"): REG_SZ, REG_DWORD
 * and REG_MULTI_SZ. A value of another kind stays as its text, which no setting takes.
 */
export function registryJson(text: string): string {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\\\r?\n\s*/g, '')
    .split(/\r?\n/);
  const start = lines.findIndex((line) => HEADING.test(line));
  const rest = start === -1 ? [] : lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith('['));
  const values = rest.slice(0, end === -1 ? rest.length : end).flatMap((line) => {
    const [, name, value] = /^"((?:[^"\\]|\\.)*)"=(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[unescaped(name), value] as const];
  });
  return JSON.stringify(Object.fromEntries(values.map(([name, value]) => [name, valueOf(name, value)])));
}

function valueOf(name: string, written: string): unknown {
  if (written.startsWith('"')) {
    const text = unescaped(written.slice(1, -1));
    return AS_JSON.includes(name) ? jsonOrText(text) : text;
  }
  const number = /^dword:([0-9a-f]{8})$/i.exec(written)?.[1];
  if (number !== undefined) {
    const value = Number.parseInt(number, 16);
    return SWITCHES.includes(name) && value <= 1 ? value === 1 : value;
  }
  const octets = /^hex\(7\):([0-9a-f,]*)$/i.exec(written)?.[1];
  if (octets === undefined) return written;
  const bytes = Buffer.from(octets.replaceAll(',', ''), 'hex');
  return bytes
    .toString('utf16le')
    .split('\0')
    .filter((part) => part !== '');
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const unescaped = (text: string): string => text.replaceAll(/\\(.)/g, '$1');
