import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../fixtures/commands/run-command.ts';

/** Debian installs SoftHSM2's module in one of these places. */
const MODULES = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
] as const;
/** Path of SoftHSM2's module. The file is absent when SoftHSM2 is not installed. */
export const SOFT_HSM = MODULES.find((path) => existsSync(path)) ?? MODULES[0];

const PIN = '1234';
const SO_PIN = '12345678';

/** A SoftHSM2 with a store of its own. */
export interface SoftHsm {
  /** Environment that makes SoftHSM2 use this store. */
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

const LABEL = 'Proof';
const SERIALS = { rsa: '1001', ec: '1002' } as const;

/** A SoftHSM2 token with an RSA and an EC key, certified by an authority of its own. */
export interface SigningToken {
  readonly module: string;
  /** Environment that makes SoftHSM2 find the token. */
  readonly environment: Readonly<Record<string, string>>;
  readonly pin: string;
  /** Path of the authority's certificate, PEM. */
  readonly authority: string;
  /** Writes a fresh revocation list of the authority, which names nobody, PEM. */
  writeRevocationList(path: string): void;
  readonly keys: readonly {
    readonly kind: 'RSA 2048' | 'EC P-256';
    readonly subject: string;
    /** Serial number of the certificate, hexadecimal. */
    readonly serial: string;
  }[];
}

/** Makes the token with the tools of SoftHSM2, OpenSC and OpenSSL alone, without the product's code. */
export function makeSigningToken(): SigningToken {
  const module = SOFT_HSM;
  const folder = mkdtempSync(join(tmpdir(), 'sealdesk-softhsm-'));
  const at = (name: string): string => join(folder, name);
  const pin = '135790';
  const environment = { SOFTHSM2_CONF: at('softhsm2.conf') };
  mkdirSync(at('tokens'));
  writeFileSync(at('softhsm2.conf'), `directories.tokendir = ${at('tokens')}\nlog.level = ERROR\n`);
  const run = (program: string, ...args: readonly string[]): string =>
    execFileSync(program, args, { env: { ...process.env, ...environment }, stdio: 'pipe' }).toString();
  const tool = (...args: readonly string[]): string =>
    run('pkcs11-tool', '--module', module, '--token-label', LABEL, ...args);

  run('softhsm2-util', '--init-token', '--free', '--label', LABEL, '--pin', pin, '--so-pin', '24681357');
  const authority = ['-keyout', at('ca.key'), '-out', at('ca.pem'), '-subj', '/CN=Proof Authority'];
  run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '3650', ...authority);
  writeFileSync(
    at('usage'),
    'keyUsage=critical,digitalSignature,nonRepudiation\nbasicConstraints=CA:FALSE\n',
  );
  const certify = (id: string, type: string, serial: string, subject: string): void => {
    tool('--login', '--pin', pin, '--keypairgen', '--key-type', type, '--id', id, '--label', subject);
    tool('--read-object', '--type', 'pubkey', '--id', id, '-o', at(`${id}.pub`));
    run('openssl', 'pkey', '-pubin', '-inform', 'DER', '-in', at(`${id}.pub`), '-out', at(`${id}.pem`));
    const issuer = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-set_serial', `0x${serial}`];
    const form = ['-days', '365', '-extfile', at('usage'), '-outform', 'DER', '-out', at(`${id}.der`)];
    const asked = ['-force_pubkey', at(`${id}.pem`), '-subj', `/O=Sample/CN=${subject}`];
    run('openssl', 'x509', '-new', ...asked, ...issuer, ...form);
    tool('--login', '--pin', pin, '--write-object', at(`${id}.der`), '--type', 'cert', '--id', id);
  };
  certify('01', 'rsa:2048', SERIALS.rsa, 'RSA Signer');
  certify('02', 'EC:prime256v1', SERIALS.ec, 'EC Signer');
  return {
    module,
    environment,
    pin,
    authority: at('ca.pem'),
    writeRevocationList: (path) => {
      writeFileSync(at('index.txt'), '');
      const settings = `database = ${at('index.txt')}\ndefault_md = sha256\ndefault_crl_days = 30\n`;
      writeFileSync(at('ca.conf'), `[ca]\ndefault_ca = own\n[own]\n${settings}`);
      const key = ['-keyfile', at('ca.key'), '-cert', at('ca.pem')];
      run('openssl', 'ca', '-gencrl', '-config', at('ca.conf'), ...key, '-out', path);
    },
    keys: [
      { kind: 'RSA 2048', subject: 'RSA Signer', serial: SERIALS.rsa },
      { kind: 'EC P-256', subject: 'EC Signer', serial: SERIALS.ec },
    ],
  };
}
