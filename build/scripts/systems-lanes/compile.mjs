import { expectRun } from '../setup/run.mjs';

/** How the names of mingw-w64's programs for 64 bits begin. */
export const mingw = 'x86_64-w64-mingw32';

/**
 * Compiles a small program, or a library, that a lane needs.
 * @param {readonly string[]} compiler a GCC, with what it is run by
 * @param {string} source in C
 * @param {string} output
 * @param {readonly string[]} [options] further objects, and what the linker is told
 */
export const compile = ([command, ...first], source, output, options = []) =>
  expectRun('gcc', command, [
    ...[...first, '-O2', '-Wall', '-Wextra', '-Werror', '-s', source],
    ...[...options, '-o', output],
  ]);
