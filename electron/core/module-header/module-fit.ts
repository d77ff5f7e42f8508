import type { AppError } from '../../shared/errors.ts';
import type { ModuleHeader, ModuleMachine } from '../../shared/model/driver-report.ts';

/** The process that would load a module. */
export interface LoadingProcess {
  readonly system: ModuleHeader['system'];
  /** As Node names it. */
  readonly architecture: string;
  readonly bits: 32 | 64;
}

/** Why a process of this kind cannot load the module; null where it can. */
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
