import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { inProject } from '../setup/project.mjs';

const description = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));

/** The program's name for desktops: its files there are called so. It is also the appId of electron-builder. */
export const appId = 'cn.sealdesk.app';

/** The version as package.json tells it, such as 1.0.0-rc.1. */
export const version = description.version;

/** The version for dpkg and rpm, to which "1.0.0~rc.1" comes before "1.0.0". */
export const packageVersion = version.replace('-', '~');

export const summary = 'Seal PDF and OFD documents with enterprise seals, and check them offline';

/** What Debian and rpm call a processor. */
export const debianProcessors = { x64: 'amd64', arm64: 'arm64' };
export const rpmProcessors = { x64: 'x86_64', arm64: 'aarch64' };

/**
 * The moment that every file of a package bears, in seconds since 1970: SOURCE_DATE_EPOCH, or that of the last commit. Two
 * builds of the same source are equal byte for byte.
 * @throws Error outside of a checkout, where nothing names it
 */
export function sourceDate() {
  const named = process.env.SOURCE_DATE_EPOCH;
  if (named !== undefined) return Number(named);
  const asked = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: inProject('.'), encoding: 'utf8' });
  if (asked.status !== 0) throw new Error('name the date of the source by SOURCE_DATE_EPOCH');
  return Number(asked.stdout.trim());
}
