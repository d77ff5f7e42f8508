import type { ModuleHeader, ModuleMachine } from '../../shared/model/driver-report.ts';
import type { HeaderView } from './header-view.ts';

/** mach-o/loader.h: MH_MAGIC and MH_MAGIC_64, in the file's byte order */
const MAGICS: readonly number[] = [0xfeedface, 0xfeedfacf];
/** mach-o/fat.h: FAT_MAGIC and FAT_MAGIC_64, always big endian, and the length of an entry */
const FAT_ENTRY_LENGTHS: Readonly<Record<number, number>> = { 0xcafebabe: 20, 0xcafebabf: 32 };
const FAT_HEADER_LENGTH = 8;
/** Java classes begin with FAT_MAGIC too; their version stands where the count does, and is 45 or more. */
const MOST_ARCHITECTURES = 30;

/** mach/machine.h: CPU_ARCH_ABI64 */
const ABI64 = 0x01000000;
/** mach/machine.h: CPU_TYPE_X86 and the like */
const MACHINES: Readonly<Record<number, ModuleMachine>> = {
  0x00000007: { bits: 32, architecture: 'ia32' },
  0x0000000c: { bits: 32, architecture: 'arm' },
  0x01000007: { bits: 64, architecture: 'x64' },
  0x0100000c: { bits: 64, architecture: 'arm64' },
};

/** A macOS library's header, of one machine or several; null where it is none. */
export function readMachO(view: HeaderView): ModuleHeader | null {
  const machines = machinesOfFat(view) ?? machineOfThin(view);
  return machines === null ? null : { system: 'macos', machines };
}

function machineOfThin(view: HeaderView): ModuleMachine[] | null {
  const littleEndian = [true, false].find((order) => MAGICS.includes(view.u32(0, order) ?? 0));
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
  return MACHINES[type] ?? { bits, architecture: `0x${type.toString(16)}` };
}
