import { builtinModules } from 'node:module';
import { inProject } from '../setup/project.mjs';
import { lightBuiltins } from './light-builtins.mjs';
import { copyViewerAssets } from './viewer-assets.mjs';

/** Targets that suit both runtimes: Electron 33 (Chrome 130, Node 20) and later ones. */
const nodeTarget = 'node20';
const browserTarget = 'chrome130';

/** Packages that are loaded at run time, because the runtime provides them or they are native. */
const external = ['electron', 'pkcs11js', 'koffi', 'better-sqlite3', ...builtinModules, /^node:/];

const common = (name) => ({
  configFile: false,
  envDir: false,
  logLevel: 'warn',
  clearScreen: false,
  root: inProject('.'),
  publicDir: false,
  build: { outDir: inProject('dist', name), emptyOutDir: true, minify: false, reportCompressedSize: false },
});

const absolute = (entries) =>
  Object.fromEntries(Object.entries(entries).map(([name, source]) => [name, inProject(source)]));

/** Returns how the modules of a bundle are put together. The bundler takes those that they import into the same chunk. */
function chunking(chunks) {
  const names = Object.keys(chunks);
  const groups = names.map((name, index) => {
    const modules = new Set(chunks[name].map((source) => inProject(source)));
    return { name, test: (id) => modules.has(id), priority: names.length - index };
  });
  return groups.length === 0 ? {} : { codeSplitting: { groups } };
}

/** Main process, token host and command line are ES modules that contain every pure dependency. */
function nodeConfiguration(name, entries, chunks) {
  const base = common(name);
  const output = {
    ...{ entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js', format: 'es' },
    ...chunking(chunks),
  };
  return {
    ...base,
    plugins: [lightBuiltins()],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ...base.build,
      ssr: true,
      target: nodeTarget,
      rolldownOptions: { input: absolute(entries), external, output },
    },
  };
}

/** The preload is one CommonJS file, because a sandboxed window can load no other kind. */
function preloadConfiguration(name, entries) {
  const base = common(name);
  const output = { entryFileNames: '[name].cjs', format: 'cjs', codeSplitting: false };
  return {
    ...base,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ...base.build,
      ssr: true,
      target: nodeTarget,
      rolldownOptions: { input: absolute(entries), external: ['electron'], output },
    },
  };
}

/** What is to be loaded later is loaded at the start if any other file imports it at once: such a bundle is refused. */
function refuseUselessImport(warning, report) {
  if (warning.code === 'INEFFECTIVE_DYNAMIC_IMPORT') throw new Error(warning.message);
  report(warning);
}

/** The renderer has nothing inline, so that a content security policy without 'unsafe-*' holds. */
async function pageConfiguration(name, entries) {
  const { default: react } = await import('@vitejs/plugin-react');
  const base = common(name);
  return {
    ...base,
    root: inProject('renderer'),
    base: './',
    plugins: [react(), { name: 'viewer-assets', closeBundle: copyViewerAssets }],
    build: {
      ...base.build,
      target: browserTarget,
      minify: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2_000,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: absolute(entries), onwarn: refuseUselessImport },
    },
  };
}

const makers = { node: nodeConfiguration, preload: preloadConfiguration, page: pageConfiguration };

/** Returns the vite configuration of one target. */
export const configurationOf = (name, kind, entries, chunks = {}) => makers[kind](name, entries, chunks);
