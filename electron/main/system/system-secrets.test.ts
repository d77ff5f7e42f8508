import { beforeEach, describe, expect, it, vi } from 'vitest';
import { systemSecrets } from './system-secrets.ts';

const { safeStorage } = vi.hoisted(() => ({ safeStorage: new Map<string, unknown>() }));
vi.mock('electron', () => ({
  safeStorage: new Proxy(
    {},
    {
      get: (_target, name: string) => safeStorage.get(name),
      has: (_target, name: string) => safeStorage.has(name),
    },
  ),
}));

const encrypted = (text: string): Buffer => Buffer.from(`under a key: ${text}`);
const decrypted = (bytes: Buffer): string => {
  const [, text] = bytes.toString().split('under a key: ');
  if (text === undefined) throw new Error('another key');
  return text;
};
const OLDER = {
  isEncryptionAvailable: () => true,
  encryptString: encrypted,
  decryptString: decrypted,
};
const NEWER = {
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text: string) => Promise.resolve(encrypted(text)),
  decryptStringAsync: async (bytes: Buffer) => {
    await Promise.resolve();
    return { result: decrypted(bytes), shouldReEncrypt: false };
  },
};

function has(functions: object, backend = 'gnome_libsecret'): void {
  safeStorage.clear();
  for (const [name, act] of Object.entries(functions)) safeStorage.set(name, act);
  safeStorage.set('getSelectedStorageBackend', () => backend);
}

describe.each([
  ['the stand-in', OLDER],
  ['the pinned Electron', { ...OLDER, ...NEWER }],
  ['an Electron without the older functions', NEWER],
])('Secrets under the key store of %s', (_name, functions) => {
  beforeEach(() => has(functions));

  it('are not to be read without it, and are read again', async () => {
    const kept = await systemSecrets.protect('secret');
    expect(kept).toMatch(/^system:[A-Za-z0-9+/=]+$/);
    expect(await systemSecrets.reveal(kept)).toBe('secret');
    expect(await systemSecrets.reveal(`system:${Buffer.from('x').toString('base64')}`)).toBeNull();
  });

  it('that the older functions have protected are read', async () => {
    const kept = `system:${encrypted('secret').toString('base64')}`;
    expect(await systemSecrets.reveal(kept)).toBe('secret');
  });

  it.runIf(process.platform === 'linux').each(['basic_text', 'unknown'])(
    'are kept plainly where it has no key of its own (%s)',
    async (backend) => {
      has(functions, backend);
      const kept = await systemSecrets.protect('secret');
      expect(kept).not.toMatch(/^system:/);
      expect(await systemSecrets.reveal(kept)).toBe('secret');
    },
  );
});
