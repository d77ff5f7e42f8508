import type { SmEngine } from '../../core/sm/engine.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Clock, RandomBytes } from '../ports/clock.ts';
import type { TokenSetupPort } from '../ports/tokens.ts';
import { decodeWorld, type DemoWorld, encodeWorld } from './world-description.ts';

/**
 * The folder of one world. Names are relative, with '/' between their parts. Every method throws CodedError:
 * FILE_NOT_FOUND and FILE_UNREADABLE, or OUTPUT_EXISTS, OUTPUT_UNWRITABLE and DISK_FULL.
 */
export interface WorldFolder {
  /** The absolute path of the folder. */
  readonly home: string;
  /** Returns the absolute path of a name in the folder, in the system's own notation. */
  pathOf(name: string): string;
  /** Returns the names at the folder's top level; none when the folder does not exist. */
  names(): readonly string[];
  read(name: string): Uint8Array;
  /**
   * Writes a new file and makes the folders above it.
   * @param access `private` keeps other users of the system from reading it
   */
  write(name: string, bytes: Uint8Array, access: 'shared' | 'private'): void;
  /**
   * Writes a file that names this process.
   * @returns false when the file exists already
   */
  claim(name: string): boolean;
  /** Whether the process of a claim is still running. */
  isClaimed(name: string): boolean;
  /** Leaves the claim, but without a process. */
  release(name: string): void;
  /** Gives a file its final name. */
  rename(name: string, finalName: string): void;
  remove(name: string): void;
  /** Renames the whole folder, so that its path becomes free and nothing is lost. */
  setAside(): void;
  /**
   * Copies a built module into the folder of that name.
   * @returns the path of the copy
   */
  copyModule(module: string, folder: string): string;
}

/** Fonts with the letters of GB 2312. */
export interface DemoFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/** The ports for making a demonstration world. */
export interface DemoWorldPorts {
  openFolder(directory: string): WorldFolder;
  /** @returns packed fonts (WOFF 1.0) */
  readFonts(): DemoFonts;
  /** Waits for a time in milliseconds. */
  pause(durationMs: number): Promise<void>;
  /** Whether the parts of the demonstration are in this build. A package for customers has none of them. */
  readonly isInstalled: boolean;
  /** The path of the compiled soft token; null when there is none. */
  readonly softToken: string | null;
  /** The path of the SKF library over the soft token's tokens; null when there is none. */
  readonly softSkf: string | null;
  readonly tokens: TokenSetupPort;
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

const DESCRIPTION = 'world.json';

/** The maker's claim while a world is being made. Nobody has been told yet of the files beside it. */
const UNFINISHED = 'world.json.unfinished';

/** The content of a folder. */
export type WorldState =
  | { readonly kind: 'empty' }
  /** A process is making a world. */
  | { readonly kind: 'inTheMaking' }
  /** A world whose making was broken off. */
  | { readonly kind: 'abandoned' }
  | { readonly kind: 'whole'; readonly world: DemoWorld }
  /** Something else, which is not to be touched. */
  | { readonly kind: 'foreign' };

/** @throws CodedError FILE_UNREADABLE, which names the description, when it is damaged */
export function readWorldState(folder: WorldFolder): WorldState {
  const names = folder.names();
  if (names.length === 0) return { kind: 'empty' };
  if (names.includes(DESCRIPTION)) {
    return { kind: 'whole', world: readDescription(folder) };
  }
  if (!names.includes(UNFINISHED)) return { kind: 'foreign' };
  return { kind: folder.isClaimed(UNFINISHED) ? 'inTheMaking' : 'abandoned' };
}

function readDescription(folder: WorldFolder): DemoWorld {
  try {
    return decodeWorld(folder.read(DESCRIPTION), folder.home);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    throw new CodedError(error.code, error.message, { ...error.details, path: folder.pathOf(DESCRIPTION) });
  }
}

/** @returns false when another process was faster */
export function beginWorld(folder: WorldFolder): boolean {
  return folder.claim(UNFINISHED);
}

/** Gives up a world that cannot be finished. */
export function abandonWorld(folder: WorldFolder): void {
  folder.release(UNFINISHED);
}

/** Makes the complete description appear in one step. */
export function finishWorld(folder: WorldFolder, world: DemoWorld): void {
  folder.write(`${DESCRIPTION}.new`, encodeWorld(world), 'shared');
  folder.rename(`${DESCRIPTION}.new`, DESCRIPTION);
  folder.remove(UNFINISHED);
}

/**
 * Returns the world of a folder.
 * @throws CodedError FILE_NOT_FOUND when the folder holds none
 */
export function requireWorld(folder: WorldFolder): DemoWorld {
  const state = readWorldState(folder);
  if (state.kind === 'whole') return state.world;
  throw new CodedError(
    'FILE_NOT_FOUND',
    'no demonstration world in this folder: sealdesk demo FOLDER makes one',
  );
}
