import type { VendorProfile } from '../adapters/pkcs11/vendor-profile.ts';
import { profileFor } from '../adapters/pkcs11/vendor-profiles.ts';
import { CodedError } from '../shared/errors.ts';
import type { Module } from './module.ts';
import type { TokenState } from './token-state.ts';

/** The profile that a token is used by; null where none fits. */
export function profileOf(
  module: Module,
  { manufacturer, firmware }: Pick<TokenState, 'manufacturer' | 'firmware'>,
): VendorProfile | null {
  return profileFor({ module: module.path, manufacturer, version: firmware }, module.settings.profiles);
}

/** @throws TOKEN_PROFILE_UNKNOWN where no profile fits: guessing mechanism numbers could do anything */
export function requireProfile(module: Module, token: TokenState): VendorProfile {
  const profile = profileOf(module, token);
  if (profile !== null) return profile;
  const { manufacturer, firmware } = token;
  throw new CodedError('TOKEN_PROFILE_UNKNOWN', 'no profile', {
    module: module.path,
    manufacturer,
    version: firmware,
  });
}
