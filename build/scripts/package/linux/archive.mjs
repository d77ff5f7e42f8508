import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expectRun } from '../../setup/run.mjs';
import { settle } from './layout.mjs';
import { sourceDate } from '../product.mjs';

/**
 * Makes a tar.gz of a folder under a name of its own, equal byte for byte each time. Whoever unpacks it runs
 * `command/sealdesk`, or links it onto the PATH; it needs no root, and adds nothing to the system.
 * @param {string} folder is renamed to `name`
 */
export async function makeArchive(folder, name, output) {
  const named = join(dirname(folder), name);
  await rename(folder, named);
  await settle(named);
  const order = ['--sort=name', `--mtime=@${sourceDate()}`, '--owner=0', '--group=0', '--numeric-owner'];
  // Without root the helper cannot be root's, and a window then needs user namespaces.
  const rights = '--mode=u-s';
  const tar = [
    '--format=gnu',
    ...order,
    rights,
    '-C',
    dirname(named),
    '-I',
    'gzip -n -6',
    '-cf',
    output,
    name,
  ];
  await expectRun('tar', 'tar', tar);
}
