import { isPrivateKey, multiply, sign } from './secret-keys';
import { INPUT } from './sm3';
import { verify } from './verify';

/** What the module offers. Requests stand at INPUT, and so do answers. */

export { HASH, INPUT, sm3Begin, sm3Update, sm3End } from './sm3';

/** @see verify */
export function sm2Verify(): bool {
  return verify(INPUT);
}

/** @see sign */
export function sm2Sign(): i32 {
  return sign(INPUT);
}

/** @see multiply */
export function sm2MultiplyBase(): i32 {
  return multiply(INPUT, true);
}

/** @see multiply */
export function sm2MultiplyPoint(): i32 {
  return multiply(INPUT, false);
}

/** @see isPrivateKey */
export function sm2IsPrivateKey(): bool {
  return isPrivateKey(INPUT);
}
