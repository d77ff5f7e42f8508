import type { ModuleHeader, ModuleMachine } from '../../shared/model/driver-report.ts';
import type { HeaderView } from './header-view.ts';

/** PE Format §MS-DOS Stub: "MZ", and the place of the PE signature */
const DOS_MAGIC = 0x5a4d;
const SIGNATURE_POINTER = 0x3c;
/** "PE\0\0" */
const PE_SIGNATURE = 0x00004550;

/** PE Format §Machine Types */
const MACHINES: Readonly<Record<number, ModuleMachine>> = {
  0x014c: { bits: 32, architecture: 'ia32' },
  0x01c4: { bits: 32, architecture: 'arm' },
  0x8664: { bits: 64, architecture: 'x64' },
  0xaa64: { bits: 64, architecture: 'arm64' },
  0x6264: { bits: 64, architecture: 'loong64' },
};

/** PE Format §Optional Header: PE32+ */
const PE32_PLUS = 0x20b;
const OPTIONAL_HEADER = 24;

/** A Windows library's header; null where it is none. */
export function readPe(view: HeaderView): ModuleHeader | null {
  const start = view.u16(0, true) === DOS_MAGIC ? view.u32(SIGNATURE_POINTER, true) : null;
  if (start === null || view.u32(start, true) !== PE_SIGNATURE) return null;
  const machine = view.u16(start + 4, true);
  if (machine === null) return null;
  return { system: 'windows', machines: [MACHINES[machine] ?? unknownMachine(view, start, machine)] };
}

function unknownMachine(view: HeaderView, start: number, machine: number): ModuleMachine {
  const bits = view.u16(start + OPTIONAL_HEADER, true) === PE32_PLUS ? 64 : 32;
  return { bits, architecture: `0x${machine.toString(16)}` };
}
