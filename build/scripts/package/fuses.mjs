import { join } from 'node:path';
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/**
 * How every fuse of Electron is to stand in a product
 * (https://www.electronjs.org/docs/latest/tutorial/fuses). A runtime may be older than a fuse and lack it.
 * @type {Readonly<Record<keyof typeof FuseV1Options, boolean>>}
 */
export const FUSES = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  // Bounds of memory by the processor's traps: our engine of SM2 and SM3 would be slower without.
  WasmTrapHandlers: true,
};

/**
 * Reads how the fuses of an executable stand.
 * @param {string} executable
 * @returns {Promise<Record<string, boolean | null>>} by name; null for one that this Electron lacks
 */
export async function readFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  return Object.fromEntries(Object.keys(FUSES).map((name) => [name, standing(wire[FuseV1Options[name]])]));
}

function standing(state) {
  if (state === FuseState.ENABLE) return true;
  return state === FuseState.DISABLE ? false : null;
}

/** Returns what stands otherwise than it is to. @param {Record<string, boolean | null>} read */
export const wrongFuses = (read) =>
  Object.entries(FUSES).flatMap(([name, wanted]) =>
    read[name] === null || read[name] === wanted ? [] : [name],
  );

/**
 * Sets every fuse that this Electron has, and reads them back: the hook of electron-builder after packing.
 * @param {{ appOutDir: string, electronPlatformName: string, packager: { appInfo: { productFilename: string }, executableName: string } }}
 *   context executableName: for Linux alone
 * @throws Error if one does not stand as it is to
 */
export default async function setFuses({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo;
  const names = { win32: `${productFilename}.exe`, darwin: `${productFilename}.app` };
  const executable = join(appOutDir, names[electronPlatformName] ?? packager.executableName);
  const present = Object.entries(await readFuses(executable)).filter(([, state]) => state !== null);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
    ...Object.fromEntries(present.map(([name]) => [FuseV1Options[name], FUSES[name]])),
  });
  const wrong = wrongFuses(await readFuses(executable));
  if (wrong.length > 0) throw new Error(`fuses that do not stand as they are to: ${wrong.join(', ')}`);
}
