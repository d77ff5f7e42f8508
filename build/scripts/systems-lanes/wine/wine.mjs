import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { inWorkFolder } from '../../natives/folders.mjs';
import { inProject } from '../../setup/project.mjs';
import { expectRun, run, say } from '../../setup/run.mjs';
import { provide } from '../../setup/system-packages.mjs';
import { compile, mingw } from '../compile.mjs';
import { LeftOut } from '../run-lane.mjs';
import { wineCommands, wineLibrariesOf32Bits } from './wine-program.mjs';

const prefix = inProject('out/wine/prefix');

/**
 * No Mono, no Gecko, our own dbghelp, no messages of Wine or of Wayland, which looks for its folder; file names are UTF-8 whatever the
 * machine's own locale.
 */
const environment = {
  ...process.env,
  WINEPREFIX: prefix,
  WINEDEBUG: '-all',
  WINEDLLOVERRIDES: 'mscoree=d;mshtml=d;dbghelp=n,b',
  LC_ALL: 'C.UTF-8',
  XDG_RUNTIME_DIR: inProject('out/wine'),
};

const compiler = `/usr/bin/${mingw}-gcc`;

/** Wine's server outlives who started it, and would hold their pipes open. */
const silent = { env: environment, stdio: 'ignore' };

/** Runs one of Wine's own commands to its end. */
const runWith = ([command, ...first], args) => expectRun(args[0], command, [...first, ...args], silent);

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
 * Makes Wine ready, with the compiler for Windows, and makes a Windows 10 in `out/wine`.
 * @throws LeftOut where there is no Wine, or no compiler for Windows
 */
export async function prepareWine() {
  await provide(['g++-mingw-w64-x86-64-win32']);
  if (!existsSync(compiler))
    throw new LeftOut(`${compiler} is missing, and root alone may install it, on Debian`);
  if (!existsSync(join(prefix, 'ready'))) await makePrefix();
  await placeDbghelp();
}

async function makePrefix() {
  const { loader, server } = await wineCommands();
  say('Making a Windows 10 of Wine');
  await rm(prefix, { recursive: true, force: true });
  await mkdir(prefix, { recursive: true });
  await runWith(loader, ['winecfg', '-v', 'win10']);
  await runWith(server, ['-w']);
  await writeFile(join(prefix, 'ready'), '');
}

/** Puts our own dbghelp.dll in the place of Wine's, which takes two thirds of a short command's time. */
async function placeDbghelp() {
  const made = join(driveC, 'windows/system32/dbghelp.dll');
  await rm(made, { force: true });
  await compile([compiler], inProject('build/scripts/systems-lanes/tools/dbghelp.c'), made, ['-shared']);
}

/**
 * Makes Wine ready with its half for 32 bits, in a Windows that is made anew if it lacks that half.
 * @throws LeftOut where there is no Wine, no compiler for Windows, or nobody may fetch that half
 */
export async function prepareWine32() {
  environment.WINEDLLPATH = await wineLibrariesOf32Bits();
  if (!existsSync(join(driveC, 'windows/syswow64/kernel32.dll')))
    await rm(prefix, { recursive: true, force: true });
  await prepareWine();
}

/**
 * Runs a Windows program to its end. It writes to files, because Node under Wine cannot write to a pipe of Linux.
 * @param {{ cwd: string, env?: Record<string, string>, input?: string, timeoutMs?: number }} options cwd: Linux's
 *   name of the working folder
 * @returns {Promise<{ status: number | null, stdout: string, stderr: string }>} status null: ended by the deadline
 */
export async function runInWine(program, args, { cwd, env = {}, input = '', timeoutMs = 600_000 }) {
  const { loader } = await wineCommands();
  return inWorkFolder(inProject('out/wine/streams'), async (folder) => {
    const [stdin, stdout, stderr] = ['in', 'out', 'err'].map((name) => join(folder, name));
    await writeFile(stdin, input);
    const streams = [await open(stdin, 'r'), await open(stdout, 'w'), await open(stderr, 'w')];
    const status = await new Promise((ended, failed) => {
      const stdio = streams.map(({ fd }) => fd);
      const options = { cwd, env: { ...environment, ...env }, stdio, timeout: timeoutMs };
      spawn(loader[0], [...loader.slice(1), program, ...args], options)
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
  const { server } = await wineCommands();
  await runWith(server, ['-p60']);
  try {
    return await work();
  } finally {
    await run(server[0], [...server.slice(1), '-k'], silent);
  }
}
