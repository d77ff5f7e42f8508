import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inWorkFolder } from '../natives/folders.mjs';
import { inProject } from '../setup/project.mjs';
import { expectRun } from '../setup/run.mjs';

/** For code signing, of nobody, and gone after an hour of work. */
const REQUEST = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=SealDesk test'];

/**
 * Has work sign what it packs by a certificate for this test alone, and checks the signatures of the files that it returns.
 * @param {() => Promise<readonly string[]>} work
 * @throws Error when a signature is missing or wrong
 */
export async function expectSigned(work) {
  await inWorkFolder(inProject('out/systems'), async (folder) => {
    const at = (name) => join(folder, name);
    await writeFile(at('password'), 'only-for-this-test');
    const purpose = ['-addext', 'extendedKeyUsage=codeSigning'];
    await expectRun('openssl', 'openssl', [
      ...REQUEST,
      ...purpose,
      '-keyout',
      at('key'),
      '-out',
      at('certificate'),
    ]);
    const pack = ['pkcs12', '-export', '-inkey', at('key'), '-in', at('certificate'), '-out', at('p12')];
    await expectRun('openssl', 'openssl', [...pack, '-passout', `file:${at('password')}`]);
    Object.assign(process.env, {
      SEALDESK_SIGN_PKCS12: at('p12'),
      SEALDESK_SIGN_PASSWORD_FILE: at('password'),
    });
    try {
      for (const file of await work()) {
        await expectRun('osslsigncode', 'osslsigncode', [
          'verify',
          '-CAfile',
          at('certificate'),
          '-in',
          file,
        ]);
      }
    } finally {
      delete process.env.SEALDESK_SIGN_PKCS12;
      delete process.env.SEALDESK_SIGN_PASSWORD_FILE;
    }
  });
}
