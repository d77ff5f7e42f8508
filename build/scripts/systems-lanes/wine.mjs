import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { inWorkFolder } from '../natives/folders.mjs';
import { inProject } from '../setup/project.mjs';
import { expectRun, run, say } from '../setup/run.mjs';
import { provide } from '../setup/system-packages.mjs';
import { LeftOut } from './run-lane.mjs';

/** Debian's package wine64 has no command on the PATH. */
const [loader, server] = ['/usr/lib/wine/wine64', '/usr/lib/wine/wineserver64'];
const prefix = inProject('out/wine/prefix');

/** No Mono, no Gecko, no messages of Wine; file names are UTF-8 whatever the machine's own locale. */
const environment = {
  ...process.env,
  WINEPREFIX: prefix,
  WINEDEBUG: '-all',
  WINEDLLOVERRIDES: 'mscoree=d;mshtml=d',
  LC_ALL: 'C.UTF-8',
};

/** Wine's server outlives who started it, and would hold their pipes open. */
const silent = { env: environment, stdio: 'ignore' };

/** The folder that Wine shows as C:\. */
export const driveC = join(prefix, 'drive_c');

/** Returns Wine's name of a path: C:\ is its own drive, Z:\ the whole machine. */
export function windowsPath(path) {
  const absolute = resolve(path);
  const [drive, rest] = absolute.startsWith(`${driveC}/`)
    ? ['C:', absolute.slice(driveC.length)]
    : ['Z:', absolute];
  return `${drive}${rest.replaceAll('/', '\\')}`;
}

/**
 * Makes Wine ready: on Debian as root installs it, then makes a Windows 10 in `out/wine`.
 * @throws LeftOut where there is no Wine, or no compiler for Windows
 */
export async function prepareWine() {
  await provide(['wine64', 'g++-mingw-w64-x86-64-win32']);
  for (const tool of [loader, '/usr/bin/x86_64-w64-mingw32-g++'])
    if (!existsSync(tool)) throw new LeftOut(`${tool} is missing, and root alone may install it, on Debian`);
  if (existsSync(join(prefix, 'ready'))) return;
  say('Making a Windows 10 of Wine');
  await rm(prefix, { recursive: true, force: true });
  await mkdir(prefix, { recursive: true });
  await expectRun('winecfg', loader, ['winecfg', '-v', 'win10'], silent);
  await expectRun('wineserver', server, ['-w'], silent);
  await writeFile(join(prefix, 'ready'), '');
}

/** Two functions that Node imports if they are there, and Wine 8 has not: Wine stops at them, under another name it goes on. */
const optionalImports = ['VirtualAlloc2', 'MapViewOfFile3'];

/** Renames those imports in a copy of node.exe. @throws Error when the file does not import them */
export async function adaptNode(path) {
  const program = await readFile(path);
  for (const name of optionalImports) {
    const place = program.indexOf(`\0${name}\0`);
    if (place < 0) throw new Error(`${path} has no import ${name}`);
    program.write('X', place + name.length);
  }
  await writeFile(path, program);
}

/**
 * Runs a Windows program to its end. It writes to files, because Node under Wine cannot write to a pipe of Linux.
 * @param {{ cwd: string, env?: Record<string, string>, input?: string, timeoutMs?: number }} options cwd: Linux's
 *   name of the working folder
 * @returns {Promise<{ status: number | null, stdout: string, stderr: string }>} status null: ended by the deadline
 */
export function runInWine(program, args, { cwd, env = {}, input = '', timeoutMs = 600_000 }) {
  return inWorkFolder(inProject('out/wine/streams'), async (folder) => {
    const [stdin, stdout, stderr] = ['in', 'out', 'err'].map((name) => join(folder, name));
    await writeFile(stdin, input);
    const streams = [await open(stdin, 'r'), await open(stdout, 'w'), await open(stderr, 'w')];
    const status = await new Promise((ended, failed) => {
      const stdio = streams.map(({ fd }) => fd);
      const options = { cwd, env: { ...environment, ...env }, stdio, timeout: timeoutMs };
      spawn(loader, [program, ...args], options)
        .on('error', failed)
        .on('close', ended);
    }).finally(() => Promise.all(streams.map((stream) => stream.close())));
    return { status, stdout: await readFile(stdout, 'utf8'), stderr: await readFile(stderr, 'utf8') };
  });
}

/**
 * Keeps Wine's server for the work, so that programs start fast, and ends it and all programs of this prefix afterwards. Wine
 * must be ready.
 */
export async function withWine(work) {
  await run(server, ['-p60'], silent);
  try {
    return await work();
  } finally {
    await run(server, ['-k'], silent);
  }
}
