import pkcs11js from 'pkcs11js';
import { CodedError, type ErrorCode } from '../shared/errors.ts';

/** Return values with a meaning of their own for the person; every other one is TOKEN_FAILURE with its number. */
const CODES: ReadonlyMap<number, ErrorCode> = new Map([
  [pkcs11js.CKR_PIN_INCORRECT, 'PIN_WRONG'],
  [pkcs11js.CKR_PIN_LOCKED, 'PIN_LOCKED'],
  [pkcs11js.CKR_PIN_INVALID, 'PIN_INVALID'],
  [pkcs11js.CKR_PIN_LEN_RANGE, 'PIN_INVALID'],
  [pkcs11js.CKR_PIN_TOO_WEAK, 'PIN_INVALID'],
  [pkcs11js.CKR_PIN_EXPIRED, 'PIN_MUST_CHANGE'],
  [pkcs11js.CKR_USER_PIN_NOT_INITIALIZED, 'PIN_NOT_SET'],
  [pkcs11js.CKR_DEVICE_REMOVED, 'TOKEN_REMOVED'],
  [pkcs11js.CKR_TOKEN_NOT_PRESENT, 'TOKEN_REMOVED'],
  [pkcs11js.CKR_TOKEN_NOT_RECOGNIZED, 'TOKEN_NOT_RECOGNISED'],
  [pkcs11js.CKR_SESSION_HANDLE_INVALID, 'TOKEN_REMOVED'],
  [pkcs11js.CKR_SESSION_CLOSED, 'TOKEN_REMOVED'],
  [pkcs11js.CKR_KEY_HANDLE_INVALID, 'KEY_NOT_FOUND'],
]);

/**
 * The CKR number that a module answered; null where the failure is not the module's. pkcs11js wraps most of its
 * methods' errors, but C_CreateObject's and C_SetAttributeValue's come as plain ones: "CKR_DEVICE_ERROR:48".
 */
export function returnValueOf(error: unknown): number | null {
  if (error instanceof pkcs11js.Pkcs11Error) return error.code;
  const plain = error instanceof Error ? /^CKR_\w+:(\d+)$/.exec(error.message) : null;
  return plain === null ? null : Number(plain[1]);
}

/** Turns what a module answered into a code. Other errors pass as they are. */
export function codedFailure(error: unknown): unknown {
  const returned = returnValueOf(error);
  if (returned === null) return error;
  return new CodedError(CODES.get(returned) ?? 'TOKEN_FAILURE', String(error), { ckr: returned });
}
