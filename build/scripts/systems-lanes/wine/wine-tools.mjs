import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { opensslForWindows } from '../../natives/openssl.mjs';
import { inProject } from '../../setup/project.mjs';
import { fetchWhole } from '../../stage/stage-tree.mjs';
import { fetchWindowsNode } from '../../stage/windows.mjs';
import { compile, mingw } from '../compile.mjs';
import { driveC, windowsPath } from './wine.mjs';

const folder = join(driveC, 'tools');
const sources = inProject('build/scripts/systems-lanes/tools');

/** The last release with Poppler's programs for Windows inside; it has no pdfsig. */
const poppler = {
  package: 'node-poppler@7.2.4',
  integrity:
    'sha512-+YvPbEQ2uxsUVBXDIZiUEu0C3wMOo37D+cIqzWu5gZra3p6MHhBFJtZ/2slzj+5QPmWcHd9SAEjXk2ogBSHg9Q==',
};

/** Packages with programs as WebAssembly, by the names of their folders. */
const packages = {
  'qpdf-wasm': {
    package: '@neslinesli93/qpdf-wasm@0.3.0',
    integrity:
      'sha512-ObyTmabopTMwN6AGwrEkmDbdmM5wnwlRdn9jnJYQ2KbBUPdPDcfNf1QkcWFOVD+qIgSqILz9nK51e22T+x+gkQ==',
  },
  mupdf: {
    package: 'mupdf@1.28.1',
    integrity:
      'sha512-Gi11Ow2G1SlrXKJNZBL1eAIGFVih5+4ZKqjptamTVaj/5hnlrcVrVbyb7lHE2lfFKdxZPyv9ZtfOOq7XgjzEig==',
  },
};

/** Scripts of this folder that have the command line of a program. */
const scripts = ['qpdf', 'mutool', 'pkcs11-tool'];

const onWindows = (name) => windowsPath(join(folder, name));

/**
 * What a program needs so that it finds the tools by name, openssl its configuration, and a test what makes a program of a
 * script.
 */
export const toolsEnvironment = {
  WINEPATH: [windowsPath(folder), onWindows('poppler/Library/bin')].join(';'),
  OPENSSL_CONF: onWindows('openssl.cnf'),
  // Names of files in Chinese.
  OPENSSL_WIN32_UTF8: '1',
  SEALDESK_TEST_LAUNCHER: onWindows('launcher.exe'),
};

/**
 * Puts programs that tests want onto Wine's drive, as a person on Windows has them or as JavaScript: openssl (built from
 * source), Poppler's, qpdf, mutool, and what tests use of pkcs11-tool. Everything is kept for the next time.
 */
export async function placeTools() {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(await opensslForWindows(mingw), folder, { recursive: true });
  const popplers = join(await fetchWhole(poppler), 'src/lib/win32/poppler-24.07.0');
  await cp(popplers, join(folder, 'poppler'), { recursive: true });
  await cp(await fetchWindowsNode(), join(folder, 'node.exe'));
  for (const [name, source] of Object.entries(packages))
    await cp(await fetchWhole(source), join(folder, name), { recursive: true });
  const launcher = join(folder, 'launcher.exe');
  await compile([`${mingw}-gcc`], join(sources, 'launcher.c'), launcher);
  for (const name of scripts) {
    await cp(join(sources, `${name}.mjs`), join(folder, `${name}.mjs`));
    await cp(launcher, join(folder, `${name}.exe`));
  }
}
