import { saveWhole } from '../adapters/files/node-files.ts';
import { resolve } from 'node:path';
import { fileKey } from '../adapters/files/file-key.ts';
import { privateFolders, examine } from '../adapters/tokens/module-examiner.ts';
import { readKeySettings, writeKeySettings } from '../adapters/tokens/key-settings.ts';
import type { Home } from '../home/home.ts';
import { describeModule } from '../services/drivers/driver-doctor.ts';
import { redactReport } from '../services/drivers/redact-report.ts';
import type { DriverReport, ModuleReport, ModuleState } from '../shared/model/driver-report.ts';
import { expectFree } from '../services/settings/settings-keeper.ts';
import type { Administrated } from '../shared/model/settings.ts';
import { failure, type Result, resultOf, success } from '../shared/result.ts';

type DriversParts = Pick<Home, 'folder' | 'tokens' | 'engine' | 'clock' | 'diagnose' | 'administrated'>;

/** Looks at all drivers, tests one that a person picks, and writes the findings to a file. */
export class Drivers {
  readonly #parts: DriversParts;

  constructor(parts: DriversParts) {
    this.#parts = parts;
  }

  diagnose(): Promise<DriverReport> {
    return this.#parts.diagnose();
  }

  /**
   * Tests a module that the person picked and reports its findings; of a library with two interfaces those of the one that shows
   * more. A module that loads is kept in the settings and asked for keys from now on. Fails with KEY_SETTINGS_DAMAGED rather than overwrite unreadable settings, and when
   * the settings cannot be written.
   */
  async tryModule(picked: string): Promise<Result<ModuleReport>> {
    const { tokens, engine, clock, folder, administrated } = this.#parts;
    const modules = tokens.discover(picked);
    const examined = await Promise.all(modules.map((module) => examine(tokens, module)));
    const report = best(examined.map((each) => describeModule(each, engine, clock.now())));
    if (report.state === 'rejected' || report.state === 'failed') return success(report);
    const [{ path: file }] = modules;
    const kept = await keepModule(folder, file, administrated);
    if (!kept.ok) return kept;
    const key = fileKey(file);
    if (!tokens.modules().some(({ path }) => fileKey(path) === key))
      modules.forEach((each) => tokens.add(each));
    return success(report);
  }

  /** Writes a report without private data. Fails with OUTPUT_UNWRITABLE. */
  async save(report: DriverReport, path: string): Promise<Result<null>> {
    const shown = redactReport(report, privateFolders(this.#parts.folder));
    const saved = await saveWhole(path, `${JSON.stringify(shown, null, 2)}\n`);
    return saved.ok ? success(null) : saved;
  }
}

/** From the state that shows most to the one that shows least. */
const BEST_FIRST: readonly ModuleState[] = ['ready', 'noToken', 'noReader', 'failed', 'rejected'];

function best(reports: readonly ModuleReport[]): ModuleReport {
  const [first, ...others] = reports;
  if (first === undefined) throw new Error('a file without a module');
  const rank = ({ state }: ModuleReport): number => BEST_FIRST.indexOf(state);
  return others.reduce((sofar, each) => (rank(each) < rank(sofar) ? each : sofar), first);
}

async function keepModule(home: string, path: string, administrated: Administrated): Promise<Result<null>> {
  const { settings, error } = readKeySettings(home);
  if (error !== null) return failure(error);
  if (settings.modules.some((known) => fileKey(resolve(known)) === fileKey(path))) return success(null);
  return resultOf(() => {
    expectFree(administrated, (name) => name === 'modules');
    writeKeySettings(home, { ...settings, modules: [...settings.modules, path] });
    return null;
  });
}
