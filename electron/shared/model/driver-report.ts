import type { AppError, ErrorCode } from '../errors.ts';
import type { TokenState } from './token.ts';

/** What a module's file says of itself, read without loading it. */
export interface ModuleHeader {
  readonly system: 'windows' | 'linux' | 'macos';
  /** Every machine that the file has code for; a macOS file may have several. */
  readonly machines: readonly ModuleMachine[];
}

export interface ModuleMachine {
  readonly bits: 32 | 64;
  /** `x64`, `arm64` and the like as Node names them; the header's number where Node has no name. */
  readonly architecture: string;
}

/** Who named the module: our table, SEALDESK_MODULES, the person's settings, or the demonstration world. */
export type ModuleOrigin = 'known' | 'environment' | 'user' | 'world';

/**
 * What became of a module. `ready` shows at least one token; `noToken` and `noReader` load and show none;
 * `rejected` is known from its file not to fit and was never loaded; `failed` did not load, ended its host or
 * answered with an error. The reason is the report's error.
 */
export type ModuleState = 'ready' | 'noToken' | 'noReader' | 'rejected' | 'failed';

/** What C_GetInfo or an SKF library says of itself. */
export interface LibraryInfo {
  readonly manufacturer: string;
  readonly description: string;
  readonly version: string;
}

/** `empty` has no card; `notRecognised` has one that is not for this module; `unreadable` failed. */
export type SlotState = 'empty' | 'token' | 'notRecognised' | 'unreadable';

/** A reader or a port, as the module numbers them. */
export interface SlotReport {
  readonly slot: number;
  readonly description: string;
  readonly state: SlotState;
  /** Why the slot's token does not show; null where it does, or where there is none. */
  readonly error: AppError | null;
}

/** What a module or its host answered when it was looked at. */
export interface ModuleLook {
  /** Path of the module's file. */
  readonly module: string;
  readonly kind: 'pkcs11' | 'skf';
  readonly origin: ModuleOrigin;
  /** Whose keys it serves, as far as our table knows the file's name. */
  readonly product: string | null;
  readonly header: ModuleHeader | null;
  readonly state: ModuleState;
  /** Its text says what is wrong and what to do next; null where state is `ready`. */
  readonly error: AppError | null;
  readonly library: LibraryInfo | null;
  readonly slots: readonly SlotReport[];
}

/** A token as a help desk needs it: no seals' pictures, no certificates' bytes. */
export interface TokenFinding {
  readonly slot: number;
  readonly label: string;
  readonly serial: string;
  readonly manufacturer: string;
  readonly state: TokenState;
  /** Name of the vendor profile that signing would use; null where none fits and signing is not tried. */
  readonly profile: string | null;
  readonly certificates: readonly CertificateFinding[];
  /** What stands in the way of sealing with this token, the gravest first; empty where nothing does. */
  readonly obstacles: readonly AppError[];
}

export interface CertificateFinding {
  readonly subject: string;
  readonly algorithm: string;
  /** ISO 8601 */
  readonly notAfter: string;
  readonly usable: boolean;
  readonly reason: ErrorCode | null;
}

export interface ModuleReport extends ModuleLook {
  readonly tokens: readonly TokenFinding[];
}

/** What the driver doctor found: everything a help desk asks for on the telephone. */
export interface DriverReport {
  /** ISO 8601 */
  readonly madeAt: string;
  readonly system: {
    readonly platform: ModuleHeader['system'];
    readonly architecture: string;
    readonly bits: 32 | 64;
  };
  readonly modules: readonly ModuleReport[];
  /** What is wrong as a whole, such as that no module is installed; the gravest first. */
  readonly findings: readonly AppError[];
  /** True where serial numbers are shortened, and names and personal folders removed. */
  readonly redacted: boolean;
}
