import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inProject } from './project.mjs';

const lockFile = inProject('out/setup/lock');
const pollMs = 200;

function tryLock() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

function isHolderAlive() {
  try {
    process.kill(Number(readFileSync(lockFile, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A holder that died without unlocking leaves its number: the file then belongs to nobody. */
async function lock() {
  mkdirSync(dirname(lockFile), { recursive: true });
  while (!tryLock()) {
    if (!isHolderAlive()) rmSync(lockFile, { force: true });
    else await pause(pollMs);
  }
}

/** Runs `work` while no other set-up of this checkout runs. */
export async function exclusively(work) {
  await lock();
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}
