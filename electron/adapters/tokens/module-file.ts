import { closeSync, existsSync, readSync } from 'node:fs';
import { type LoadingProcess, misfitOf, readModuleHeader } from '../../core/module-header/module-header.ts';
import type { AppError } from '../../shared/errors.ts';
import type { ModuleHeader } from '../../shared/model/driver-report.ts';
import { isRegularFile, openRegularFile, readRegularFile } from '../files/regular-file.ts';

/** More than any header lies in. */
const HEADER_BYTES = 64 * 1024;

/** Larger than any module; what is larger is not read whole. */
const LARGEST_MODULE = 256 * 1024 * 1024;

const SYSTEMS: Readonly<Partial<Record<NodeJS.Platform, ModuleHeader['system']>>> = {
  win32: 'windows',
  darwin: 'macos',
};

/** Node's names of the architectures whose words have 32 bits. */
const ARCHITECTURES_32: readonly string[] = ['ia32', 'arm', 'mips', 'mipsel'];

/** This process, which loads as its token hosts do. */
export function thisProcess(): LoadingProcess {
  return {
    system: SYSTEMS[process.platform] ?? 'linux',
    architecture: process.arch,
    bits: ARCHITECTURES_32.includes(process.arch) ? 32 : 64,
  };
}

export interface InspectedFile {
  readonly header: ModuleHeader | null;
  /** Known by the names that the file exports; none when it exports neither interface's, or is for another system. */
  readonly kinds: readonly ModuleInterface[];
  /** Why the module is not to be loaded; null when it may be. */
  readonly error: AppError | null;
}

/**
 * Looks into a module's file without loading it: loading runs the vendor's code.
 * @param loaders the processes that could load it, this one first
 */
export function inspectModuleFile(path: string, loaders: readonly LoadingProcess[]): InspectedFile {
  if (!existsSync(path)) return { header: null, kinds: [], error: { code: 'MODULE_MISSING' } };
  if (!isRegularFile(path)) return { header: null, kinds: [], error: { code: 'MODULE_NOT_A_DRIVER' } };
  try {
    const header = readModuleHeader(beginningOf(path));
    const misfit = commonMisfit(header, loaders);
    if (misfit !== null && misfit.code !== 'MODULE_WRONG_BITNESS')
      return { header, kinds: [], error: misfit };
    const kinds = interfacesIn(bufferOver(readRegularFile(path, { most: LARGEST_MODULE })));
    return { header, kinds, error: misfit ?? (kinds.length === 0 ? { code: 'MODULE_NOT_A_DRIVER' } : null) };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return { header: null, kinds: [], error: { code: 'MODULE_LOAD_FAILED', details: { reason } } };
  }
}

/** Why none of the processes can load a module, by the first of them; null if one can. */
function commonMisfit(header: ModuleHeader | null, loaders: readonly LoadingProcess[]): AppError | null {
  const misfits = loaders.map((loader) => misfitOf(header, loader));
  return misfits.includes(null) ? null : (misfits[0] ?? null);
}

/** Returns the header of a module's file; null when it has none or cannot be read. */
export function headerOf(path: string): ModuleHeader | null {
  try {
    return readModuleHeader(beginningOf(path));
  } catch {
    return null;
  }
}

const bufferOver = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/** @throws the system's error, FILE_NOT_REGULAR */
function beginningOf(path: string): Uint8Array {
  const { descriptor, status } = openRegularFile(path);
  try {
    if (status.size > LARGEST_MODULE) return new Uint8Array();
    const bytes = new Uint8Array(HEADER_BYTES);
    return bytes.subarray(0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

/** What a module speaks: PKCS#11, or SKF (GM/T 0016). */
export type ModuleInterface = 'pkcs11' | 'skf';

/** A function that every module of a kind exports; its name stands in the file as it is, in every format. */
const ENTRY_POINTS = { pkcs11: 'C_GetFunctionList', skf: 'SKF_EnumDev' } as const;

/** Returns the interfaces of a module by its file, before any of its code runs: PKCS#11 first, none when it exports neither. */
export function interfacesIn(file: Buffer): readonly ModuleInterface[] {
  const holds = (name: string): boolean => file.includes(`${name}\0`, 0, 'latin1');
  return (['pkcs11', 'skf'] as const).filter((kind) => holds(ENTRY_POINTS[kind]));
}

/**
 * A library that exports both interfaces is two drivers for one key. The one over PKCS#11 is named by the file's path, the one over
 * SKF by the path with this behind it.
 */
const SKF_SIDE = '#skf';

/** The name of the driver over SKF in a library that exports both interfaces. */
export const skfSideOf = (file: string): string => `${file}${SKF_SIDE}`;

/** Tells whether a name is that of such a driver. */
export const isSkfSide = (module: string): boolean => module.endsWith(SKF_SIDE);

/** The path of the file behind the name of a driver. */
export const fileOfModule = (module: string): string =>
  isSkfSide(module) ? module.slice(0, -SKF_SIDE.length) : module;
