const codeOf = (...layers) => layers.map((layer) => `electron/${layer}`);
const builderSources = ['build/scripts/bundle.mjs', 'build/scripts/bundle', 'package-lock.json'];

/**
 * The bundles, with their entries and their source folders. A change in a source folder makes the bundle stale.
 * `entries` maps the name of an output file to its source. `chunks` maps the name of a chunk to the modules that it holds with all
 * that they import at once and no chunk before it has: one large file loads faster than a hundred small ones.
 */
export const targets = {
  renderer: {
    kind: 'page',
    entries: { index: 'renderer/index.html' },
    sources: ['renderer', ...codeOf('shared', 'wire'), ...builderSources],
  },
  main: {
    kind: 'node',
    entries: {
      main: 'electron/main/main.ts',
      'document-worker': 'electron/adapters/documents/document-worker.ts',
      'export-worker': 'electron/adapters/verdict-exports/export-worker.ts',
    },
    sources: [...codeOf('shared', 'wire', 'core', 'services', 'adapters', 'home', 'main'), ...builderSources],
  },
  preload: {
    kind: 'preload',
    entries: { preload: 'electron/preload/preload.ts' },
    sources: [...codeOf('shared', 'wire', 'preload'), ...builderSources],
  },
  'token-host': {
    kind: 'node',
    entries: { 'token-host': 'electron/token-host/token-host.ts' },
    sources: [...codeOf('shared', 'wire', 'core', 'adapters', 'token-host'), ...builderSources],
  },
  store: {
    kind: 'node',
    entries: {
      'store-worker': 'electron/adapters/store/store-worker.ts',
      'sync-worker': 'electron/adapters/platform-sync/sync-worker.ts',
    },
    sources: [...codeOf('shared', 'wire', 'core', 'services', 'adapters'), ...builderSources],
  },
  papers: {
    kind: 'node',
    entries: { 'watermark-worker': 'electron/adapters/papers/watermark-worker.ts' },
    sources: [...codeOf('shared', 'wire', 'core', 'services', 'adapters/papers'), ...builderSources],
  },
  examiner: {
    kind: 'node',
    entries: { 'examiner-worker': 'electron/adapters/verdict-exports/examiner-worker.ts' },
    sources: [...codeOf('shared', 'wire', 'core', 'services', 'adapters'), ...builderSources],
  },
  'page-text': {
    kind: 'node',
    entries: { 'page-text-worker': 'electron/adapters/page-text/page-text-worker.ts' },
    sources: [...codeOf('shared', 'wire', 'core', 'services', 'adapters'), ...builderSources],
  },
  cli: {
    kind: 'node',
    entries: { cli: 'electron/cli/cli.ts' },
    chunks: {
      start: ['electron/cli/run-command.ts', 'electron/adapters/files/read-deadline.ts'],
      keys: ['electron/adapters/tokens/spare-host.ts'],
      examiner: ['electron/adapters/verdict-exports/spare-examiner.ts'],
      verdicts: [
        'electron/cli/commands/verify.ts',
        'electron/cli/verdicts-of-commands.ts',
        'electron/core/sm/load-engine.ts',
      ],
      home: ['electron/cli/homes-of-commands.ts'],
    },
    sources: [...codeOf('shared', 'wire', 'core', 'services', 'adapters', 'home', 'cli'), ...builderSources],
  },
};

export const targetNames = Object.keys(targets);

/** The bundles that the command line needs. */
export const commandLineTargets = ['token-host', 'store', 'papers', 'examiner', 'page-text', 'cli'];
