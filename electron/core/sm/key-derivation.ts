import { concatBytes } from '../bytes/concat.ts';
import type { SmEngine } from './engine.ts';
import { SM3_LENGTH } from './parameters.ts';

/**
 * GB/T 32918.4-2016 §5.4.3: KDF over SM3.
 * @param shared Z, the bit string that both sides have
 * @param length of the key, bytes
 */
export function deriveKey(engine: Pick<SmEngine, 'sm3'>, shared: Uint8Array, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / SM3_LENGTH) }, (_, index) =>
    engine.sm3(shared, counterOctets(index + 1)),
  );
  return concatBytes(...blocks).slice(0, length);
}

/** ct, 32 bits, most significant first */
function counterOctets(count: number): Uint8Array {
  const octets = new Uint8Array(4);
  new DataView(octets.buffer).setUint32(0, count);
  return octets;
}
