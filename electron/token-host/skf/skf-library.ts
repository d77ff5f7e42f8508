import koffi from 'koffi';
import type { LibraryHandle } from 'koffi';
import { existsSync } from 'node:fs';
import type {
  HostSettings,
  ModuleOperation,
  moduleOperations,
} from '../../adapters/tokens/token-host-operations.ts';
import { fileOfModule } from '../../adapters/tokens/module-file.ts';
import { type SkfProfile, skfProfileFor } from '../../adapters/tokens/vendor-profiles.ts';
import { CodedError, type ErrorCode } from '../../shared/errors.ts';
import type { HandlersOn } from '../../wire/server.ts';

/** A loaded SKF library. */
export interface SkfLibrary {
  /** Its name, as requests and answers have it. */
  readonly module: string;
  readonly profile: SkfProfile;
  readonly settings: HostSettings;
  /** Calls a function. @throws SkfError when it answers anything but SAR_OK, or when the library lacks it */
  call(name: SkfFunction, ...values: readonly SkfArgument[]): void;
}

/** The handler of a library for each operation of the table. */
export type SkfOperations = HandlersOn<typeof moduleOperations, SkfLibrary>;

/**
 * Refuses operations that this interface cannot do. The vendor initialises an SKF device, because making an
 * application takes the device's own key (GM/T 0016 clause 7.2), and only SM2 keys are used over it.
 */
export function unsupported(operation: ModuleOperation): () => never {
  return () => {
    throw new CodedError('TOKEN_FAILURE', 'not over SKF', { operation, kind: 'skf' });
  };
}

type KoffiFunction = ReturnType<LibraryHandle['func']>;
type Loaded = Pick<SkfLibrary, 'module' | 'profile' | 'call'>;

let opened: SkfLibrary | null = null;

/**
 * Loads the library at first use; a process serves one.
 * @param module its name
 * @throws MODULE_MISSING, MODULE_LOAD_FAILED
 */
export function openSkfLibrary(module: string, settings: HostSettings): SkfLibrary {
  opened ??= { ...load(module, skfProfileFor(fileOfModule(module), settings.skfProfiles)), settings };
  return opened;
}

function load(module: string, profile: SkfProfile): Loaded {
  const file = fileOfModule(module);
  if (!existsSync(file)) throw new CodedError('MODULE_MISSING', file);
  const handle = loadFile(file);
  const bound = new Map<SkfFunction, KoffiFunction>();
  const functionOf = (name: SkfFunction): KoffiFunction => {
    const known = bound.get(name) ?? bind(handle, profile, name);
    bound.set(name, known);
    return known;
  };
  return {
    module,
    profile,
    call: (name, ...values) => {
      // ULONG may be 64 bits wide, but its codes have 32: the rest of the register may hold anything.
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

/** Structures, texts and results are bytes in our own layout: koffi passes the memory itself. */
function typeOf(parameter: SkfParameter, { ulongBits }: SkfProfile): string {
  if (parameter === 'ulong') return ulongBits === 64 ? 'uint64_t' : 'uint32_t';
  if (parameter === 'bool') return 'int32_t';
  return parameter === 'handle' ? 'uintptr_t' : 'uint8_t *';
}

/** `bytes` is a pointer to a text, a structure, or a cell for a result. */
type SkfParameter = 'ulong' | 'bool' | 'handle' | 'bytes';
export type SkfArgument = number | bigint | Uint8Array | null;

/** GM/T 0016-2012 clause 7: the functions that the host calls. Each returns a ULONG code. */
const PROTOTYPES = {
  SKF_EnumDev: ['bool', 'bytes', 'bytes'],
  SKF_ConnectDev: ['bytes', 'bytes'],
  SKF_DisConnectDev: ['handle'],
  SKF_GetDevInfo: ['handle', 'bytes'],
  SKF_EnumApplication: ['handle', 'bytes', 'bytes'],
  SKF_OpenApplication: ['handle', 'bytes', 'bytes'],
  SKF_CloseApplication: ['handle'],
  SKF_GetPINInfo: ['handle', 'ulong', 'bytes', 'bytes', 'bytes'],
  SKF_VerifyPIN: ['handle', 'ulong', 'bytes', 'bytes'],
  SKF_ChangePIN: ['handle', 'ulong', 'bytes', 'bytes', 'bytes'],
  SKF_UnblockPIN: ['handle', 'bytes', 'bytes', 'bytes'],
  SKF_ClearSecureState: ['handle'],
  SKF_EnumContainer: ['handle', 'bytes', 'bytes'],
  SKF_CreateContainer: ['handle', 'bytes', 'bytes'],
  SKF_OpenContainer: ['handle', 'bytes', 'bytes'],
  SKF_CloseContainer: ['handle'],
  SKF_ImportCertificate: ['handle', 'bool', 'bytes', 'ulong'],
  SKF_ExportCertificate: ['handle', 'bool', 'bytes', 'bytes'],
  SKF_ExportPublicKey: ['handle', 'bool', 'bytes', 'bytes'],
  SKF_GenECCKeyPair: ['handle', 'ulong', 'bytes'],
  SKF_ECCSignData: ['handle', 'bytes', 'ulong', 'bytes'],
  SKF_EnumFiles: ['handle', 'bytes', 'bytes'],
  SKF_GetFileInfo: ['handle', 'bytes', 'bytes'],
  SKF_ReadFile: ['handle', 'bytes', 'ulong', 'ulong', 'bytes', 'bytes'],
  SKF_CreateFile: ['handle', 'bytes', 'ulong', 'ulong', 'ulong'],
  SKF_WriteFile: ['handle', 'bytes', 'ulong', 'bytes', 'ulong'],
} as const satisfies Record<string, readonly SkfParameter[]>;

export type SkfFunction = keyof typeof PROTOTYPES;

/** GM/T 0016 annex B: the return codes that the host distinguishes. */
export const SAR = {
  ok: 0,
  fail: 0x0a000001,
  unknown: 0x0a000002,
  notSupported: 0x0a000003,
  invalidHandle: 0x0a000005,
  keyNotFound: 0x0a00001b,
  certificateNotFound: 0x0a00001c,
  bufferTooSmall: 0x0a000020,
  deviceRemoved: 0x0a000023,
  pinIncorrect: 0x0a000024,
  pinLocked: 0x0a000025,
  pinInvalid: 0x0a000026,
  pinLength: 0x0a000027,
  pinNotInitialised: 0x0a000029,
} as const;

/** A library's answer other than SAR_OK. */
export class SkfError extends Error {
  readonly sar: number;

  constructor(name: string, sar: number) {
    super(`${name}: 0x${sar.toString(16).padStart(8, '0').toUpperCase()}`);
    this.name = 'SkfError';
    this.sar = sar;
  }
}

/** Codes with a meaning for the person. Every other code becomes TOKEN_FAILURE with its number. */
const CODES: ReadonlyMap<number, ErrorCode> = new Map([
  [SAR.deviceRemoved, 'TOKEN_REMOVED'],
  // Handles end when the key is removed.
  [SAR.invalidHandle, 'TOKEN_REMOVED'],
  [SAR.pinIncorrect, 'PIN_WRONG'],
  [SAR.pinLocked, 'PIN_LOCKED'],
  [SAR.pinInvalid, 'PIN_INVALID'],
  [SAR.pinNotInitialised, 'PIN_NOT_SET'],
  [SAR.pinLength, 'PIN_INVALID'],
  [SAR.keyNotFound, 'KEY_NOT_FOUND'],
]);

/** Turns a library's answer into a coded error. Other errors pass unchanged. */
export function codedSkfFailure(error: unknown): unknown {
  return error instanceof SkfError ? codedAnswer(error) : error;
}

/** @param meant the code of the standard for what the answer means; the text keeps the answer itself */
export function codedAnswer({ message, sar }: SkfError, meant = sar): CodedError {
  return new CodedError(CODES.get(meant) ?? 'TOKEN_FAILURE', message, { sar: meant });
}

/** Runs a call that may fail with one of these codes. @returns null then */
export function unless<T>(codes: readonly number[], work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof SkfError && codes.includes(error.sar)) return null;
    throw error;
  }
}
