import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type LoadingProcess, misfitOf } from '../../core/module-header/module-header.ts';
import { fileOfModule, headerOf, thisProcess } from './module-file.ts';
import { type OtherRuntime, socketHosts } from './socket-hosts.ts';
import { tokenHostIn } from './spare-host.ts';
import type { StartTokenHost } from './token-hosts.ts';

/** Another runtime with a token host, and the process that it is for a module. */
export interface OtherHost extends OtherRuntime {
  readonly loader: LoadingProcess;
}

/** The folder of the optional part of the installation, in that of the program. */
const FOLDER = 'host32';

/**
 * Finds the host for 32-bit drivers, which Windows' installer brings if the person wants it (32 位 Key 驱动支持). Nothing is looked for
 * outside of the program: anybody may make a folder at the top of a drive, and a host is handed PINs.
 * @param dist folder of all bundles
 */
export function host32In(
  dist: string,
  platform = process.platform,
  exists: (path: string) => boolean = existsSync,
): OtherHost | null {
  if (platform !== 'win32') return null;
  const folder = foldersOfProgram(dist)
    .map((place) => join(place, FOLDER))
    .find((each) => exists(join(each, 'node.exe')));
  if (folder === undefined) return null;
  return {
    program: join(folder, 'node.exe'),
    entry: tokenHostIn(folder),
    loader: { system: 'windows', architecture: 'ia32', bits: 32 },
  };
}

/** The folder that the bundles lie in, and above it that of the program as installers lay it out. */
function foldersOfProgram(dist: string): readonly string[] {
  const nearest = dirname(dist);
  const above = dirname(nearest);
  if (basename(nearest) === 'command') return [nearest, above];
  const isArchive = basename(nearest) === 'app.asar' && basename(above) === 'resources';
  return isArchive ? [dirname(above)] : [nearest];
}

/** Starts each module's host where the module can be loaded: here, unless its file is for the other runtime. */
export function hostsByFile(own: StartTokenHost, other: OtherHost | null): StartTokenHost {
  if (other === null) return own;
  const inOther = socketHosts(other);
  return (start) => {
    const header = headerOf(fileOfModule(start.module));
    const isForOther = misfitOf(header, thisProcess()) !== null && misfitOf(header, other.loader) === null;
    return isForOther ? inOther(start) : own(start);
  };
}
