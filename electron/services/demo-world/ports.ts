import type { SmEngine } from '../../core/sm/engine.ts';
import type { Clock, RandomBytes } from '../ports/clock.ts';
import type { TokenSetupPort } from '../ports/tokens.ts';

/**
 * The folder of one world. Names are relative, with '/' between their parts. Every method throws CodedError:
 * FILE_NOT_FOUND and FILE_UNREADABLE, or OUTPUT_EXISTS, OUTPUT_UNWRITABLE and DISK_FULL.
 */
export interface WorldFolder {
  /** Absolute path of the folder. */
  readonly home: string;
  /** Absolute path of a name in the folder, in the system's own notation. */
  pathOf(name: string): string;
  /** What stands at the folder's top level; empty where the folder does not exist. */
  names(): readonly string[];
  read(name: string): Uint8Array;
  /**
   * Writes a new file, making the folders above it.
   * @param access `private` keeps other users of the system from reading it
   */
  write(name: string, bytes: Uint8Array, access: 'shared' | 'private'): void;
  /** Writes a file that names this process. @returns false where the file exists already */
  claim(name: string): boolean;
  /** Whether the process that a claim names still runs. */
  isClaimed(name: string): boolean;
  /** Leaves a claim that names nobody. */
  release(name: string): void;
  /** Gives a file its final name. */
  rename(name: string, finalName: string): void;
  remove(name: string): void;
  /** Moves the whole folder out of the way, beside itself, without losing anything. */
  setAside(): void;
  /** Copies a built module into the folder of that name. @returns the copy's path */
  copyModule(module: string, folder: string): string;
}

/** Fonts with the letters of GB 2312. */
export interface DemoFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/** What making a demonstration world takes from outside. */
export interface DemoWorldPorts {
  openFolder(directory: string): WorldFolder;
  /** @returns packed fonts (WOFF 1.0) */
  readFonts(): DemoFonts;
  /** Waits, in milliseconds. */
  pause(durationMs: number): Promise<void>;
  /** Path of the compiled soft token; null where there is none. */
  readonly softToken: string | null;
  /** Path of the SKF library that shows the soft token's tokens too; null where there is none. */
  readonly softSkf: string | null;
  readonly tokens: TokenSetupPort;
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly random: RandomBytes;
}
