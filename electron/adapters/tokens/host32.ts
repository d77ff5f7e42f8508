import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** The bundles may lie in an archive among the resources of the program. */
const MOST_LEVELS = 4;

/**
 * Finds the host for 32-bit drivers, which Windows' installer brings if the person wants it (32 位 Key 驱动支持).
 * @param dist folder of all bundles
 */
export function host32In(
  dist: string,
  platform = process.platform,
  exists: (path: string) => boolean = existsSync,
): OtherHost | null {
  if (platform !== 'win32') return null;
  let place = dist;
  for (let level = 0; level < MOST_LEVELS; level += 1) {
    place = dirname(place);
    const folder = join(place, FOLDER);
    const program = join(folder, 'node.exe');
    if (!exists(program)) continue;
    return {
      program,
      entry: tokenHostIn(folder),
      loader: { system: 'windows', architecture: 'ia32', bits: 32 },
    };
  }
  return null;
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
