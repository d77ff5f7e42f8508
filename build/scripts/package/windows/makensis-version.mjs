import { answerOf } from '../../setup/run.mjs';

/** The first version whose uninstallers copy themselves into a folder that nobody else can write. */
const FIRST = [3, 9];
/** Debian 12 has that change in an older one. */
const OF_DEBIAN_12 = /^v3\.08-3\+deb12u[1-9]/;

/**
 * Tells whether a makensis makes uninstallers that go on, with an administrator's rights, from where nobody else can put a program
 * (CVE-2023-37378).
 * @param {string} version as makensis names it, such as v3.08-3+deb12u1
 */
export function isSafeMakensis(version) {
  const [, major = '0', minor = '0'] = /^v(\d+)\.(\d+)/.exec(version) ?? [];
  const later = Number(major) - FIRST[0] || Number(minor) - FIRST[1];
  return later >= 0 || OF_DEBIAN_12.test(version);
}

/** @throws Error for a makensis whose uninstallers could be made to run another program */
export function expectSafeMakensis() {
  const version = answerOf('makensis', ['-VERSION']).trim();
  if (!isSafeMakensis(version))
    throw new Error(
      `makensis ${version} makes uninstallers that others can abuse (CVE-2023-37378): bring a later one`,
    );
}
