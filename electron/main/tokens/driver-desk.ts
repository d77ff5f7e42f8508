import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  describeSystem,
  privateFolders,
  examine,
  moduleExaminer,
} from '../../adapters/tokens/module-examiner.ts';
import { discoverModule } from '../../adapters/tokens/discover-modules.ts';
import { readKeySettings, writeKeySettings } from '../../adapters/tokens/key-settings.ts';
import type { OpenedStation } from '../../adapters/tokens/token-station.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { describeModule, diagnoseDrivers } from '../../services/drivers/driver-doctor.ts';
import type { Clock } from '../../services/ports.ts';
import { redactReport } from '../../services/drivers/redact-report.ts';
import type { DriverReport, ModuleReport } from '../../shared/model/driver-report.ts';
import { failure, resultOf, success, type Result } from '../../shared/result.ts';

export interface DriverDeskParts extends OpenedStation {
  readonly home: string;
  readonly engine: SmEngine;
  readonly clock: Clock;
}

/** What the app does with drivers: looks at them all, tests one that a person picks, hands out the findings. */
export class DriverDesk {
  readonly #parts: DriverDeskParts;

  constructor(parts: DriverDeskParts) {
    this.#parts = parts;
  }

  diagnose(): Promise<DriverReport> {
    const { station, problems, engine, clock } = this.#parts;
    return diagnoseDrivers({
      modules: moduleExaminer(station),
      engine,
      clock,
      system: describeSystem(),
      problems,
    });
  }

  /**
   * Tests a module that the person picked and says what it found. One that loads is kept in the settings and
   * asked for keys from now on. Fails with KEY_SETTINGS_DAMAGED rather than overwrite settings that nobody can
   * read, and where the settings cannot be written.
   */
  async tryModule(picked: string): Promise<Result<ModuleReport>> {
    const { station, engine, clock, home } = this.#parts;
    const module = discoverModule(picked);
    const report = describeModule(await examine(station, module), engine, clock.now());
    if (report.state === 'rejected' || report.state === 'failed') return success(report);
    const kept = await keepModule(home, module.path);
    if (!kept.ok) return kept;
    if (!station.modules().some(({ path }) => path === module.path)) station.add(module);
    return success(report);
  }

  /** Writes a report without private data. Fails where the file cannot be written. */
  async save(report: DriverReport, path: string): Promise<Result<null>> {
    const shown = redactReport(report, privateFolders(this.#parts.home));
    try {
      await writeFile(path, `${JSON.stringify(shown, null, 2)}\n`);
      return success(null);
    } catch {
      return failure({ code: 'OUTPUT_UNWRITABLE' });
    }
  }
}

async function keepModule(home: string, path: string): Promise<Result<null>> {
  const { settings, error } = readKeySettings(home);
  if (error !== null) return failure(error);
  if (settings.modules.some((known) => resolve(known) === path)) return success(null);
  return resultOf(() => {
    writeKeySettings(home, { ...settings, modules: [...settings.modules, path] });
    return null;
  });
}
