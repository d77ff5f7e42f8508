import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../fixtures/run-command.ts';

/** Debian's SoftHSM2 */
export const SOFT_HSM = '/usr/lib/softhsm/libsofthsm2.so';

const PIN = '1234';
const SO_PIN = '12345678';

/** A SoftHSM2 with a store of its own. */
export interface SoftHsm {
  /** What its processes need in their environment. */
  readonly env: Readonly<Record<string, string>>;
  initialise(label: string): Promise<void>;
  /** Puts an RSA key with a self-signed certificate on a token. */
  addRsaIdentity(label: string, commonName: string): Promise<void>;
}

async function must(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const { status, stderr } = await run(program, args, { env });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
}

/** @param folder an existing folder, which then holds configuration and store */
export function createSoftHsm(folder: string): SoftHsm {
  const store = join(folder, 'softhsm-tokens');
  const configuration = join(folder, 'softhsm2.conf');
  mkdirSync(store);
  writeFileSync(configuration, `directories.tokendir = ${store}\nobjectstore.backend = file\n`);
  const env = { SOFTHSM2_CONF: configuration };
  return {
    env,
    initialise: (label) => {
      const pins = ['--pin', PIN, '--so-pin', SO_PIN];
      return must('softhsm2-util', ['--init-token', '--free', '--label', label, ...pins], env);
    },
    addRsaIdentity: async (label, commonName) => {
      const [key, certificate, der] = ['key.pem', 'certificate.pem', 'certificate.der'].map((name) =>
        join(folder, name),
      ) as [string, string, string];
      const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30'];
      const subject = ['-subj', `/CN=${commonName}`, '-keyout', key, '-out', certificate];
      await must('openssl', [...request, ...subject], env);
      await must('openssl', ['x509', '-in', certificate, '-outform', 'DER', '-out', der], env);
      const token = ['--module', SOFT_HSM, '--token-label', label, '--login', '--pin', PIN];
      for (const [file, type] of [
        [key, 'privkey'],
        [der, 'cert'],
      ] as const) {
        await must('pkcs11-tool', [...token, '--write-object', file, '--type', type, '--id', '01'], env);
      }
    },
  };
}
