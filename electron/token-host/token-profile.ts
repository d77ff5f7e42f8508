import type { VendorProfile } from '../adapters/pkcs11/vendor-profile.ts';
import { profileFor } from '../adapters/pkcs11/vendor-profiles.ts';
import { CodedError } from '../shared/errors.ts';
import type { Module } from './module.ts';
import type { TokenState } from './token-state.ts';

/** @throws TOKEN_FAILURE where no profile fits: guessing mechanism numbers could do anything */
export function requireProfile(module: Module, token: TokenState): VendorProfile {
  const { manufacturer } = token;
  const profile = profileFor({ module: module.path, manufacturer });
  if (profile === null) throw new CodedError('TOKEN_FAILURE', 'no profile', { profile: null, manufacturer });
  return profile;
}
