import { homedir, tmpdir } from 'node:os';
import type { ExaminedModule, ModuleExaminer } from '../../services/drivers/driver-doctor.ts';
import type { PrivateFolder } from '../../services/drivers/redact-report.ts';
import type { AppError } from '../../shared/errors.ts';
import type { DriverReport, ModuleLook, ModuleState, SlotReport } from '../../shared/model/driver-report.ts';
import type { DiscoveredModule } from './discover-modules.ts';
import { thisProcess } from './module-file.ts';
import type { ModuleExamination } from './token-hosts.ts';
import type { TokenStation } from './token-station.ts';

/** Looks at the modules of a station. */
export function moduleExaminer(station: TokenStation): ModuleExaminer {
  return { examineAll: () => Promise.all(station.modules().map((module) => examine(station, module))) };
}

/** Looks at one module, also at one that the station does not have yet. Logs in to nothing. */
export async function examine(station: TokenStation, module: DiscoveredModule): Promise<ExaminedModule> {
  if (module.error !== null) return unseen(module, 'rejected', module.error);
  const outcome = await station.examine({ module: module.path });
  return outcome.ok ? seen(module, outcome.value) : unseen(module, 'failed', outcome.error);
}

function unseen(module: DiscoveredModule, state: ModuleState, error: AppError): ExaminedModule {
  return { look: { ...identityOf(module), state, error, library: null, slots: [] }, tokens: [] };
}

function identityOf({ path, kind, origin, product, header }: DiscoveredModule) {
  return { module: path, kind, origin, product, header } as const;
}

function seen(module: DiscoveredModule, { library, slots, tokens }: ModuleExamination): ExaminedModule {
  const verdict = tokens.length > 0 ? ({ state: 'ready', error: null } as const) : nothingShown(slots);
  return { look: { ...identityOf(module), ...verdict, library, slots }, tokens };
}

/** A module that loads and shows nothing says why as far as its slots do. */
function nothingShown(slots: readonly SlotReport[]): Pick<ModuleLook, 'state' | 'error'> {
  if (slots.length === 0) return { state: 'noReader', error: { code: 'MODULE_NO_READER' } };
  const said = slots.find(({ error }) => error !== null)?.error;
  return { state: 'noToken', error: said ?? { code: 'MODULE_NO_TOKEN', details: { slots: slots.length } } };
}

/** This system, as a report of drivers names it. */
export function describeSystem(): DriverReport['system'] {
  const { system, architecture, bits } = thisProcess();
  return { platform: system, architecture, bits };
}

const SHORT_NAME = /~\d/;

/** The folders whose names tell who uses this computer. @param home the folder of the world in use */
export function privateFolders(home: string): PrivateFolder[] {
  return [
    { path: home, name: '<world>' },
    { path: homedir(), name: '~' },
    // Windows writes a long name of a user in short here, such as ZHANGS~1.
    ...(SHORT_NAME.test(tmpdir()) ? [{ path: tmpdir(), name: '<temp>' }] : []),
  ];
}
