import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const projectRoot = resolve(import.meta.dirname, '../..');
const configuration = 'build/config/dependency-cruiser.cjs';
const packageFolder = join(projectRoot, 'node_modules/dependency-cruiser');
const { bin } = createRequire(import.meta.url)(join(packageFolder, 'package.json'));
const command = join(packageFolder, bin.depcruise);

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { from: string; rule: { name: string } }[];
  };
}

/** The exit status is the number of violations, so a rejection carries the answer as well. */
async function cruise(root: string): Promise<Cruise['summary']> {
  const args = [command, '--config', configuration, '--output-type', 'json', 'electron', 'renderer', 'e2e'];
  const options = { cwd: root, maxBuffer: 1 << 28 };
  const { stdout } = await promisify(execFile)(process.execPath, args, options).catch((error) => error);
  return (JSON.parse(stdout) as Cruise).summary;
}

/** One file a rule, each of which breaks that rule. */
const planted: Record<string, readonly [file: string, source: string]> = {
  'shared-imports-nothing': ['electron/shared/a.ts', "import '../core/ok.ts';"],
  'wire-imports-shared': ['electron/wire/a.ts', "import './window/ok.ts';"],
  'windows-wire-imports-shared': ['electron/wire/window/a.ts', "import '../../core/ok.ts';"],
  'core-imports-shared': ['electron/core/a.ts', "import '../services/ok.ts';"],
  'services-import-core': ['electron/services/a.ts', "import '../adapters/ok.ts';"],
  'adapters-import-services': ['electron/adapters/a.ts', "import '../main/ok.ts';"],
  'token-host-stands-alone': ['electron/token-host/a.ts', "import '../services/ok.ts';"],
  'cli-composes': ['electron/cli/a.ts', "import '../main/ok.ts';"],
  'main-composes': ['electron/main/a.ts', "import '../token-host/ok.ts';"],
  'preload-imports-wire': ['electron/preload/a.ts', "import '../core/ok.ts';"],
  'renderer-imports-shared': ['renderer/app/a.ts', "import '../../electron/core/ok.ts';"],
  'sandbox-platform-composes': ['e2e/platform/a.ts', "import '../../electron/main/ok.ts';"],
  'feature-not-feature': ['renderer/features/seal/a.ts', "import '../verify/ok.ts';"],
  'ui-knows-no-feature': ['renderer/ui/a.ts', "import '../features/verify/ok.ts';"],
  'electron-only-in-main-and-preload': ['electron/adapters/b.ts', "import 'electron';"],
  'core-is-pure': ['electron/core/b.ts', "import 'node:fs';"],
  'vendor-modules-only-in-token-host': ['electron/adapters/c.ts', "import 'pkcs11js';"],
  'database-only-in-store': ['electron/adapters/d.ts', "import 'better-sqlite3';"],
  'sm-crypto-is-an-oracle': ['electron/core/c.ts', "import 'sm-crypto';"],
  'tests-are-not-imported': ['electron/core/d.ts', "import './ok.test.ts';"],
  'no-cycles': ['electron/core/cycle-a.ts', "import './cycle-b.ts';"],
  resolvable: ['electron/core/e.ts', "import './nowhere.ts';"],
};

const innocent = [
  ...['shared', 'wire/window', 'core', 'services', 'adapters', 'main', 'token-host'].map(
    (layer) => `electron/${layer}/ok.ts`,
  ),
  ...['electron/core/ok.test.ts', 'renderer/features/verify/ok.ts', 'e2e/platform/ok.ts'],
];

function write(root: string, file: string, source: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), `${source}\n`);
}

function plantTree(): string {
  const root = mkdtempSync(join(tmpdir(), 'layers-'));
  cpSync(join(projectRoot, 'build/config'), join(root, 'build/config'), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'), 'junction');
  for (const file of innocent) write(root, file, 'export {};');
  for (const [file, source] of Object.values(planted)) write(root, file, source);
  write(root, 'electron/core/cycle-b.ts', "import './cycle-a.ts';");
  return root;
}

describe('the layers', () => {
  let root = '';
  let violations: Cruise['summary']['violations'] = [];

  beforeAll(async () => {
    root = plantTree();
    violations = (await cruise(root)).violations;
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(Object.entries(planted))('%s is reported where it is broken', (rule, [file]) => {
    expect(
      violations.filter((violation) => violation.from === file).map(({ rule: { name } }) => name),
    ).toContain(rule);
  });

  it('have a planted violation for every rule', () => {
    const { forbidden } = createRequire(import.meta.url)(join(projectRoot, configuration));
    expect(Object.keys(planted).sort()).toEqual(forbidden.map((rule: { name: string }) => rule.name).sort());
  });

  it('say nothing of a file that breaks none', () => {
    expect(violations.filter(({ from }) => innocent.includes(from))).toEqual([]);
  });

  it('are looked for in the modules of this project', async () => {
    expect((await cruise(projectRoot)).totalCruised).toBeGreaterThan(100);
  });
});
