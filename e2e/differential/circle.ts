import { loadSmEngine } from '../../electron/core/sm/load-engine.ts';
import { makeMiniWorld } from '../../electron/core/verification/fixtures/mini-world.ts';
import type { Circle } from './oracle.ts';
import { fourViewers } from './viewers/four-viewers.ts';

/** Makes a world whose authorities are trusted, and the viewers. @param folder for files that programs read */
export async function makeCircle(folder: string): Promise<Circle> {
  const world = await makeMiniWorld(await loadSmEngine());
  return { world, viewers: fourViewers(folder), now: new Date('2026-07-01T00:00:00Z') };
}
