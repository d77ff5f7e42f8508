import type { AppError, ErrorCode } from '../errors.ts';
import type { TokenState } from './token.ts';

/** The header of a module's file, read without loading the module. */
export interface ModuleHeader {
  readonly system: 'windows' | 'linux' | 'macos';
  /** The machines that the file has code for; a macOS file may have several. */
  readonly machines: readonly ModuleMachine[];
}

export interface ModuleMachine {
  readonly bits: 32 | 64;
  /** The name that Node uses, such as `x64` or `arm64`; the header's number if Node has no name. */
  readonly architecture: string;
}

/**
 * The source of the module's path: the built-in table, Windows' registry, SEALDESK_MODULES, the person's settings, or the
 * demonstration.
 */
export type ModuleOrigin = 'known' | 'registry' | 'environment' | 'user' | 'world';

/**
 * The state of a module. `ready` shows at least one token; `noToken` and `noReader` load and show none;
 * `rejected` cannot fit by its file and was never loaded; `failed` did not load, ended its host or answered
 * with an error. The error of the report has the reason.
 */
export type ModuleState = 'ready' | 'noToken' | 'noReader' | 'rejected' | 'failed';

/** The answer of C_GetInfo, or the equal of an SKF library. */
export interface LibraryInfo {
  readonly manufacturer: string;
  readonly description: string;
  readonly version: string;
}

/** `empty` has no card; `notRecognised` has one that is not for this module; `unreadable` failed. */
export type SlotState = 'empty' | 'token' | 'notRecognised' | 'unreadable';

/** A reader or a port, under the number that the module gives it. */
export interface SlotReport {
  readonly slot: number;
  readonly description: string;
  readonly state: SlotState;
  /** The reason why the slot's token is not shown; null if it is shown or absent. */
  readonly error: AppError | null;
}

/** The answer of a module or of its host. */
export interface ModuleLook {
  /** Path of the module's file. */
  readonly module: string;
  readonly kind: 'pkcs11' | 'skf';
  readonly origin: ModuleOrigin;
  /** The product that the built-in table or the registry names for the file; null if neither knows the file. */
  readonly product: string | null;
  readonly header: ModuleHeader | null;
  readonly state: ModuleState;
  /** The error whose text says what is wrong and what to do next; null if the state is `ready`. */
  readonly error: AppError | null;
  readonly library: LibraryInfo | null;
  readonly slots: readonly SlotReport[];
}

/** A token as a help desk needs it, without pictures of seals and bytes of certificates. */
export interface TokenFinding {
  readonly slot: number;
  readonly label: string;
  readonly serial: string;
  readonly manufacturer: string;
  readonly state: TokenState;
  /** Name of the vendor profile that signing would use; null if none fits and signing is not tried. */
  readonly profile: string | null;
  readonly certificates: readonly CertificateFinding[];
  /** The obstacles to sealing with this token, the most serious first; empty if there is none. */
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

/** The result of the driver check, with everything that a help desk asks for on the telephone. */
export interface DriverReport {
  /** ISO 8601 */
  readonly madeAt: string;
  readonly system: {
    readonly platform: ModuleHeader['system'];
    readonly architecture: string;
    readonly bits: 32 | 64;
  };
  readonly modules: readonly ModuleReport[];
  /** The problems that concern no single module, the most serious first. */
  readonly findings: readonly AppError[];
  /** What is to be known and bars nothing, such as encryption software of the company. */
  readonly notes: readonly AppError[];
  /** True if serial numbers are shortened, and names and personal folders removed. */
  readonly redacted: boolean;
}
