import { registerHooks } from 'node:module';

/*
 * Starts the built main process in plain Node, with a double in the place of Electron. Arguments: the bundle of main, then what the
 * app is started with.
 */
const double = new URL('electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context),
});

const [, , bundle = ''] = process.argv;
// In a product the first argument is the program itself, and the next one what it was started with.
process.argv.splice(1, 2);
await import(bundle);
