import { runInThisContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { lightBuiltins } from './light-builtins.mjs';

const { renderChunk } = lightBuiltins();

/** Runs a chunk as a script, which may not import, and returns what an expression after it is. */
const valueAfter = (chunk: string, expression: string): unknown =>
  runInThisContext(`(() => {\n${renderChunk(chunk)}\nreturn ${expression};\n})()`);

describe('a chunk that uses modules of the runtime', () => {
  it.each([
    [
      'named members',
      'import { join, sep as separator } from "node:path";',
      'join("a", "b").split(separator)',
    ],
    ['the whole', 'import path from "path";', 'path.join("a", "b").split(path.sep)'],
    ['a namespace', 'import * as path from "node:path";', 'path.join("a", "b").split(path.sep)'],
    ['both', 'import path, { join } from "node:path";', 'join("a", "b").split(path.sep)'],
  ])('has %s without an import', (_what, chunk, expression) => {
    expect(valueAfter(chunk, expression)).toEqual(['a', 'b']);
  });

  it('has child processes with the first call', () => {
    const chunk = 'import childProcess, { execFileSync as run } from "node:child_process";';
    const print = `(process.execPath, ['-p', '6 * 7'], { encoding: 'utf8' }).trim()`;
    expect(valueAfter(chunk, `[run${print}, childProcess.execFileSync${print}]`)).toEqual(['42', '42']);
    expect(renderChunk(chunk)).not.toMatch(/^const [^=]+= process\.getBuiltinModule/);
  });

  it('imports everything else as before', () => {
    const chunk = 'import { a } from "./parts/a.js";\nimport b from "koffi";\nimport "node:fs";';
    expect(renderChunk(chunk)).toBe(chunk);
  });
});
