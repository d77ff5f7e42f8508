import { CodedError } from '../../shared/errors.ts';
import type { WorldFolder } from './ports.ts';
import { decodeWorld, encodeWorld, type DemoWorld } from './world-description.ts';

const DESCRIPTION = 'world.json';

/** The maker's claim while a world is being made; what it stands beside was never announced to anybody. */
const UNFINISHED = 'world.json.unfinished';

/** What a folder holds. */
export type WorldState =
  | { readonly kind: 'empty' }
  /** A process is making a world. */
  | { readonly kind: 'inTheMaking' }
  /** A world whose making was broken off. */
  | { readonly kind: 'abandoned' }
  | { readonly kind: 'whole'; readonly world: DemoWorld }
  /** Something else, which is not to be touched. */
  | { readonly kind: 'foreign' };

/** @throws CodedError FILE_UNREADABLE where the description is damaged */
export function readWorldState(folder: WorldFolder): WorldState {
  const names = folder.names();
  if (names.length === 0) return { kind: 'empty' };
  if (names.includes(DESCRIPTION)) {
    return { kind: 'whole', world: decodeWorld(folder.read(DESCRIPTION), folder.home) };
  }
  if (!names.includes(UNFINISHED)) return { kind: 'foreign' };
  return { kind: folder.isClaimed(UNFINISHED) ? 'inTheMaking' : 'abandoned' };
}

/** @returns false where another process was faster */
export function beginWorld(folder: WorldFolder): boolean {
  return folder.claim(UNFINISHED);
}

/** Gives a world up that cannot be finished. */
export function abandonWorld(folder: WorldFolder): void {
  folder.release(UNFINISHED);
}

/** Makes the description appear whole or not at all. */
export function finishWorld(folder: WorldFolder, world: DemoWorld): void {
  folder.write(`${DESCRIPTION}.new`, encodeWorld(world), 'shared');
  folder.rename(`${DESCRIPTION}.new`, DESCRIPTION);
  folder.remove(UNFINISHED);
}

/** The world that a folder must hold. @throws CodedError FILE_NOT_FOUND where it holds none */
export function requireWorld(folder: WorldFolder): DemoWorld {
  const state = readWorldState(folder);
  if (state.kind === 'whole') return state.world;
  throw new CodedError('FILE_NOT_FOUND', 'no demonstration world in this folder');
}
