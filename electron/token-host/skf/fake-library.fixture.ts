import { skfProfileFor } from '../../adapters/tokens/vendor-profiles.ts';
import type { SkfApplication } from './device.ts';
import { SAR, SkfError, type SkfLibrary, type SkfArgument, type SkfFunction } from './skf-library.ts';

/** The body of a function; it may return a code. */
export type Behaviour = (...values: readonly SkfArgument[]) => number | undefined;

/** Makes a library from functions of a test; all others are unsupported. */
export function fakeLibrary(
  functions: Partial<Record<SkfFunction, Behaviour>>,
  profile: Partial<SkfLibrary['profile']> = {},
): SkfLibrary {
  return {
    module: '/fake.so',
    profile: { ...skfProfileFor('/fake.so'), ...profile },
    settings: { profiles: [], softTokens: 'admitted' },
    call: (name, ...values) => {
      const behaviour = functions[name];
      const code = behaviour === undefined ? SAR.notSupported : (behaviour(...values) ?? SAR.ok);
      if (code !== SAR.ok) throw new SkfError(name, code);
    },
  };
}

export function fakeApplication(
  functions: Partial<Record<SkfFunction, Behaviour>>,
  profile: Partial<SkfLibrary['profile']> = {},
): SkfApplication {
  return {
    library: fakeLibrary(functions, profile),
    handle: 1n,
    info: { label: '', serial: '', manufacturer: '', firmware: '' },
    application: 2n,
    name: 'app',
  };
}

/** Writes a number to a cell as a library does. */
export function put(cell: SkfArgument | undefined, value: number): void {
  if (!(cell instanceof Uint8Array)) throw new Error('a cell expected');
  new DataView(cell.buffer, cell.byteOffset).setUint32(0, value, true);
}

/** Writes a list of names and its size as a library does. */
export function putNames(
  list: SkfArgument | undefined,
  size: SkfArgument | undefined,
  names: readonly string[],
): void {
  const bytes = new TextEncoder().encode(`${names.map((name) => `${name}\0`).join('')}\0`);
  if (!(list instanceof Uint8Array)) throw new Error('a buffer expected');
  list.set(bytes);
  put(size, bytes.length);
}
