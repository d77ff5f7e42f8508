import { existsSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import createQpdf from './qpdf-wasm/dist/qpdf.js';

/**
 * qpdf's command line as WebAssembly, for a Windows that has none. The program sees files in memory: those that arguments
 * name are put there before and written back afterwards, and messages name them as the caller did.
 */
const lines = [];
const keep = (stream) => (line) => lines.push({ stream, line });
// It was compiled to print by these two alone.
console.log = keep(1);
console.error = keep(2);
const locateFile = (name) => fileURLToPath(new URL(`qpdf-wasm/dist/${name}`, import.meta.url));
const qpdf = await createQpdf({ noInitialRun: true, locateFile });

const given = process.argv.slice(2);
/** The last argument may name a file that is to be written, or the standard output. */
const isOutput = (argument, at) => at === given.length - 1 && !argument.startsWith('--');
const files = [];
const args = given.map((argument, at) => {
  const isThere = existsSync(argument);
  if (!isThere && !isOutput(argument, at)) return argument;
  const inMemory = `/file-${at}.pdf`;
  const before = isThere ? readFileSync(argument) : null;
  if (before !== null) qpdf.FS.writeFile(inMemory, before);
  files.push({ argument, inMemory, before });
  return inMemory;
});

const status = qpdf.callMain(args);

function inMemoryNow(path) {
  try {
    return qpdf.FS.readFile(path);
  } catch {
    return null;
  }
}

function writeWhole(stream, bytes) {
  for (let at = 0; at < bytes.length;) at += writeSync(stream, bytes, at);
}

for (const { argument, inMemory, before } of files) {
  const after = inMemoryNow(inMemory);
  if (after === null) continue;
  if (argument === '-') writeWhole(1, after);
  else if (before === null || !before.equals(after)) writeFileSync(argument, after);
}
for (const { stream, line } of lines) {
  const own = line.replace(/^qpdf\.mjs\b/, 'qpdf');
  const named = files.reduce((text, { argument, inMemory }) => text.replaceAll(inMemory, argument), own);
  writeSync(stream, `${named}\n`);
}
process.exitCode = status;
