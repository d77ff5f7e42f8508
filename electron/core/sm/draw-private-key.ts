import { SM2_CURVE } from './parameters.ts';
import { numberOfOctets, octetsOfNumber } from './scalars.ts';

/**
 * Draws d in [1, n − 2] (GB/T 32918.1 §6.1), from 16 bytes more than it needs, so that none is favoured.
 * @param random returns fresh random bytes
 * @returns d, 32 bytes
 */
export function drawPrivateKey(random: (length: number) => Uint8Array): Uint8Array {
  const drawn = random(48);
  const scalar = (numberOfOctets(drawn) % (SM2_CURVE.n - 2n)) + 1n;
  drawn.fill(0);
  return octetsOfNumber(scalar);
}
