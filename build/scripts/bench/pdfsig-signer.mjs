import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasProgram } from './workbench.mjs';

const name = 'Bench';
const password = 'bench-password';

/**
 * Makes an NSS database with an RSA key and its certificate, by which pdfsig signs.
 * @param folder in which it is made
 * @returns what gives the arguments with which pdfsig signs a file into another; null when pdfsig or NSS's certutil is not on this machine
 * @throws Error when certutil fails
 */
export function pdfsigSigner(folder) {
  if (!hasProgram('pdfsig') || !hasProgram('certutil')) return null;
  const home = join(folder, 'nss');
  const [secret, noise] = [join(home, 'password'), join(home, 'noise')];
  mkdirSync(home);
  writeFileSync(secret, `${password}\n`);
  writeFileSync(noise, randomBytes(64));
  const database = ['-d', `sql:${home}`, '-f', secret];
  certutil(['-N', ...database]);
  const key = ['-k', 'rsa', '-g', '2048', '-z', noise];
  certutil(['-S', ...database, '-n', name, '-s', `CN=${name}`, '-x', '-t', 'CT,C,C', '-m', '1', ...key]);
  const signer = ['-nssdir', `sql:${home}`, '-nss-pwd', password, '-nick', name, '-digest', 'SHA256'];
  return (input, output) => [input, output, '-add-signature', ...signer];
}

function certutil(args) {
  const { status, stderr } = spawnSync('certutil', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`certutil ${args[0]}: status ${status}: ${stderr}`);
}
