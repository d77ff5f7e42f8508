import type { RunProgram } from '../systems/run-program.ts';
import { exportedKeys, keysIn, type RegistryKey, type RegistryValue } from './registry-export.ts';

/** Where group policies of the computer lie; only an administrator can write there. */
const KEY = String.raw`HKLM\SOFTWARE\Policies\SealDesk`;
const PATH = /^HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\SealDesk$/i;

/** What the registry holds as a text of JSON, because it has no such values itself. */
export const AS_JSON: readonly string[] = ['platforms'];
/** What is true by the number 1. */
const SWITCHES: readonly string[] = ['approval', 'expiredUpdateBundles'];

/**
 * Returns the policy of the registry as JSON; null when there is none.
 * @throws the system's errors
 */
export function readRegistryPolicy(run?: RunProgram, folder?: string): string | null {
  const keys = exportedKeys(KEY, 64, run, folder);
  return keys === null ? null : policyJson(keys);
}

/** Reads the values of the program's key from an exported text. A value of a kind that no setting takes stays as its text. */
export function registryJson(text: string): string {
  return policyJson(keysIn(text));
}

function policyJson(keys: readonly RegistryKey[]): string {
  const values = keys.find(({ path }) => PATH.test(path))?.values ?? new Map<string, RegistryValue>();
  return JSON.stringify(
    Object.fromEntries([...values].map(([name, value]) => [name, settingOf(name, value)] as const)),
  );
}

function settingOf(name: string, value: RegistryValue): unknown {
  if (typeof value === 'string' && AS_JSON.includes(name)) return jsonOrText(value);
  if (typeof value === 'number' && SWITCHES.includes(name) && value <= 1) return value === 1;
  return value;
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
