import { CodedError } from '../../shared/errors.ts';
import type { SkfApplication } from './application.ts';
import { cell, nullEnded } from './cells.ts';
import { letGo } from './device.ts';
import { NOT_COUNTED, PIN_TYPES, pinFailure, refuseLocked, type Role } from './pin-state.ts';

/**
 * Lends PINs to the library as bytes ended by NUL, and overwrites those bytes afterwards. koffi hands over the
 * bytes' own memory, so no string of a PIN is ever made here.
 */
function lendPins<T>(pins: readonly Uint8Array[], work: (lent: readonly Uint8Array[]) => T): T {
  if (pins.some((pin) => pin.includes(0))) throw new CodedError('PIN_INVALID', 'a NUL in a PIN');
  const lent = pins.map(nullEnded);
  try {
    return work(lent);
  } finally {
    lent.forEach((pin) => pin.fill(0));
  }
}

/**
 * Gives PINs to a function once, never twice.
 * @param role whose PIN the function compares, and whose tries it may cost
 */
function givePins(
  opened: SkfApplication,
  role: Role,
  pins: readonly Uint8Array[],
  call: (lent: readonly Uint8Array[], counted: Uint8Array) => void,
): void {
  const before = refuseLocked(opened, role);
  const counted = cell(NOT_COUNTED);
  try {
    lendPins(pins, (lent) => call(lent, counted));
  } catch (error) {
    throw pinFailure(opened, role, { before, counted, error });
  }
}

/** Verifies the user's PIN, does the work, and clears the application's security state. */
export function withUser<T>(opened: SkfApplication, pin: Uint8Array, work: () => T): T {
  const { library, application } = opened;
  givePins(opened, 'user', [pin], ([lent = null], counted) =>
    library.call('SKF_VerifyPIN', application, PIN_TYPES.user, lent, counted),
  );
  try {
    return work();
  } finally {
    letGo(() => library.call('SKF_ClearSecureState', application));
  }
}

/** Verifies the administrator's PIN, whose security state ends at once. */
export function verifyAdminPin(opened: SkfApplication, adminPin: Uint8Array): void {
  const { library, application } = opened;
  givePins(opened, 'securityOfficer', [adminPin], ([lent = null], counted) =>
    library.call('SKF_VerifyPIN', application, PIN_TYPES.securityOfficer, lent, counted),
  );
  letGo(() => library.call('SKF_ClearSecureState', application));
}

/** The old PIN counts as a try. */
export function changeUserPin(opened: SkfApplication, pin: Uint8Array, newPin: Uint8Array): void {
  changeOwnPin(opened, 'user', pin, newPin);
}

/** The same for the administrator's PIN. */
export function changeAdminPin(opened: SkfApplication, pin: Uint8Array, newPin: Uint8Array): void {
  changeOwnPin(opened, 'securityOfficer', pin, newPin);
}

function changeOwnPin(opened: SkfApplication, role: Role, pin: Uint8Array, newPin: Uint8Array): void {
  const { library, application } = opened;
  givePins(opened, role, [pin, newPin], ([lent = null, lentNew = null], counted) =>
    library.call('SKF_ChangePIN', application, PIN_TYPES[role], lent, lentNew, counted),
  );
}

/** The administrator's PIN sets a new user PIN, which unlocks it; keys stay. */
export function unblockUserPin(opened: SkfApplication, adminPin: Uint8Array, newPin: Uint8Array): void {
  const { library, application } = opened;
  givePins(opened, 'securityOfficer', [adminPin, newPin], ([lent = null, lentNew = null], counted) =>
    library.call('SKF_UnblockPIN', application, lent, lentNew, counted),
  );
}
