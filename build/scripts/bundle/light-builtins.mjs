import { builtinModules } from 'node:module';

const builtins = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
/** An import at the beginning of a line, as the bundler writes it: of the whole, of named members, or of both. */
const IMPORT =
  /^import (?:(?:\* as )?(?<whole>[\w$]+))?(?:, )?(?:\{(?<names>[^}]*)\})? from "(?<module>[^"]+)";$/gm;

/** Modules with functions alone, which few commands call: they bring the network, and are loaded with the first call. */
const late = new Set(['child_process', 'node:child_process']);

/**
 * A vite plugin by which a bundle takes the runtime's own modules without importing them. For an import the runtime reads every
 * member of the module, also those that load other modules when they are read: `process` opens the standard streams, `http` brings a
 * client for WebSockets. That takes milliseconds of each start.
 */
export const lightBuiltins = () => ({
  name: 'light-builtins',
  renderChunk: (code) => code.replaceAll(IMPORT, (line, ...found) => taken(line, found.at(-1))),
});

function taken(line, { whole, names, module }) {
  if (!builtins.has(module)) return line;
  const loaded = `process.getBuiltinModule("${module}")`;
  if (late.has(module)) return takenLate(loaded, whole, names);
  const targets = [whole, names && `{${names.replaceAll(' as ', ': ')}}`].filter(
    (each) => each !== undefined,
  );
  return targets.map((each) => `const ${each} = ${loaded};`).join(' ');
}

function takenLate(loaded, whole, names = '') {
  const functions = names.split(',').map((each) => each.trim().split(' as '));
  const lines = functions
    .filter(([name]) => name !== '')
    .map(([name, own = name]) => `const ${own} = (...given) => ${loaded}.${name}(...given);`);
  if (whole !== undefined)
    lines.push(`const ${whole} = new Proxy({}, { get: (_target, name) => ${loaded}[name] });`);
  return lines.join(' ');
}
