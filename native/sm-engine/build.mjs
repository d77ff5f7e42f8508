// Compiles our SM2 and SM3 engine to electron/core/sm/engine-module.ts, which is in the repository, so that neither set-up nor the
// checks need the compiler. Run it after a change in this folder: node native/sm-engine/build.mjs
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { toolPath } from '../../build/scripts/check/tool.mjs';
import { ensureChecks } from '../../build/scripts/setup/ensure.mjs';
import { inProject, pinnedNode } from '../../build/scripts/setup/project.mjs';
import { run } from '../../build/scripts/setup/run.mjs';
import { fieldProducts } from './generate/field-products.mjs';
import { sm3Rounds } from './generate/sm3-rounds.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const workFolder = inProject('out/sm-engine');
const target = inProject('electron/core/sm/engine-module.ts');

/** Pages of 64 kB: tables and scratch of `assembly/`, and nothing that grows. */
const memoryPages = '18';

/** -O3 with --converge inlines what is small. The code has no objects, so it needs no memory manager and cannot abort. */
const options = [
  ...['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--use', 'abort='],
  ...['--initialMemory', memoryPages, '--maximumMemory', memoryPages],
];

const heading = `/**
 * Our SM2 and SM3 engine in WebAssembly, as base64. Compiled from native/sm-engine by its build.mjs; a test compiles it again and
 * compares the two.
 */
`;

/** Returns the text that `engine-module.ts` should have. @throws Error if the compiler refuses the sources */
export async function engineModule() {
  rmSync(workFolder, { recursive: true, force: true });
  mkdirSync(workFolder, { recursive: true });
  cpSync(join(folder, 'assembly'), workFolder, { recursive: true });
  writeFileSync(join(workFolder, 'field-products.ts'), fieldProducts());
  writeFileSync(join(workFolder, 'sm3-rounds.ts'), sm3Rounds());
  const files = [join(workFolder, 'index.ts'), '--outFile', join(workFolder, 'engine.wasm')];
  const compiler = toolPath('assemblyscript', 'asc');
  const status = await run(pinnedNode, [compiler, ...files, ...options], { quiet: true });
  if (status !== 0) throw new Error('the SM2 and SM3 engine could not be compiled');
  const bytes = readFileSync(join(workFolder, 'engine.wasm'));
  return `${heading}export const ENGINE_MODULE =\n  '${bytes.toString('base64')}';\n`;
}

/** Returns the text that `engine-module.ts` has. */
export const presentEngineModule = () => readFileSync(target, 'utf8');

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureChecks();
  writeFileSync(target, await engineModule());
}
