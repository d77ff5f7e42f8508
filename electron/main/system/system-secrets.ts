import { safeStorage } from 'electron';
import { plainSecrets } from '../../adapters/papers/paper-folder.ts';
import type { SecretKeeper } from '../../services/ports/secrets.ts';

/** Prefix of a secret that the system's own key store protects. */
const PROTECTED = 'system:';

/** The system's key store as the stand-in, Electron 33, has it. The pinned one deprecates these functions, and 46 has none of them. */
interface OlderKeyStore {
  readonly isEncryptionAvailable: () => boolean;
  readonly encryptString: (secret: string) => Buffer;
  readonly decryptString: (encrypted: Buffer) => string;
}

/** What is done with either. */
interface KeyStore {
  isAvailable(): Promise<boolean>;
  encrypt(secret: string): Promise<Buffer>;
  decrypt(encrypted: Buffer): Promise<string>;
}

/** The functions of Electron 42 and later read what the older ones have encrypted. */
const newer: KeyStore = {
  isAvailable: () => safeStorage.isAsyncEncryptionAvailable(),
  encrypt: (secret) => safeStorage.encryptStringAsync(secret),
  decrypt: async (encrypted) => (await safeStorage.decryptStringAsync(encrypted)).result,
};

function older(store: OlderKeyStore): KeyStore {
  return {
    isAvailable: async () => store.isEncryptionAvailable(),
    encrypt: async (secret) => store.encryptString(secret),
    decrypt: async (encrypted) => store.decryptString(encrypted),
  };
}

const keyStore = (): KeyStore =>
  Reflect.has(safeStorage, 'encryptStringAsync') ? newer : older(safeStorage);

/**
 * Keeps secrets under the system's key store (DPAPI, Keychain, a Linux desktop's keyring), so that a copy of the store
 * alone reveals none. Without a key store only the permissions of the store's file protect them. The command line has
 * no key store and reads no protected secret.
 */
export const systemSecrets: SecretKeeper = {
  protect: async (secret) => {
    const store = keyStore();
    if (!(await isProtecting(store))) return plainSecrets.protect(secret);
    return `${PROTECTED}${(await store.encrypt(secret)).toString('base64')}`;
  },
  reveal: (kept) => (kept.startsWith(PROTECTED) ? revealed(kept) : plainSecrets.reveal(kept)),
};

/** On Linux without a keyring Electron encrypts with a key that everybody knows: that protects nothing. */
async function isProtecting(store: KeyStore): Promise<boolean> {
  if (!(await store.isAvailable())) return false;
  return (
    process.platform !== 'linux' ||
    !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
  );
}

async function revealed(kept: string): Promise<string | null> {
  try {
    return await keyStore().decrypt(Buffer.from(kept.slice(PROTECTED.length), 'base64'));
  } catch {
    return null;
  }
}
