import { CodedError, type ErrorCode, type ErrorDetails } from '../../shared/errors.ts';
import type { PinState } from '../../shared/model/token.ts';
import type { SkfApplication } from './application.ts';
import { cell, numberIn } from './cells.ts';
import { codedSkfFailure, SAR, SkfError } from './skf-error.ts';

/** Clause 6.4: ADMIN_TYPE and USER_TYPE */
export const PIN_TYPES = { securityOfficer: 0, user: 1 } as const;
export type Role = keyof typeof PIN_TYPES;

/** More tries than any device has: such a number tells nothing. */
const MOST_TRIES = 255;

/** What stands in a count that the library has not written. */
export const NOT_COUNTED = 0xffffffff;

/** What a device without an answer, or without an application, tells of a PIN. */
export const UNKNOWN_PIN: PinState = {
  triesLeft: null,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: true,
  mustChange: false,
};

/** What GetPINInfo says: the number of tries, exactly. It costs none, and no PIN is given. */
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

/** @throws PIN_LOCKED where no try is left: a PIN given now is refused whatever it is */
export function refuseLocked(opened: SkfApplication, role: Role): PinState {
  const state = readPinState(opened, role);
  if (!state.locked) return state;
  throw new CodedError('PIN_LOCKED', 'locked before the PIN was given', pinDetails(role, state));
}

/** Some libraries answer so where they should say SAR_PIN_INCORRECT. */
const VAGUE: readonly number[] = [SAR.fail, SAR.unknown];

const ABOUT_THE_PIN: readonly ErrorCode[] = ['PIN_WRONG', 'PIN_LOCKED'];

/**
 * A refused PIN with the tries that are left.
 * @param before the state before the PIN was given
 * @param counted the tries left as the refusing call wrote them, for devices that do not answer GetPINInfo
 */
export function pinFailure(
  opened: SkfApplication,
  role: Role,
  {
    before,
    counted,
    error,
  }: { readonly before: PinState; readonly counted: Uint8Array; readonly error: unknown },
): unknown {
  const coded = codedSkfFailure(error);
  if (!(coded instanceof CodedError) || !(error instanceof SkfError)) return coded;
  const vague = VAGUE.includes(error.sar);
  if (!vague && !ABOUT_THE_PIN.includes(coded.code)) return coded;
  const told = readPinState(opened, role);
  const after = told.triesLeft === null && !vague ? pinStateOf(numberIn(counted), MOST_TRIES) : told;
  const code = vague ? meaningOfVague(before, after) : coded.code;
  if (code === null) return coded;
  return new CodedError(code, coded.message, { ...coded.details, ...pinDetails(role, after) });
}

/** Null where the count did not move: then it was not the PIN. */
function meaningOfVague(before: PinState, after: PinState): ErrorCode | null {
  if (before.triesLeft === null || after.triesLeft === null) return 'PIN_POSSIBLY_WRONG';
  if (after.triesLeft === before.triesLeft) return null;
  return after.locked ? 'PIN_LOCKED' : 'PIN_WRONG';
}
