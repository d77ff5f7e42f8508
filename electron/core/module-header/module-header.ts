import type { AppError } from '../../shared/errors.ts';
import type { ModuleHeader, ModuleMachine } from '../../shared/model/driver-report.ts';

/** Reads numbers from the beginning of a program file; null for numbers beyond it. */
interface HeaderView {
  u16(offset: number, littleEndian: boolean): number | null;
  u32(offset: number, littleEndian: boolean): number | null;
}

function headerView(bytes: Uint8Array): HeaderView {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (offset: number, length: number): boolean => offset >= 0 && offset + length <= bytes.length;
  return {
    u16: (offset, littleEndian) => (holds(offset, 2) ? view.getUint16(offset, littleEndian) : null),
    u32: (offset, littleEndian) => (holds(offset, 4) ? view.getUint32(offset, littleEndian) : null),
  };
}

/**
 * Reads for which system and machines a library is, so that the application can name one that does not fit
 * instead of failing to load it with a number.
 * @param bytes the beginning of the file, some thousand bytes
 * @returns null for a file that is no library of a known system
 */
export function readModuleHeader(bytes: Uint8Array): ModuleHeader | null {
  const view = headerView(bytes);
  return readPe(view) ?? readElf(view) ?? readMachO(view);
}

/** PE Format §MS-DOS Stub: "MZ", and the offset of the pointer to the PE signature */
const DOS_MAGIC = 0x5a4d;
const SIGNATURE_POINTER = 0x3c;
/** "PE\0\0" */
const PE_SIGNATURE = 0x00004550;

/** PE Format §Machine Types */
const PE_MACHINES: Readonly<Record<number, ModuleMachine>> = {
  0x014c: { bits: 32, architecture: 'ia32' },
  0x01c4: { bits: 32, architecture: 'arm' },
  0x8664: { bits: 64, architecture: 'x64' },
  0xaa64: { bits: 64, architecture: 'arm64' },
  0x6264: { bits: 64, architecture: 'loong64' },
};

/** PE Format §Optional Header: PE32+ */
const PE32_PLUS = 0x20b;
const OPTIONAL_HEADER = 24;

/** Reads a Windows library's header; null for any other file. */
function readPe(view: HeaderView): ModuleHeader | null {
  const start = view.u16(0, true) === DOS_MAGIC ? view.u32(SIGNATURE_POINTER, true) : null;
  if (start === null || view.u32(start, true) !== PE_SIGNATURE) return null;
  const machine = view.u16(start + 4, true);
  if (machine === null) return null;
  return { system: 'windows', machines: [PE_MACHINES[machine] ?? unknownMachine(view, start, machine)] };
}

function unknownMachine(view: HeaderView, start: number, machine: number): ModuleMachine {
  const bits = view.u16(start + OPTIONAL_HEADER, true) === PE32_PLUS ? 64 : 32;
  return { bits, architecture: `0x${machine.toString(16)}` };
}

/** System V ABI, ELF Header: 7F 'E' 'L' 'F' */
const ELF_MAGIC = 0x7f454c46;
/** EI_CLASS and EI_DATA as one number, and e_machine */
const CLASS_AND_DATA = 4;
const MACHINE = 18;
const CLASS_64 = 2;
const LITTLE_ENDIAN = 1;

/** e_machine */
const ELF_ARCHITECTURES: Readonly<Record<number, string>> = {
  3: 'ia32',
  8: 'mips',
  21: 'ppc64',
  22: 's390x',
  40: 'arm',
  62: 'x64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
};

/** Reads a Linux library's header; null for any other file. */
function readElf(view: HeaderView): ModuleHeader | null {
  const identity = view.u32(0, false) === ELF_MAGIC ? view.u16(CLASS_AND_DATA, false) : null;
  if (identity === null) return null;
  const machine = view.u16(MACHINE, (identity & 0xff) === LITTLE_ENDIAN);
  if (machine === null) return null;
  const architecture = ELF_ARCHITECTURES[machine] ?? `0x${machine.toString(16)}`;
  return { system: 'linux', machines: [{ bits: identity >> 8 === CLASS_64 ? 64 : 32, architecture }] };
}

/** mach-o/loader.h: MH_MAGIC and MH_MAGIC_64, in the file's byte order */
const MACH_O_MAGICS: readonly number[] = [0xfeedface, 0xfeedfacf];
/** mach-o/fat.h: FAT_MAGIC and FAT_MAGIC_64, always big endian, and the length of an entry */
const FAT_ENTRY_LENGTHS: Readonly<Record<number, number>> = { 0xcafebabe: 20, 0xcafebabf: 32 };
const FAT_HEADER_LENGTH = 8;
/** Java classes begin with FAT_MAGIC too, but hold their version, 45 or more, in place of the count. */
const MOST_ARCHITECTURES = 30;

/** mach/machine.h: CPU_ARCH_ABI64 */
const ABI64 = 0x01000000;
/** mach/machine.h: CPU_TYPE_X86 and the like */
const MACH_O_MACHINES: Readonly<Record<number, ModuleMachine>> = {
  0x00000007: { bits: 32, architecture: 'ia32' },
  0x0000000c: { bits: 32, architecture: 'arm' },
  0x01000007: { bits: 64, architecture: 'x64' },
  0x0100000c: { bits: 64, architecture: 'arm64' },
};

/** Reads a macOS library's header, of one machine or several; null for any other file. */
function readMachO(view: HeaderView): ModuleHeader | null {
  const machines = machinesOfFat(view) ?? machineOfThin(view);
  return machines === null ? null : { system: 'macos', machines };
}

function machineOfThin(view: HeaderView): ModuleMachine[] | null {
  const littleEndian = [true, false].find((order) => MACH_O_MAGICS.includes(view.u32(0, order) ?? 0));
  const type = littleEndian === undefined ? null : view.u32(4, littleEndian);
  return type === null ? null : [machineOf(type)];
}

function machinesOfFat(view: HeaderView): ModuleMachine[] | null {
  const entryLength = FAT_ENTRY_LENGTHS[view.u32(0, false) ?? 0];
  const count = view.u32(4, false);
  if (entryLength === undefined || count === null || count > MOST_ARCHITECTURES) return null;
  const types = Array.from({ length: count }, (_none, index) =>
    view.u32(FAT_HEADER_LENGTH + index * entryLength, false),
  );
  return types.filter((type) => type !== null).map(machineOf);
}

function machineOf(type: number): ModuleMachine {
  const bits = (type & ABI64) === 0 ? 32 : 64;
  return MACH_O_MACHINES[type] ?? { bits, architecture: `0x${type.toString(16)}` };
}

/** The process that would load a module. */
export interface LoadingProcess {
  readonly system: ModuleHeader['system'];
  /** The architecture as Node names it. */
  readonly architecture: string;
  readonly bits: 32 | 64;
}

/** Tells why a process of this kind cannot load the module; null if it can. */
export function misfitOf(header: ModuleHeader | null, process: LoadingProcess): AppError | null {
  if (header === null) return { code: 'MODULE_NOT_A_DRIVER' };
  const { system, machines } = header;
  const details = { system, machines: machines.map(machineText).join(' '), needed: neededText(process) };
  if (system !== process.system) return { code: 'MODULE_WRONG_SYSTEM', details };
  if (machines.some(({ architecture }) => architecture === process.architecture)) return null;
  const sameBits = machines.some(({ bits }) => bits === process.bits);
  return { code: sameBits ? 'MODULE_WRONG_SYSTEM' : 'MODULE_WRONG_BITNESS', details };
}

function machineText({ bits, architecture }: ModuleMachine): string {
  return `${architecture}/${bits}`;
}

function neededText({ system, architecture, bits }: LoadingProcess): string {
  return `${system} ${architecture}/${bits}`;
}
