import { drawPrivateKey } from '../../core/sm/draw-private-key.ts';
import type { Sm2PublicKey, SmEngine } from '../../core/sm/engine.ts';
import { softwareSigner, type MessageSigner } from '../../core/sm/software-signer.ts';
import type { RandomBytes } from '../ports/clock.ts';

/** A key that lies in memory: for the demonstration's authorities alone. */
export interface SoftwareKey {
  /** d, 32 bytes */
  readonly privateKey: Uint8Array;
  readonly publicKey: Sm2PublicKey;
  readonly sign: MessageSigner;
}

export function generateSoftwareKey(engine: SmEngine, random: RandomBytes): SoftwareKey {
  const privateKey = drawPrivateKey(random);
  const sign = softwareSigner(engine, privateKey, random);
  return { privateKey, publicKey: engine.publicKeyOf(privateKey), sign };
}
