import type { SmEngine, SmPrimitives } from './engine.ts';
import { ownEngine } from './own-engine.ts';

interface Loaded {
  readonly primitives: SmPrimitives;
  readonly origin: SmEngine['origin'];
}

/**
 * Loads SM2 and SM3 alone: our own engine, or that of libraries where the runtime refuses WebAssembly.
 * @param start starts our own engine; tests take another
 */
export async function loadSmPrimitives(start: () => SmPrimitives = ownEngine): Promise<Loaded> {
  try {
    return { primitives: start(), origin: 'own' };
  } catch {
    // No WebAssembly (--jitless), or a policy that refuses to compile it: both throw, by different errors.
    const { libraryEngine } = await import('./library-engine.ts');
    return { primitives: libraryEngine, origin: 'libraries' };
  }
}

/** Loads SM3 for those who need nothing else. */
export async function loadSm3(): Promise<Pick<SmPrimitives, 'sm3' | 'createSm3'>> {
  return (await loadSmPrimitives()).primitives;
}
