import { safeStorage, shell, utilityProcess, type UtilityProcess } from 'electron';
import { plainSecrets } from '../adapters/papers/paper-folder.ts';
import type { StartTokenHost } from '../adapters/tokens/token-hosts.ts';
import type { SecretKeeper } from '../services/ports/secrets.ts';

/**
 * Starts token hosts as Electron's utility processes: the only processes of the app that load a vendor's module.
 * What a module prints goes nowhere.
 * @param entry path of the built token host
 */
export function utilityHosts(entry: string): StartTokenHost {
  return (start) => {
    const host = utilityProcess.fork(entry, [JSON.stringify(start)], {
      serviceName: 'SealDesk token host',
      stdio: 'ignore',
    });
    return {
      send: (message) => host.postMessage(message),
      onMessage: (listener) => void host.on('message', listener),
      onEnd: (listener) => void host.once('exit', () => listener('the process ended')),
      end: () => end(host),
    };
  };
}

/** Ends a host by SIGKILL: a hanging module may catch or never see the SIGTERM that `kill` sends. */
function end(host: UtilityProcess): void {
  try {
    if (host.pid === undefined) host.kill();
    else process.kill(host.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Opens the login page of a platform, an address of its bound settings, in the person's own browser (RFC 8252 §8.12). */
export const openInBrowser = (address: string): Promise<void> => shell.openExternal(address);

/** Prefix of a secret that the system's own key store protects. */
const PROTECTED = 'system:';

/**
 * The system's key store as both the pinned Electron 45 and its stand-in 33 have it. Electron 45 deprecates these
 * functions in favour of ones that return promises, which Electron 33 lacks.
 */
interface SystemKeyStore {
  readonly isEncryptionAvailable: () => boolean;
  readonly encryptString: (secret: string) => Buffer;
  readonly decryptString: (encrypted: Buffer) => string;
  readonly getSelectedStorageBackend: () => string;
}

const keyStore: SystemKeyStore = safeStorage;

/**
 * Keeps secrets under the system's key store (DPAPI, Keychain, a Linux desktop's keyring), so that a copy of the store
 * alone reveals none. Without a key store only the permissions of the store's file protect them. The command line has
 * no key store and reads no protected secret.
 */
export const systemSecrets: SecretKeeper = {
  protect: (secret) => {
    if (!isProtecting()) return plainSecrets.protect(secret);
    return `${PROTECTED}${keyStore.encryptString(secret).toString('base64')}`;
  },
  reveal: (kept) => (kept.startsWith(PROTECTED) ? revealed(kept) : plainSecrets.reveal(kept)),
};

/** On Linux without a keyring Electron encrypts with a key that everybody knows: that protects nothing. */
function isProtecting(): boolean {
  if (!keyStore.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || keyStore.getSelectedStorageBackend() !== 'basic_text';
}

function revealed(kept: string): string | null {
  try {
    return keyStore.decryptString(Buffer.from(kept.slice(PROTECTED.length), 'base64'));
  } catch {
    return null;
  }
}
