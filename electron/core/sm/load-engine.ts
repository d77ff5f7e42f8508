import type { SmEngine } from './engine.ts';
import { nobleSm2 } from './sm2-noble.ts';
import { loadWasmSm3 } from './sm3-wasm.ts';

/** The engine of libraries: SM3 by hash-wasm, SM2 by @noble/curves. Load it once and share it. */
export async function loadSmEngine(): Promise<SmEngine> {
  return { ...(await loadWasmSm3()), ...nobleSm2 };
}
