import type { ModuleHeader } from '../../shared/model/driver-report.ts';
import type { HeaderView } from './header-view.ts';

/** System V ABI, ELF Header: 7F 'E' 'L' 'F' */
const MAGIC = 0x7f454c46;
/** EI_CLASS and EI_DATA as one number, and e_machine */
const CLASS_AND_DATA = 4;
const MACHINE = 18;
const CLASS_64 = 2;
const LITTLE_ENDIAN = 1;

/** e_machine */
const ARCHITECTURES: Readonly<Record<number, string>> = {
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

/** A Linux library's header; null where it is none. */
export function readElf(view: HeaderView): ModuleHeader | null {
  const identity = view.u32(0, false) === MAGIC ? view.u16(CLASS_AND_DATA, false) : null;
  if (identity === null) return null;
  const machine = view.u16(MACHINE, (identity & 0xff) === LITTLE_ENDIAN);
  if (machine === null) return null;
  const architecture = ARCHITECTURES[machine] ?? `0x${machine.toString(16)}`;
  return { system: 'linux', machines: [{ bits: identity >> 8 === CLASS_64 ? 64 : 32, architecture }] };
}
