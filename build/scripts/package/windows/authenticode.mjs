import { rename } from 'node:fs/promises';
import { expectRun } from '../../setup/run.mjs';
import { provide } from '../../setup/system-packages.mjs';

/**
 * How programs for Windows are signed, by the environment, so that no secret stands in a script or in the list of processes:
 *   SEALDESK_SIGN_PKCS12       file with certificate and key, and SEALDESK_SIGN_PASSWORD_FILE with its password
 *   SEALDESK_SIGN_TIMESTAMP    address of a time-stamp service (RFC 3161); without it a signature ends with its certificate
 */
function settings() {
  const {
    SEALDESK_SIGN_PKCS12: pkcs12,
    SEALDESK_SIGN_PASSWORD_FILE: password,
    SEALDESK_SIGN_TIMESTAMP: time,
  } = process.env;
  return pkcs12 === undefined ? null : { pkcs12, password, time };
}

/** The arguments of osslsigncode without the files. */
function signArguments({ pkcs12, password, time }) {
  const secret = password === undefined ? [] : ['-readpass', password];
  const stamp = time === undefined ? [] : ['-ts', time];
  return ['sign', '-pkcs12', pkcs12, ...secret, '-h', 'sha256', '-n', 'SealDesk', ...stamp];
}

/**
 * Returns the command by which makensis has an uninstaller signed; null where nothing is to be signed.
 * @param {string} file how makensis names the file in it
 * @returns {Promise<string | null>}
 */
export async function authenticodeCommand(file) {
  const signing = settings();
  if (signing === null) return null;
  await provide(['osslsigncode']);
  const args = signArguments(signing)
    .map((each) => `"${each}"`)
    .join(' ');
  return `osslsigncode ${args} -in "${file}" -out "${file}.signed" && mv "${file}.signed" "${file}"`;
}

/** Signs a program or installer in its place (Authenticode, SHA-256). @returns false where there is no certificate */
export async function signAuthenticode(file) {
  const signing = settings();
  if (signing === null) return false;
  await provide(['osslsigncode']);
  const signed = `${file}.signed`;
  await expectRun('osslsigncode', 'osslsigncode', [...signArguments(signing), '-in', file, '-out', signed]);
  await rename(signed, file);
  return true;
}
