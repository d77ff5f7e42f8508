import { join } from 'node:path';
import { thisSystem } from '../systems/this-system.mjs';
import { foreignUsr } from './foreign-usr.mjs';

/** Debian 11 has glibc 2.31 and GCC 10, the first with C++20: the oldest Debian that apt still serves and that suffices. */
const compilers = { suite: 'bullseye', purpose: 'compilers', packages: ['g++', 'g++-aarch64-linux-gnu'] };

function oldDebian() {
  if (!thisSystem.isRoot()) throw new Error('building against an older C library needs root, on Debian');
  return foreignUsr(compilers);
}

/** Returns the folder of the C library for arm64, as programs of that processor want it. */
export const arm64Libraries = async () => join(await oldDebian(), 'usr/aarch64-linux-gnu');

/**
 * Returns the program that runs another one with the compilers and the C library of an older Debian. They are fetched once.
 * @throws Error when this is not root on a Debian, since only root may mount
 */
export const oldDebianRunner = async () => join(await oldDebian(), 'run');
