/** The layers: shared ← core ← services ← adapters ← home ← main, cli; shared ← wire, which all but core may use. */
const test = '\\.test\\.tsx?$';
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: test },
  to: { path: '^(electron|renderer|native|build|e2e)/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    only('shared-imports-nothing', '^electron/shared/', '^electron/shared/'),
    only('wire-imports-shared', '^electron/wire/(?!window/)', '^electron/(shared|wire/(?!window/))'),
    only('windows-wire-imports-shared', '^electron/wire/window/', '^electron/(shared|wire)/'),
    only('core-imports-shared', '^electron/core/', '^electron/(shared|core)/'),
    only('services-import-core', '^electron/services/', '^electron/(shared|wire|core|services)/'),
    only(
      'adapters-import-services',
      '^electron/adapters/',
      '^electron/(shared|wire|core|services|adapters)/',
    ),
    only(
      'token-host-stands-alone',
      '^electron/token-host/',
      '^electron/(shared|wire|core|token-host)/|^electron/adapters/(native-components|tokens/(token-host-operations|vendor-profiles|module-file|frames|host-line))\\.ts$',
    ),
    only('home-composes', '^electron/home/', '^electron/(shared|wire|core|services|adapters|home)/'),
    only('cli-adds-a-terminal', '^electron/cli/', '^electron/(shared|wire|core|services|adapters|home|cli)/'),
    only(
      'main-adds-a-window',
      '^electron/main/',
      '^electron/(shared|wire|core|services|adapters|home|main)/',
    ),
    only('preload-imports-wire', '^electron/preload/', '^electron/(shared|wire|preload)/'),
    only(
      'sandbox-platform-composes',
      '^e2e/platform/(?!cases/)',
      '^(electron/(shared|core|services|adapters/(files|home-files))|e2e/platform)/',
    ),
    only('renderer-imports-shared', '^renderer/', '^(electron/shared|electron/wire/window|renderer)/'),
    {
      // Its checks compile code from text, which the page's security policy forbids.
      name: 'page-takes-types-alone-from-wire',
      severity: 'error',
      from: { path: '^renderer/', pathNot: test },
      to: { path: '^electron/wire/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'feature-not-feature',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'ui-knows-no-feature',
      severity: 'error',
      from: { path: '^renderer/(ui|lib)/' },
      to: { path: '^renderer/(features|app)/' },
    },
    {
      name: 'electron-only-in-main-and-preload',
      severity: 'error',
      from: { path: '^(electron/(shared|wire|core|services|adapters|home|token-host|cli)|renderer)/' },
      to: { path: ['^electron$', 'node_modules/electron/'] },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: '^electron/(shared|wire|core|services)/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'vendor-modules-only-in-token-host',
      severity: 'error',
      from: { path: '^(electron|renderer)/', pathNot: ['^electron/token-host/', test] },
      to: { path: ['^(pkcs11js|koffi)$', 'node_modules/(pkcs11js|koffi|@koromix)/'] },
    },
    {
      name: 'database-only-in-store',
      severity: 'error',
      from: { path: '^(electron|renderer)/', pathNot: ['^electron/adapters/store/', test] },
      to: { path: ['^better-sqlite3$', 'node_modules/(@types/)?better-sqlite3/'] },
    },
    {
      name: 'sm-crypto-is-an-oracle',
      severity: 'error',
      from: { pathNot: test },
      to: { path: ['^sm-crypto$', 'node_modules/sm-crypto/'] },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: {},
      to: { path: test },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // AssemblyScript, which imports generated files, has no place in the layers of TypeScript.
    // Neither have the programs that run beside packages of their own in a staged tree for Windows.
    exclude: {
      path: [
        '^dist/',
        '^out/',
        'tsconfig',
        '^native/sm-engine/assembly/',
        '^build/scripts/systems-lanes/tools/',
      ],
    },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'build/config/tsconfig.tests.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
