import { CodedError } from '../../shared/errors.ts';
import type { TokenHostOperation } from '../../adapters/pkcs11/token-host-protocol.ts';

/**
 * Refuses what this interface has no way to do: an SKF device is initialised by its vendor, because making an
 * application takes the device's own key (GM/T 0016 clause 7.2); and only SM2 keys are used over it.
 */
export function unsupported(operation: TokenHostOperation): () => never {
  return () => {
    throw new CodedError('TOKEN_FAILURE', 'not over SKF', { operation, kind: 'skf' });
  };
}
