import type { Handle } from 'pkcs11js';
import { isSoftTokenRefused, profileFor, type VendorProfile } from '../../adapters/tokens/vendor-profiles.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PinState } from '../../shared/model/token.ts';
import { type Module, slotNumber } from './module.ts';

/** CK_TOKEN_INFO.flags, base specification v2.40 §3.2 */
const TOKEN_INITIALIZED = 0x400;
const USER_PIN_INITIALIZED = 0x8;
const USER_PIN_COUNT_LOW = 0x10000;
const USER_PIN_FINAL_TRY = 0x20000;
const USER_PIN_LOCKED = 0x40000;
const USER_PIN_TO_BE_CHANGED = 0x80000;

/** The answer of C_GetTokenInfo, with texts without their padding. */
export interface TokenState {
  readonly slot: Handle;
  readonly slotNumber: number;
  readonly label: string;
  readonly serial: string;
  readonly manufacturer: string;
  /** CK_TOKEN_INFO.firmwareVersion, such as "2.10" */
  readonly firmware: string;
  readonly initialised: boolean;
  readonly pin: PinState;
  readonly securityOfficerPin: PinState;
}

export function readTokenState({ pkcs11 }: Module, slot: Handle): TokenState {
  const info = pkcs11.C_GetTokenInfo(slot);
  return {
    slot,
    slotNumber: slotNumber(slot),
    label: unpadded(info.label),
    serial: unpadded(info.serialNumber),
    manufacturer: unpadded(info.manufacturerID),
    firmware: versionText(info.firmwareVersion),
    initialised: (info.flags & TOKEN_INITIALIZED) !== 0,
    pin: pinStateOf(info.flags),
    securityOfficerPin: securityOfficerPinStateOf(info.flags),
  };
}

/** PKCS#11 counts no tries: only "one left" and "none left" are known numbers. */
export function pinStateOf(flags: number): PinState {
  const locked = (flags & USER_PIN_LOCKED) !== 0;
  const finalTry = !locked && (flags & USER_PIN_FINAL_TRY) !== 0;
  return {
    triesLeft: locked ? 0 : finalTry ? 1 : null,
    countLow: (flags & USER_PIN_COUNT_LOW) !== 0,
    finalTry,
    locked,
    isSet: (flags & USER_PIN_INITIALIZED) !== 0,
    mustChange: (flags & USER_PIN_TO_BE_CHANGED) !== 0,
  };
}

/** CKF_SO_PIN_COUNT_LOW and similar flags are the user's flags, four bits higher. C_InitToken always sets this PIN. */
export function securityOfficerPinStateOf(flags: number): PinState {
  return { ...pinStateOf(flags >>> 4), isSet: true };
}

/** Formats a version as vendors print it. Not every module fills it in. */
export function versionText(version: { readonly major: number; readonly minor: number } | undefined): string {
  return version === undefined ? '' : `${version.major}.${version.minor}`;
}

/** Some modules pad with NUL instead of blanks, or leave the field full of them. */
export function unpadded(text: string): string {
  return text.replace(/[\0 ]+$/, '');
}

/**
 * Recognises a free slot of a software token. It answers like an uninitialised token without a serial number, but
 * there is no token that a person could hold.
 */
export function isFreeSlot(state: TokenState): boolean {
  return !state.initialised && state.serial === '';
}

/** Refuses soft tokens outside the demonstration world. */
export function isRefused({ settings }: Module, { manufacturer }: TokenState): boolean {
  return isSoftTokenRefused(settings, manufacturer);
}

/**
 * Finds the token of a serial number, in whatever port it is now. Serial numbers come from a listing, so a missing
 * token was removed since then.
 * @throws TOKEN_REMOVED, SOFT_TOKEN_REFUSED
 */
export function findToken(module: Module, serial: string): TokenState {
  const [token] = findTokens(module, serial);
  if (token === undefined) throw new CodedError('TOKEN_REMOVED', serial);
  if (isRefused(module, token)) throw new CodedError('SOFT_TOKEN_REFUSED', serial);
  return token;
}

/** Finds all tokens of a serial number, because vendors do not keep the numbers unique. */
export function findTokens(module: Module, serial: string): TokenState[] {
  const states = module.pkcs11.C_GetSlotList(true).map((slot) => readableState(module, slot));
  return states.filter((state) => state !== null).filter((state) => state.serial === serial);
}

/** Returns null when the slot's token cannot be read, because the wanted token may be in another slot. */
function readableState(module: Module, slot: Handle): TokenState | null {
  try {
    return readTokenState(module, slot);
  } catch {
    return null;
  }
}

/** Returns the profile of a token; null when none fits. */
export function profileOf(
  module: Module,
  { manufacturer, firmware }: Pick<TokenState, 'manufacturer' | 'firmware'>,
): VendorProfile | null {
  return profileFor({ module: module.path, manufacturer, version: firmware }, module.settings.profiles);
}

/** @throws TOKEN_PROFILE_UNKNOWN when no profile fits: guessing mechanism numbers could do anything */
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
