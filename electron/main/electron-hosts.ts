import { safeStorage, utilityProcess, type UtilityProcess } from 'electron';
import { plainSecrets } from '../adapters/papers/plain-secrets.ts';
import type { StartTokenHost } from '../adapters/pkcs11/token-host-process.ts';
import type { SecretKeeper } from '../services/pin-reset/ports.ts';

/**
 * Starts token hosts as Electron's utility processes: the only processes of the app that load a vendor's module.
 * What a module prints goes nowhere.
 * @param entry path of the built token host
 */
export function utilityHosts(entry: string): StartTokenHost {
  return () => {
    const host = utilityProcess.fork(entry, [], { serviceName: 'SealDesk token host', stdio: 'ignore' });
    return {
      send: (message) => host.postMessage(message),
      onMessage: (listener) => void host.on('message', listener),
      onExit: (listener) => void host.once('exit', () => listener()),
      kill: () => end(host),
    };
  };
}

/** SIGKILL, because a module may hang where SIGTERM, which `kill` sends, is caught or never seen. */
function end(host: UtilityProcess): void {
  try {
    if (host.pid === undefined) host.kill();
    else process.kill(host.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** What begins a secret that the system's own key store protects. */
const PROTECTED = 'system:';

/**
 * Secrets under the system's key store (DPAPI, Keychain, a Linux desktop's keyring), so that a copy of the store
 * alone shows none. Where there is no key store, the permissions of the store's file are all. The command line
 * reads no protected ones: it has no key store.
 */
export const systemSecrets: SecretKeeper = {
  protect: (secret) => {
    if (!isProtecting()) return plainSecrets.protect(secret);
    return `${PROTECTED}${safeStorage.encryptString(secret).toString('base64')}`;
  },
  reveal: (kept) => (kept.startsWith(PROTECTED) ? revealed(kept) : plainSecrets.reveal(kept)),
};

/** On Linux without a keyring Electron encrypts with a key that everybody knows: that protects nothing. */
function isProtecting(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

function revealed(kept: string): string | null {
  try {
    return safeStorage.decryptString(Buffer.from(kept.slice(PROTECTED.length), 'base64'));
  } catch {
    return null;
  }
}
