import { builtinModules } from 'node:module';
import { pathToFileURL } from 'node:url';
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

/** Modules that export plain data, which is computed while they are bundled. */
const computedModules = ['electron/wire/window/bridge-shape.ts'];

/** Some packages cost more than everything else together: they come later, or not at all. */
function refusePackages(ids, packages) {
  const found = [...ids].find((id) => packages.some((each) => id.includes(`/node_modules/${each}/`)));
  if (found !== undefined) throw new Error(`loaded at the start, which takes long: ${found}`);
}

/** Puts the data that a module computes in place of the code that computes it. */
const computed = {
  name: 'computed-modules',
  async load(id) {
    if (!computedModules.some((module) => id.endsWith(`/${module}`))) return null;
    const values = await import(pathToFileURL(id).href);
    const written = Object.entries(values).map(
      ([name, value]) => `export const ${name} = ${JSON.stringify(value)};`,
    );
    return { code: written.join('\n'), moduleType: 'js' };
  },
  generateBundle: (_options, chunks) =>
    refusePackages(
      Object.values(chunks).flatMap(({ modules = {} }) =>
        Object.entries(modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? id : [])),
      ),
      ['zod'],
    ),
};

/** The preload is one CommonJS file, because a sandboxed window can load no other kind. */
function preloadConfiguration(name, entries) {
  const base = common(name);
  const output = { entryFileNames: '[name].cjs', format: 'cjs', codeSplitting: false };
  return {
    ...base,
    plugins: [computed],
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

/** As the bundler names it on every system. */
const entryPage = inProject('renderer/index.html').replaceAll('\\', '/');

/**
 * Puts what an entry needs at once into one file, however much of it parts that come later need too: each further file
 * costs the page a question to main.
 */
function firstLoad() {
  const modules = new Set();
  const gather = (id, graph) => {
    if (modules.has(id)) return;
    modules.add(id);
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) gather(imported, graph);
  };
  const name = (id, graph) => {
    if (modules.size === 0) {
      gather(entryPage, graph);
      refusePackages(modules, ['pdfjs-dist']);
    }
    return modules.has(id) && !id.includes('/node_modules/') ? 'window' : null;
  };
  return { name, debugName: 'what the first screen needs' };
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
      rolldownOptions: {
        input: absolute(entries),
        output: { codeSplitting: { groups: [firstLoad()] } },
        onwarn: refuseUselessImport,
      },
    },
  };
}

const makers = { node: nodeConfiguration, preload: preloadConfiguration, page: pageConfiguration };

/** Returns the vite configuration of one target. */
export const configurationOf = (name, kind, entries, chunks = {}) => makers[kind](name, entries, chunks);
