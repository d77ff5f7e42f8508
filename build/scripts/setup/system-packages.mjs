import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { debianPackages } from '../systems/debian-packages.mjs';
import { thisSystem } from '../systems/this-system.mjs';
import { run, say } from './run.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const stampName = 'system-packages';
const wanted = debianPackages.join(' ');
const isDebian = () => existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');

/** Reads dpkg's answer with one line per package: "name:ii " for an installed one. */
export function missingFrom(listing, packages) {
  const installed = new Set();
  for (const line of listing.split('\n')) {
    const [name, status] = line.split(' ');
    if (status === 'ii') installed.add(name);
  }
  return packages.filter((name) => !installed.has(name));
}

function missingPackages(packages) {
  const format = '--showformat=${Package} ${db:Status-Abbrev}\\n';
  const answer = spawnSync('dpkg-query', ['--show', format, ...packages], { encoding: 'utf8' });
  return missingFrom(answer.stdout ?? '', packages);
}

const aptEnvironment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
const apt = (...args) => run('apt-get', ['-y', '-q', ...args], { quiet: true, env: aptEnvironment });
const install = (names) => apt('install', '--no-install-recommends', ...names);

/** Another release may have renamed one package; the others are still installed. */
async function installAll(missing) {
  say(`Installing system packages: ${missing.join(' ')}`);
  await apt('update');
  if ((await install(missing)) === 0) return;
  for (const name of missing) await install([name]);
}

function printCommand(missing) {
  say(`System packages are missing, and only root may install them. Some parts may not work until you run:
  sudo apt-get update && sudo apt-get install -y ${missing.join(' ')}`);
}

/**
 * Installs those of the packages that are missing, on Debian as root. Elsewhere it prints the command, or does nothing
 * without apt: whatever needs a missing package reports it.
 * @returns false if the person was told to install some
 */
export async function provide(packages) {
  const missing = isDebian() ? missingPackages(packages) : [];
  if (missing.length > 0 && !thisSystem.isRoot()) {
    printCommand(missing);
    return false;
  }
  if (missing.length > 0) await installAll(missing);
  return true;
}

async function make() {
  if (await provide(debianPackages)) writeStamp(stampName, wanted);
}

/** The packages that set-up as a whole needs. It never fails. */
export const systemPackages = {
  isReady: () => !isDebian() || readStamp(stampName) === wanted,
  make,
};
