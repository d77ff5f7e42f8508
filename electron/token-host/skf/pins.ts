import { CodedError, type ErrorCode, type ErrorDetails } from '../../shared/errors.ts';
import type { PinState } from '../../shared/model/token.ts';
import { cell, nullEnded, numberIn } from './cells.ts';
import { letGo, type SkfApplication } from './device.ts';
import { codedAnswer, SAR, SkfError } from './skf-library.ts';

/**
 * Lends PINs to the library as bytes ended by NUL, and overwrites those bytes afterwards. koffi passes the memory of
 * the bytes themselves, so no string of a PIN is ever made here.
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
 * @param role the owner of the PIN that the function compares and may cost a try
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

/** Changes the user's PIN; the old one counts as a try. */
export function changeUserPin(opened: SkfApplication, pin: Uint8Array, newPin: Uint8Array): void {
  changeOwnPin(opened, 'user', pin, newPin);
}

/** Changes the administrator's PIN; the old one counts as a try. */
export function changeAdminPin(opened: SkfApplication, pin: Uint8Array, newPin: Uint8Array): void {
  changeOwnPin(opened, 'securityOfficer', pin, newPin);
}

function changeOwnPin(opened: SkfApplication, role: Role, pin: Uint8Array, newPin: Uint8Array): void {
  const { library, application } = opened;
  givePins(opened, role, [pin, newPin], ([lent = null, lentNew = null], counted) =>
    library.call('SKF_ChangePIN', application, PIN_TYPES[role], lent, lentNew, counted),
  );
}

/** Sets a new user PIN by the administrator's PIN, which unlocks it. Keys remain. */
export function unblockUserPin(opened: SkfApplication, adminPin: Uint8Array, newPin: Uint8Array): void {
  const { library, application } = opened;
  givePins(opened, 'securityOfficer', [adminPin, newPin], ([lent = null, lentNew = null], counted) =>
    library.call('SKF_UnblockPIN', application, lent, lentNew, counted),
  );
}

/** Clause 6.4: ADMIN_TYPE and USER_TYPE */
const PIN_TYPES = { securityOfficer: 0, user: 1 } as const;
type Role = keyof typeof PIN_TYPES;

/** A number above this is more than any device has, so it means nothing. */
const MOST_TRIES = 255;

/** Value of a count that the library has not written. */
const NOT_COUNTED = 0xffffffff;

/** State of a PIN when the device gives no answer or has no application. */
export const UNKNOWN_PIN: PinState = {
  triesLeft: null,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: true,
  mustChange: false,
};

/** Reads the exact number of tries by GetPINInfo, which needs no PIN and costs no try. */
export function readPinState({ library, application }: SkfApplication, role: Role): PinState {
  const [most, left, isDefault] = [cell(), cell(), cell()];
  try {
    library.call('SKF_GetPINInfo', application, PIN_TYPES[role], most, left, isDefault);
  } catch (error) {
    if (!(error instanceof SkfError) || error.sar === SAR.deviceRemoved) throw error;
    return { ...UNKNOWN_PIN, isSet: error.sar !== SAR.pinNotInitialised };
  }
  const state = pinStateOf(numberIn(left), numberIn(most));
  return { ...state, mustChange: numberIn(isDefault) !== 0 };
}

/** @param left tries left @param most tries of a PIN that was never mistyped */
function pinStateOf(left: number, most: number): PinState {
  if (left > MOST_TRIES) return UNKNOWN_PIN;
  return {
    ...UNKNOWN_PIN,
    triesLeft: left,
    countLow: left < most,
    finalTry: left === 1,
    locked: left === 0,
  };
}

function pinDetails(role: Role, { triesLeft, countLow, finalTry, locked }: PinState): ErrorDetails {
  return { role, triesLeft, countLow, finalTry, locked };
}

/** @throws PIN_LOCKED when no try is left, because even the right PIN would be refused */
function refuseLocked(opened: SkfApplication, role: Role): PinState {
  const state = readPinState(opened, role);
  if (!state.locked) return state;
  throw new CodedError('PIN_LOCKED', 'locked before the PIN was given', pinDetails(role, state));
}

/** Some libraries give these answers instead of SAR_PIN_INCORRECT. */
const VAGUE: readonly number[] = [SAR.fail, SAR.unknown];

const ABOUT_THE_PIN: readonly ErrorCode[] = ['PIN_WRONG', 'PIN_LOCKED'];

/**
 * Makes the error for a refused PIN, with the tries that are left.
 * @param before the state before the PIN was given
 * @param counted cell with the tries that the refusing call has written, for devices without GetPINInfo
 */
function pinFailure(
  opened: SkfApplication,
  role: Role,
  {
    before,
    counted,
    error,
  }: { readonly before: PinState; readonly counted: Uint8Array; readonly error: unknown },
): unknown {
  if (!(error instanceof SkfError)) return error;
  const meant = standardAnswer(opened, error);
  const coded = codedAnswer(error, meant);
  // A PIN whose tries are counted is set, so a driver that says otherwise means something else.
  const unset = meant === SAR.pinNotInitialised && before.triesLeft !== null;
  const vague = unset || VAGUE.includes(meant);
  if (!vague && !ABOUT_THE_PIN.includes(coded.code)) return coded;
  const told = readPinState(opened, role);
  const after = told.triesLeft === null && !vague ? pinStateOf(numberIn(counted), MOST_TRIES) : told;
  const code = vague ? meaningOfVague(before, after) : coded.code;
  if (code === null) return coded;
  return new CodedError(code, coded.message, { ...coded.details, ...pinDetails(role, after) });
}

/** GM/T 0016 annex B has these codes for what a profile names. */
const PIN_ANSWERS = { wrong: SAR.pinIncorrect, locked: SAR.pinLocked, invalid: SAR.pinInvalid } as const;

/** Returns the code of the standard for what the library's profile says of an answer. */
function standardAnswer({ library }: SkfApplication, { sar }: SkfError): number {
  const { pinAnswers } = library.profile;
  const meaning = Object.entries(pinAnswers).find(([answer]) => Number(answer) === sar)?.[1];
  return meaning === undefined ? sar : PIN_ANSWERS[meaning];
}

/** Returns null when the count is unchanged, because then the PIN was not the reason. */
function meaningOfVague(before: PinState, after: PinState): ErrorCode | null {
  if (before.triesLeft === null || after.triesLeft === null) return 'PIN_POSSIBLY_WRONG';
  if (after.triesLeft === before.triesLeft) return null;
  return after.locked ? 'PIN_LOCKED' : 'PIN_WRONG';
}
