import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inProject } from './project.mjs';

const defaultFile = inProject('out/setup/lock');
const pollMs = 200;

function tryLock(lockFile) {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

function isHolderAlive(lockFile) {
  try {
    process.kill(Number(readFileSync(lockFile, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A holder that died without unlocking leaves its number. The file then belongs to nobody. */
async function lock(lockFile) {
  mkdirSync(dirname(lockFile), { recursive: true });
  while (!tryLock(lockFile)) {
    if (!isHolderAlive(lockFile)) rmSync(lockFile, { force: true });
    else await pause(pollMs);
  }
}

/** Runs `work` while no other set-up of this checkout runs. */
export async function exclusively(work, lockFile = defaultFile) {
  await lock(lockFile);
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}
