import { digestsBeside } from '../algorithms/digests.ts';
import { standardVerifier } from '../algorithms/verify-standard.ts';
import type { SmEngine, SmPrimitives } from './engine.ts';
import { loadSmPrimitives } from './load-primitives.ts';

/**
 * Loads the engine: SM2 and SM3 of our own, or of libraries where the runtime refuses WebAssembly, which `origin` tells. Load it
 * once and share it.
 * @param start starts our own SM2 and SM3; tests take others
 */
export async function loadSmEngine(start?: () => SmPrimitives): Promise<SmEngine> {
  const { primitives, origin } = await loadSmPrimitives(start);
  const digests = digestsBeside(primitives);
  return { ...primitives, origin, digests, verifyStandard: standardVerifier(digests) };
}
