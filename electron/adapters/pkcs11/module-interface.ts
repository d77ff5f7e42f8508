/** What a module speaks: PKCS#11, or SKF (GM/T 0016). */
export type ModuleInterface = 'pkcs11' | 'skf';

/** A function that every module of a kind exports; its name stands in the file as it is, in every format. */
const ENTRY_POINTS = { pkcs11: 'C_GetFunctionList', skf: 'SKF_EnumDev' } as const;

/**
 * The interface of a module by its file, before any of its code runs. One that exports both is taken as PKCS#11.
 * @returns null where it exports neither
 */
export function interfaceIn(file: Buffer): ModuleInterface | null {
  const holds = (name: string): boolean => file.includes(`${name}\0`, 0, 'latin1');
  if (holds(ENTRY_POINTS.pkcs11)) return 'pkcs11';
  return holds(ENTRY_POINTS.skf) ? 'skf' : null;
}
