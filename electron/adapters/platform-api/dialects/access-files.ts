import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { CodedError } from '../../../shared/errors.ts';
import { systemErrorName } from '../../files/file-errors.ts';
import { modeLetsOthersIn } from '../../files/modes.ts';
import { readRegularText } from '../../files/regular-file.ts';
import type { ClientIdentity } from '../tls-trust.ts';

const LARGEST = 65_536;
const CERTIFICATE = 'certificate.pem';

/**
 * What this computer shows to one platform that speaks a dialect. The names of the files are fixed and never come from settings: a
 * settings file that somebody hands out could otherwise name any file of the person, and have it sent as a secret.
 */
export interface AccessFiles {
  /** Returns the text of a file that nobody else may read, without blanks around it. @throws CodedError PLATFORM_SECRET_UNUSABLE */
  secret(name: string): string;
  /** Returns `certificate.pem` with its `key.pem`. @throws CodedError PLATFORM_SECRET_UNUSABLE */
  identity(): ClientIdentity;
}

/**
 * @param folder has a folder for each platform, named by its id; null where there is none
 * @param platform its id, which the settings have checked for use as a name
 */
export function accessFiles(folder: string | null, platform: string): AccessFiles {
  const unusable = (file: string, reason: string): CodedError =>
    new CodedError('PLATFORM_SECRET_UNUSABLE', reason, { platform, file, reason });
  const pathOf = (name: string): string => {
    if (folder === null) throw unusable(name, 'noFolder');
    return join(folder, platform, name);
  };
  const text = (name: string): string => {
    const path = pathOf(name);
    try {
      return readRegularText(path, { most: LARGEST });
    } catch (error) {
      throw unusable(path, systemErrorName(error) ?? 'unreadable');
    }
  };
  const secret = (name: string): string => {
    const path = pathOf(name);
    const status = statSync(path, { throwIfNoEntry: false });
    // Windows keeps who may read a file elsewhere; the folder of a home is the person's own there.
    if (status !== undefined && modeLetsOthersIn(status)) throw unusable(path, 'readableByOthers');
    const found = text(name).trim();
    if (found === '') throw unusable(path, 'empty');
    return found;
  };
  const identity = (): ClientIdentity => {
    const found = { certificate: text(CERTIFICATE), key: secret('key.pem') };
    try {
      createSecureContext({ cert: found.certificate, key: found.key });
    } catch {
      // What OpenSSL says of it may hold parts of the key's file.
      throw unusable(pathOf(CERTIFICATE), 'noPair');
    }
    return found;
  };
  return { secret, identity };
}
