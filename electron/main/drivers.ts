import { saveWhole } from '../adapters/files/node-files.ts';
import { resolve } from 'node:path';
import { fileKey } from '../adapters/files/file-key.ts';
import { privateFolders, examine } from '../adapters/tokens/module-examiner.ts';
import { readKeySettings, writeKeySettings } from '../adapters/tokens/key-settings.ts';
import type { Home } from '../home/home.ts';
import { describeModule } from '../services/drivers/driver-doctor.ts';
import { redactReport } from '../services/drivers/redact-report.ts';
import type { DriverReport, ModuleReport } from '../shared/model/driver-report.ts';
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
   * Tests a module that the person picked and reports its findings. A module that loads is kept in the settings and
   * asked for keys from now on. Fails with KEY_SETTINGS_DAMAGED rather than overwrite unreadable settings, and when
   * the settings cannot be written.
   */
  async tryModule(picked: string): Promise<Result<ModuleReport>> {
    const { tokens, engine, clock, folder, administrated } = this.#parts;
    const module = tokens.discover(picked);
    const report = describeModule(await examine(tokens, module), engine, clock.now());
    if (report.state === 'rejected' || report.state === 'failed') return success(report);
    const kept = await keepModule(folder, module.path, administrated);
    if (!kept.ok) return kept;
    const key = fileKey(module.path);
    if (!tokens.modules().some(({ path }) => fileKey(path) === key)) tokens.add(module);
    return success(report);
  }

  /** Writes a report without private data. Fails with OUTPUT_UNWRITABLE. */
  async save(report: DriverReport, path: string): Promise<Result<null>> {
    const shown = redactReport(report, privateFolders(this.#parts.folder));
    const saved = await saveWhole(path, `${JSON.stringify(shown, null, 2)}\n`);
    return saved.ok ? success(null) : saved;
  }
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
