import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join, win32 } from 'node:path';
import { pathToFileURL } from 'node:url';
import { piecesOf } from '../../core/bytes/byte-source.ts';
import type { OfficeJob, OfficePort } from '../../services/conversions/office-port.ts';
import type { OpenFile } from '../../services/ports/files.ts';
import { CodedError } from '../../shared/errors.ts';
import { resultOf } from '../../shared/result.ts';
import { namesIn, writing, writingLater } from '../files/file-errors.ts';
import { nodeFiles } from '../files/node-files.ts';
import { makePrivateFolder } from '../files/private-folder.ts';
import { isRunning } from '../system.ts';
import { systemFolder } from '../systems/windows-programs.ts';
import { findOfficePrograms, thisOfficePlace } from './office-programs.ts';
import { NO_NETWORK, writeOfficeProfile } from './office-profile.ts';

/**
 * The office programs of this computer.
 * @param folder private folder for the copies that they work on; it is made when it is first needed
 */
export function officePrograms(folder: string): OfficePort {
  return {
    find: () => findOfficePrograms(thisOfficePlace()),
    convert: (job, use) => resultOf(() => convertIn(folder, job, use)),
  };
}

async function convertIn<T>(folder: string, job: OfficeJob, use: (pdf: OpenFile) => T): Promise<T> {
  await removeLeftOvers(folder);
  const place = join(folder, `${String(process.pid)}-${randomUUID()}`);
  try {
    const input = await writingLater(() => lay(place, job));
    await run(job, place, input);
    const made = namesIn(join(place, 'out')).find((name) => name.endsWith('.pdf'));
    if (made === undefined) throw new CodedError('OFFICE_WROTE_NOTHING');
    const pdf = nodeFiles.open(join(place, 'out', made));
    try {
      return use(pdf);
    } finally {
      pdf.close();
    }
  } finally {
    await removeQuietly(place);
  }
}

/**
 * Copies the document under a plain name, so that no name of a stranger reaches another program's arguments. Other work
 * goes on between the pieces.
 */
async function lay(place: string, { source, extension }: OfficeJob): Promise<string> {
  mkdirSync(join(place, 'out'), { recursive: true, mode: 0o700 });
  writeOfficeProfile(join(place, 'profile'));
  const input = join(place, `document.${extension}`);
  await writeFile(input, piecesOf(source, 0, source.size), { flag: 'wx', mode: 0o600 });
  return input;
}

/** What the program gets of the environment: enough to find itself and its fonts, and nothing that may be a secret. */
const PASSED_ON = [
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ'],
  ...['XDG_DATA_HOME', 'XDG_DATA_DIRS', 'XDG_CONFIG_HOME', 'FONTCONFIG_PATH', 'FONTCONFIG_FILE'],
  ...['SystemRoot', 'windir', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'ProgramFiles', 'ProgramData'],
] as const;

function environmentFor(place: string): Record<string, string> {
  const passed = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const own = { TMPDIR: place, TEMP: place, TMP: place, SAL_USE_VCLPLUGIN: 'svp', ...NO_NETWORK };
  return { ...Object.fromEntries(passed), ...own };
}

/** Runs the program until it ends. It and all that it has started end at the deadline, or when the person cancels. */
function run({ program, deadlineMs, cancelled }: OfficeJob, place: string, input: string): Promise<void> {
  const [command, ...before] = withoutNetwork(program.path);
  const given = [
    `-env:UserInstallation=${pathToFileURL(join(place, 'profile')).href}`,
    ...['--headless', '--invisible', '--nologo', '--nodefault', '--norestore', '--nofirststartwizard'],
    ...['--nolockcheck', '--convert-to', 'pdf', '--outdir', join(place, 'out'), input],
  ];
  return new Promise<void>((resolve, reject) => {
    const child = spawn(command, [...before, ...given], {
      cwd: place,
      env: environmentFor(place),
      stdio: 'ignore',
      // A group of its own, which is ended as a whole.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let isOver = false;
    const end = (outcome: CodedError | null): void => {
      // The number of a process that has ended may be another's by now.
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      // Also what the program has left running, such as a part of it that outlives its start script.
      endGroup(child.pid);
      if (outcome === null) resolve();
      else reject(outcome);
    };
    const timer = setTimeout(() => end(new CodedError('OFFICE_PROGRAM_HUNG')), deadlineMs);
    void cancelled?.then(() => end(new CodedError('CANCELLED')));
    child.on('error', (error) => end(new CodedError('OFFICE_PROGRAM_FAILED', String(error))));
    child.on('exit', (status, signal) =>
      end(
        status === 0
          ? null
          : new CodedError('OFFICE_PROGRAM_FAILED', `status ${String(status)}, ${String(signal)}`),
      ),
    );
  });
}

/** Ends a process with all that it has started. */
function endGroup(processId: number | undefined): void {
  if (processId === undefined) return;
  if (process.platform === 'win32') {
    // By its path, so that nothing else of that name is started, such as what lies beside a document.
    const taskkill = win32.join(systemFolder(), 'taskkill.exe');
    spawnSync(taskkill, ['/PID', String(processId), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-processId, 'SIGKILL');
  } catch {
    // The group has ended.
  }
}

/** Of util-linux; by its path, so that nothing else of that name is started. */
const UNSHARE = '/usr/bin/unshare';
let networkCut: boolean | undefined;

/** Puts the program into a name space without network where Linux lets a person do that (unshare(1) of util-linux). */
function withoutNetwork(program: string): [string, ...string[]] {
  if (process.platform !== 'linux') return [program];
  networkCut ??= spawnSync(UNSHARE, ['-c', '-n', 'true'], { stdio: 'ignore', timeout: 5_000 }).status === 0;
  return networkCut ? [UNSHARE, '-c', '-n', program] : [program];
}

/** Removes the copies of processes that have ended in the middle. */
async function removeLeftOvers(folder: string): Promise<void> {
  const names = writing(() => {
    makePrivateFolder(folder);
    return readdirSync(folder);
  });
  const left = names.filter((name) => !isRunning(Number(name.split('-')[0])));
  await Promise.all(left.map((name) => removeQuietly(join(folder, name))));
}

/** A program that was just ended may hold its files for a moment (Windows); the next conversion removes the rest. */
async function removeQuietly(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 }).catch(() => undefined);
}
