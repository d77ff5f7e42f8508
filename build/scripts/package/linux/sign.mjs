import { extname } from 'node:path';
import { expectRun } from '../../setup/run.mjs';

/** rpm keeps a signature inside of the package; a deb has none that apt looks at, so that one lies beside it, as for archives. */
const signers = {
  // rpm starts gpg by its path, which Debian's rpm does not name.
  '.rpm': (file, key) => [
    'rpmsign',
    ['--define', '__gpg /usr/bin/gpg', '--define', `_gpg_name ${key}`, '--addsign', file],
  ],
};
const beside = (file, key) => [
  'gpg',
  ['--batch', '--yes', '--local-user', key, '--armor', '--detach-sign', '--output', `${file}.asc`, file],
];

/**
 * Signs a package with a key of GnuPG's key ring (GNUPGHOME names another ring): an rpm inside, any other file by `FILE.asc`.
 * Whoever gets them checks by `rpm --checksig FILE`, or `gpg --verify FILE.asc FILE`.
 * @param {string} file
 * @param {string} key a name or fingerprint in the ring
 */
export async function signPackage(file, key) {
  const [command, args] = (signers[extname(file)] ?? beside)(file, key);
  await expectRun(command, command, args);
}
