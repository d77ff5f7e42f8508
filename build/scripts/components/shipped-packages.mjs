import { readFileSync } from 'node:fs';
import { inProject } from '../setup/project.mjs';

const FOLDER = 'node_modules/';

/**
 * Packages of the lockfile that no product carries, although a package that it does carry names them: pdf.js draws in the window, not
 * with canvas; headers of C++ are for compilers.
 */
const LEFT_OUT = /^(@napi-rs\/canvas(-.*)?|node-addon-api)$/;

/**
 * A system that a product is made for.
 * @typedef {{ os: string, cpu: string }} Target
 *
 * A package that a product carries.
 * @typedef {{ name: string, version: string, licence: string, integrity: string, folder: string }} ShippedPackage
 */

/**
 * A package as the lockfile has it.
 * @typedef {{ name?: string, version: string, license: string, integrity?: string, dev?: boolean, devOptional?: boolean, os?: string[], cpu?: string[] }}
 *   LockedPackage
 */

/**
 * Reads the packages of the lockfile, by their folder.
 * @returns {Record<string, LockedPackage>}
 */
export function lockedPackages() {
  return JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')).packages;
}

/** Returns the name of a package of the lockfile: that of its folder, unless the project gave it another one there. */
export const nameOf = (folder, { name }) => name ?? folder.slice(folder.lastIndexOf(FOLDER) + FOLDER.length);

/**
 * Lists the packages of a lockfile that a product for a system carries, in the order of their names.
 * @param {Record<string, LockedPackage>} packages as the lockfile has them, by folder
 * @param {Target} target in the words of Node: `linux`, `win32`, `darwin`; `x64`, `arm64`
 * @returns {ShippedPackage[]}
 */
export function shippedPackages(packages, { os, cpu }) {
  const shipped = Object.entries(packages).flatMap(([folder, each]) => {
    const name = nameOf(folder, each);
    const isForTarget = (each.os?.includes(os) ?? true) && (each.cpu?.includes(cpu) ?? true);
    if (folder === '' || each.dev || each.devOptional || !isForTarget || LEFT_OUT.test(name)) return [];
    const { version, license, integrity } = each;
    return [{ name, version, licence: license, integrity, folder }];
  });
  return shipped.sort((one, other) => (one.name < other.name ? -1 : 1));
}
