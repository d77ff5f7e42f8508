import { safeStorage } from 'electron';
import { plainSecrets } from '../../adapters/papers/paper-folder.ts';
import type { SecretKeeper } from '../../services/pin-reset/reset-records.ts';

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
