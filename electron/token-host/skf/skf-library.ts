import { existsSync } from 'node:fs';
import koffi, { type LibraryHandle } from 'koffi';
import type { SkfProfile } from '../../adapters/skf/skf-profile.ts';
import { skfProfileFor } from '../../adapters/skf/skf-profiles.ts';
import type { HostSettings } from '../../adapters/pkcs11/token-host-protocol.ts';
import { CodedError } from '../../shared/errors.ts';
import { SAR, SkfError } from './skf-error.ts';
import { PROTOTYPES, type SkfArgument, type SkfFunction, type SkfParameter } from './skf-prototypes.ts';

/** A loaded SKF library. */
export interface SkfLibrary {
  readonly path: string;
  readonly profile: SkfProfile;
  readonly settings: HostSettings;
  /** Calls a function. @throws SkfError where it answers anything but SAR_OK, or where the library lacks it */
  call(name: SkfFunction, ...values: readonly SkfArgument[]): void;
}

type KoffiFunction = ReturnType<LibraryHandle['func']>;
type Loaded = Pick<SkfLibrary, 'path' | 'profile' | 'call'>;

let opened: Loaded | null = null;

/**
 * Loads the library at first use; a process serves one.
 * @throws MODULE_MISSING, MODULE_LOAD_FAILED
 */
export function openSkfLibrary(path: string, settings: HostSettings): SkfLibrary {
  if (opened !== null && opened.path !== path) {
    throw new CodedError('INTERNAL', 'a token host serves one module');
  }
  opened ??= load(path, skfProfileFor(path, settings.skfProfiles));
  return { ...opened, settings };
}

function load(path: string, profile: SkfProfile): Loaded {
  if (!existsSync(path)) throw new CodedError('MODULE_MISSING', path);
  const handle = loadFile(path);
  const bound = new Map<SkfFunction, KoffiFunction>();
  const functionOf = (name: SkfFunction): KoffiFunction => {
    const known = bound.get(name) ?? bind(handle, profile, name);
    bound.set(name, known);
    return known;
  };
  return {
    path,
    profile,
    call: (name, ...values) => {
      // ULONG may be 64 bits wide, but its codes take 32: the rest of the register may be left as it was.
      const sar = Number(functionOf(name)(...values));
      if (sar !== SAR.ok) throw new SkfError(name, sar);
    },
  };
}

function loadFile(path: string): LibraryHandle {
  try {
    return koffi.load(path);
  } catch (error) {
    throw new CodedError('MODULE_LOAD_FAILED', String(error));
  }
}

function bind(handle: LibraryHandle, profile: SkfProfile, name: SkfFunction): KoffiFunction {
  const types = PROTOTYPES[name].map((parameter) => typeOf(parameter, profile));
  try {
    return handle.func(`__${profile.convention}`, name, 'uint32_t', types);
  } catch {
    throw new SkfError(name, SAR.notSupported);
  }
}

/** Structures, texts and results cross as bytes that we lay out ourselves: koffi hands over their own memory. */
function typeOf(parameter: SkfParameter, { ulongBits }: SkfProfile): string {
  if (parameter === 'ulong') return ulongBits === 64 ? 'uint64_t' : 'uint32_t';
  if (parameter === 'bool') return 'int32_t';
  return parameter === 'handle' ? 'uintptr_t' : 'uint8_t *';
}
