import type { TokenHostCall } from '../adapters/pkcs11/token-host-protocol.ts';

/**
 * A PIN as pkcs11js takes it. The string lives as long as the garbage collector leaves it: make it in the call
 * that uses it and keep no reference.
 */
export function pinText(pin: Uint8Array): string {
  return Buffer.from(pin.buffer, pin.byteOffset, pin.byteLength).toString('utf8');
}

/**
 * Overwrites the PINs that a call brought. Copies that the channel between the processes made on the way are
 * out of reach.
 */
export function zeroPins(call: TokenHostCall): void {
  if ('pin' in call) call.pin?.fill(0);
  if ('soPin' in call) call.soPin.fill(0);
  if ('newPin' in call) call.newPin?.fill(0);
}
