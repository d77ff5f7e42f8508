import type { Sm2PublicKey, SmEngine } from '../../core/sm/engine.ts';
import { SM2_CURVE } from '../../core/sm/parameters.ts';
import { numberOfOctets, octetsOfNumber } from '../../core/sm/scalars.ts';
import { softwareSigner, type MessageSigner } from '../../core/sm/software-signer.ts';
import type { RandomBytes } from '../ports.ts';

/** A key that lies in memory: for the demonstration's authorities alone. */
export interface SoftwareKey {
  /** d, 32 bytes */
  readonly privateKey: Uint8Array;
  readonly publicKey: Sm2PublicKey;
  readonly sign: MessageSigner;
}

/** Draws a key: d in [1, n − 2] (GB/T 32918.1 §6.1), from 16 bytes more than it needs, so that none is favoured. */
export function generateSoftwareKey(engine: SmEngine, random: RandomBytes): SoftwareKey {
  const scalar = (numberOfOctets(random(48)) % (SM2_CURVE.n - 2n)) + 1n;
  const privateKey = octetsOfNumber(scalar);
  const sign = softwareSigner(engine, privateKey, random);
  return { privateKey, publicKey: engine.publicKeyOf(privateKey), sign };
}
