import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const projectRoot = resolve(import.meta.dirname, '../..');
const layers = {
  configuration: 'build/config/dependency-cruiser.cjs',
  folders: ['electron', 'renderer', 'e2e'],
};
const folderCycles = {
  configuration: 'build/config/folder-cycles.mjs',
  folders: ['electron', 'renderer', 'e2e/platform'],
};
const packageFolder = join(projectRoot, 'node_modules/dependency-cruiser');
const load: (file: string) => unknown = createRequire(import.meta.url);
const packageFile = z.object({ bin: z.object({ depcruise: z.string() }) });
const { bin } = packageFile.parse(load(join(packageFolder, 'package.json')));
const command = join(packageFolder, bin.depcruise);

const cruiseSchema = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

type Summary = z.infer<typeof cruiseSchema>['summary'];

/** The exit status is the number of violations, so a rejection carries the answer too. */
async function cruise(root: string, { configuration, folders } = layers): Promise<Summary> {
  const args = [command, '--config', configuration, '--output-type', 'json', ...folders];
  const options = { cwd: root, maxBuffer: 1 << 28 };
  const ended: unknown = await promisify(execFile)(process.execPath, args, options).catch(
    (error: unknown) => error,
  );
  const { stdout } = z.object({ stdout: z.string() }).parse(ended);
  return cruiseSchema.parse(JSON.parse(stdout)).summary;
}

/** One file per rule, which breaks that rule. */
const planted: Record<string, readonly [file: string, source: string]> = {
  'shared-imports-nothing': ['electron/shared/a.ts', "import '../core/ok.ts';"],
  'wire-imports-shared': ['electron/wire/a.ts', "import '../core/ok.ts';"],
  'windows-wire-imports-shared': ['electron/wire/window/a.ts', "import '../../core/ok.ts';"],
  'core-imports-shared': ['electron/core/a.ts', "import '../services/ok.ts';"],
  'services-import-core': ['electron/services/a.ts', "import '../adapters/ok.ts';"],
  'adapters-import-services': ['electron/adapters/a.ts', "import '../home/ok.ts';"],
  'home-composes': ['electron/home/a.ts', "import '../main/ok.ts';"],
  'token-host-stands-alone': ['electron/token-host/a.ts', "import '../services/ok.ts';"],
  'cli-adds-a-terminal': ['electron/cli/a.ts', "import '../main/ok.ts';"],
  'main-adds-a-window': ['electron/main/a.ts', "import '../token-host/ok.ts';"],
  'preload-imports-wire': ['electron/preload/a.ts', "import '../core/ok.ts';"],
  'renderer-imports-shared': ['renderer/app/a.ts', "import '../../electron/core/ok.ts';"],
  'sandbox-platform-composes': ['e2e/platform/a.ts', "import '../../electron/main/ok.ts';"],
  'page-takes-types-alone-from-wire': ['renderer/lib/a.ts', "import '../../electron/wire/window/a.ts';"],
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

/** Folders that need each other although no two of their files do, and similar folders that are allowed. */
const plantedFolders: Record<string, string> = {
  // A cycle of two folders, and a cycle of three.
  'electron/services/left/a.ts': "import '../right/b.ts';",
  'electron/services/left/d.ts': 'export {};',
  'electron/services/right/b.ts': 'export {};',
  'electron/services/right/c.ts': "import '../left/d.ts';",
  'renderer/ui/one/a.ts': "import '../two/b.ts';",
  'renderer/ui/one/b.ts': 'export {};',
  'renderer/ui/two/a.ts': "import '../three/b.ts';",
  'renderer/ui/two/b.ts': 'export {};',
  'renderer/ui/three/a.ts': "import '../one/b.ts';",
  'renderer/ui/three/b.ts': 'export {};',
  // A folder and its subfolder may use one another.
  'e2e/platform/rules/all.ts': "import './single/rule.ts';",
  'e2e/platform/rules/context.ts': 'export {};',
  'e2e/platform/rules/single/rule.ts': "import '../context.ts';",
  // A test and its fixtures may use anything.
  'electron/core/tested/a.ts': "import '../used/b.ts';",
  'electron/core/used/b.ts': 'export {};',
  'electron/core/used/b.test.ts': "import '../tested/a.ts';",
  'electron/core/used/fixtures/world.ts': "import '../../tested/a.ts';",
};

const innocent = [
  ...['shared', 'core', 'services', 'adapters', 'home', 'main', 'token-host'].map(
    (layer) => `electron/${layer}/ok.ts`,
  ),
  ...['electron/core/ok.test.ts', 'renderer/features/verify/ok.ts', 'e2e/platform/ok.ts'],
];

function write(root: string, file: string, source: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), `${source}\n`);
}

/** Planted trees lie in the project, so that they find its packages without a link. */
const plantations = join(projectRoot, 'out/test');
mkdirSync(plantations, { recursive: true });

function plantTree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(plantations, 'layers-'));
  cpSync(join(projectRoot, 'build/config'), join(root, 'build/config'), { recursive: true });
  for (const [file, source] of Object.entries(files)) write(root, file, source);
  return root;
}

describe('Folders', () => {
  let root = '';
  beforeAll(() => void (root = plantTree(plantedFolders)));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('are reported when two or three of them need each other, and not otherwise', async () => {
    const { violations } = await cruise(root, folderCycles);
    expect(violations.map(({ from, to, rule: { name } }) => `${name}: ${from} → ${to}`).sort()).toEqual(
      [
        ['electron/services/left', 'electron/services/right'],
        ['electron/services/right', 'electron/services/left'],
        ['renderer/ui/one', 'renderer/ui/two'],
        ['renderer/ui/three', 'renderer/ui/one'],
        ['renderer/ui/two', 'renderer/ui/three'],
      ].map(([from, to]) => `no-folder-cycles: ${from} → ${to}`),
    );
  });
});

describe('The layers', () => {
  let root = '';
  let violations: Summary['violations'] = [];

  beforeAll(async () => {
    root = plantTree({
      ...Object.fromEntries(innocent.map((file) => [file, 'export {};'])),
      ...Object.fromEntries(Object.values(planted)),
      'electron/core/cycle-b.ts': "import './cycle-a.ts';",
    });
    violations = (await cruise(root)).violations;
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(Object.entries(planted))('report a file that breaks %s', (rule, [file]) => {
    expect(
      violations.filter((violation) => violation.from === file).map(({ rule: { name } }) => name),
    ).toContain(rule);
  });

  it('have a planted violation for every rule', () => {
    const rules = z.object({ forbidden: z.array(z.object({ name: z.string() })) });
    const { forbidden } = rules.parse(load(join(projectRoot, layers.configuration)));
    expect(Object.keys(planted).sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });

  it('accept a file that breaks no rule', () => {
    expect(violations.filter(({ from }) => innocent.includes(from))).toEqual([]);
  });

  it('are checked in the modules of this project', async () => {
    expect((await cruise(projectRoot)).totalCruised).toBeGreaterThan(100);
  });
});
