import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { discoverModule } from '../adapters/tokens/discover-modules.ts';
import { describeSystem, moduleExaminer } from '../adapters/tokens/module-examiner.ts';
import { thisProcess } from '../adapters/tokens/module-file.ts';
import { createTokenStation, type TokenStation } from '../adapters/tokens/token-station.ts';
import type { TokenHosts } from '../adapters/tokens/token-hosts.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { loadSmEngine } from '../core/sm/load-engine.ts';
import { diagnoseDrivers } from '../services/drivers/driver-doctor.ts';
import { type Administrated, NOT_ADMINISTRATED } from '../shared/model/settings.ts';
import { failure, success } from '../shared/result.ts';
import { Drivers } from './drivers.ts';

const LIBRARY = { manufacturer: 'Maker', description: '', version: '1.0' };
const WORKS = success({ library: LIBRARY, slots: [], tokens: [] });

let engine: SmEngine;
let home: string;
let module: string;
let station: TokenStation;

beforeAll(async () => {
  engine = await loadSmEngine();
});
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sealdesk-drivers-'));
  // This process's own program is a file for this system; the name makes it look like a driver.
  module = join(home, 'module.so');
  writeFileSync(
    module,
    Buffer.concat([readFileSync(process.execPath).subarray(0, 4096), Buffer.from('C_GetFunctionList\0')]),
  );
});
afterEach(() => rmSync(home, { recursive: true }));

/** Drivers over modules that all answer the same. */
function driversWith(
  answer: Awaited<ReturnType<TokenHosts['examine']>> = WORKS,
  administrated: Administrated = NOT_ADMINISTRATED,
): Drivers {
  const client: Partial<TokenHosts> = { examine: () => Promise.resolve(answer) };
  station = createTokenStation({
    modules: [],
    discover: (path) => discoverModule(path, [thisProcess()]),
    problems: [],
    rules: { prefer: 'pkcs11', isChosen: () => false, signedLast: () => false },
    noteSignature: () => undefined,
    keepDriver: () => undefined,
    connect: () => client as TokenHosts,
  });
  const clock = { now: () => new Date('2026-11-22T00:00:00Z') };
  return new Drivers({
    ...{ folder: home, tokens: station, engine, clock, administrated },
    diagnose: () =>
      diagnoseDrivers({
        modules: moduleExaminer(station),
        ...{ engine, clock },
        guards: { installed: () => [], guardedDocuments: () => Promise.resolve(0) },
        system: describeSystem(),
        problems: [],
        notes: [],
      }),
  });
}

const keptModules = (): unknown => {
  const settings: unknown = JSON.parse(readFileSync(join(home, 'keys.json'), 'utf8'));
  return typeof settings === 'object' && settings !== null && 'modules' in settings ? settings.modules : null;
};

describe('Drivers', () => {
  it('keep no module when the administrator has fixed the drivers', async () => {
    const drivers = driversWith(WORKS, { values: { modules: ['/opt/driver.so'] }, problem: null });
    expect(await drivers.tryModule(module)).toMatchObject({ error: { code: 'SETTING_FIXED' } });
    expect(station.modules()).toEqual([]);
  });

  it('keep a module that loads, once, and ask it for keys from then on', async () => {
    const drivers = driversWith();
    const tried = await drivers.tryModule(module);
    expect(tried).toMatchObject({ ok: true, value: { state: 'noReader', library: LIBRARY } });
    expect(await drivers.tryModule(module)).toEqual(tried);
    expect(keptModules()).toEqual([module]);
    expect(station.modules().map(({ path }) => path)).toEqual([module]);
  });

  it('name the fault of a file that is no driver or fails, and do not keep it', async () => {
    const text = join(home, 'notes.txt');
    writeFileSync(text, 'notes');
    expect(await driversWith().tryModule(text)).toMatchObject({
      ok: true,
      value: { state: 'rejected', error: { code: 'MODULE_NOT_A_DRIVER' } },
    });
    expect(await driversWith(failure({ code: 'TOKEN_HOST_CRASHED' })).tryModule(module)).toMatchObject({
      ok: true,
      value: { state: 'failed', error: { code: 'TOKEN_HOST_CRASHED' } },
    });
    expect(() => keptModules()).toThrow('ENOENT');
    expect(station.modules()).toEqual([]);
  });

  it('leave settings alone that they cannot read', async () => {
    writeFileSync(join(home, 'keys.json'), '{ not JSON');
    expect(await driversWith().tryModule(module)).toMatchObject({
      ok: false,
      error: { code: 'KEY_SETTINGS_DAMAGED' },
    });
    expect(readFileSync(join(home, 'keys.json'), 'utf8')).toBe('{ not JSON');
  });

  it('write a report without personal folders, or fail with a code', async () => {
    const drivers = driversWith();
    await drivers.tryModule(module);
    const report = await drivers.diagnose();
    const path = join(home, 'report.json');
    expect(await drivers.save(report, path)).toEqual({ ok: true, value: null });
    const written = readFileSync(path, 'utf8');
    expect(written).toContain(JSON.stringify(`<world>${sep}module.so`));
    expect(written).not.toContain(home);
    expect(report.system.architecture).toBe(thisProcess().architecture);
    expect(await drivers.save(report, join(home, 'absent', 'report.json'))).toMatchObject({
      ok: false,
      error: { code: 'OUTPUT_UNWRITABLE' },
    });
  });
});
