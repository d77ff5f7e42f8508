import { exportedKeys, type RegistryKey } from '../settings/registry-export.ts';

/**
 * A cryptographic service provider (CSP) that a vendor's installer has registered with Windows. Vendors of SM2 keys register
 * one also where their keys serve no Windows program, so it tells where their other libraries lie.
 */
export interface RegisteredProvider {
  /** As the vendor names it, such as "ePass3000GM CSP v1.0". */
  readonly name: string;
  /** The library itself (`Image Path`). Some export PKCS#11 or SKF as well. */
  readonly library: string;
  /** The SKF library of the same keys (`SKFImagePath`); null if none is registered. */
  readonly skfLibrary: string | null;
  /** The view of the registry: 32 for libraries of 32-bit programs. */
  readonly bits: 64 | 32;
}

/** Reads a key of the registry and all below it; null when it is absent. */
type ReadKeys = (key: string, view: RegisteredProvider['bits']) => readonly RegistryKey[] | null;

/**
 * Where Windows lists CSPs, by the documentation of CryptAcquireContext (`Image Path`: learn.microsoft.com, "Cryptographic
 * Provider Names"). `SKFImagePath` beside it is how keys' installers tell of their SKF library; programs that list SKF
 * providers on Windows enumerate that value.
 */
const PROVIDERS = String.raw`HKLM\SOFTWARE\Microsoft\Cryptography\Defaults\Provider`;
const IMAGE_PATH = 'image path';
const SKF_IMAGE_PATH = 'skfimagepath';

/** Windows' own providers, which serve no USB key by themselves. */
const OF_WINDOWS = /^Microsoft /;

/** The providers of both views. A registry that cannot be read has none: drivers are found elsewhere too. */
export function registeredProviders(read: ReadKeys = exportedKeys): RegisteredProvider[] {
  return ([64, 32] as const).flatMap((bits) => {
    try {
      return (read(PROVIDERS, bits) ?? []).flatMap((key) => providerOf(key, bits));
    } catch {
      return [];
    }
  });
}

function providerOf({ path, values }: RegistryKey, bits: 64 | 32): RegisteredProvider[] {
  const name = path.slice(path.lastIndexOf('\\') + 1);
  // Windows does not tell the case of names apart.
  const texts = new Map([...values].map(([each, value]) => [each.toLowerCase(), value]));
  const library = texts.get(IMAGE_PATH);
  const skfLibrary = texts.get(SKF_IMAGE_PATH);
  if (OF_WINDOWS.test(name) || typeof library !== 'string' || library === '') return [];
  const isNamed = typeof skfLibrary === 'string' && skfLibrary !== '';
  return [{ name, library, skfLibrary: isNamed ? skfLibrary : null, bits }];
}
