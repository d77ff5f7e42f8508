import { readFileSync } from 'node:fs';

/** What a module speaks, by the functions that it exports. */
export type ModuleInterface = 'pkcs11' | 'skf';

const ENTRY_POINTS = { pkcs11: 'C_GetFunctionList', skf: 'SKF_EnumDev' } as const;

/**
 * Tells the interface of a module before any of its code runs: exported names stand in the file as they are, in
 * every format. A module with both is taken as PKCS#11; one that cannot be read too, which then says why.
 */
export function interfaceOf(path: string): ModuleInterface {
  const content = contentOf(path);
  const holds = (name: string): boolean => content.includes(`${name}\0`, 0, 'latin1');
  return holds(ENTRY_POINTS.skf) && !holds(ENTRY_POINTS.pkcs11) ? 'skf' : 'pkcs11';
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
