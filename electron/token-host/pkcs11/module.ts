import { existsSync } from 'node:fs';
import pkcs11js from 'pkcs11js';
import type { Handle, PKCS11 } from 'pkcs11js';
import type { HostSettings, moduleOperations } from '../../adapters/tokens/token-host-operations.ts';
import type { HandlersOn } from '../../wire/server.ts';
import { CodedError, type ErrorCode } from '../../shared/errors.ts';

/** A loaded and initialised PKCS#11 module. */
export interface Module {
  readonly path: string;
  readonly pkcs11: PKCS11;
  readonly settings: HostSettings;
}

/** The handler of a module for each operation of the table. */
export type Pkcs11Operations = HandlersOn<typeof moduleOperations, Module>;

let opened: Module | null = null;

/**
 * Loads the module at first use. C_Initialize may be called once a process, so a process serves one module.
 * @throws MODULE_MISSING, MODULE_LOAD_FAILED
 */
export function openModule(path: string, settings: HostSettings): Module {
  opened ??= { ...load(path), settings };
  return opened;
}

/** Ends the module. Some modules never return from it, so the caller sets a deadline. */
export function closeModule(): void {
  try {
    opened?.pkcs11.C_Finalize();
  } catch {
    // The process ends next and releases everything that the module still holds.
  }
}

function load(path: string): Omit<Module, 'settings'> {
  if (!existsSync(path)) throw new CodedError('MODULE_MISSING', path);
  const pkcs11 = new pkcs11js.PKCS11();
  try {
    pkcs11.load(path);
  } catch (error) {
    throw new CodedError('MODULE_LOAD_FAILED', String(error));
  }
  initialise(pkcs11);
  return { path, pkcs11 };
}

function initialise(pkcs11: PKCS11): void {
  try {
    pkcs11.C_Initialize();
  } catch (error) {
    const returned = returnValueOf(error);
    if (returned === pkcs11js.CKR_CRYPTOKI_ALREADY_INITIALIZED) return;
    throw new CodedError('MODULE_LOAD_FAILED', 'C_Initialize', { ckr: returned });
  }
}

/** Returns CK_SLOT_ID as a number for people; pkcs11js keeps it as the bytes of a native unsigned long. */
export function slotNumber(slot: Handle): number {
  return slot.readUInt32LE(0);
}

/** Return values with a meaning for the person. Every other value becomes TOKEN_FAILURE with its number. */
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
 * Returns the CKR number of a module's answer; null when the failure is not the module's. pkcs11js wraps the errors
 * of most methods, but those of C_CreateObject and C_SetAttributeValue are plain: "CKR_DEVICE_ERROR:48".
 */
export function returnValueOf(error: unknown): number | null {
  if (error instanceof pkcs11js.Pkcs11Error) return error.code;
  const plain = error instanceof Error ? /^CKR_\w+:(\d+)$/.exec(error.message) : null;
  return plain === null ? null : Number(plain[1]);
}

/** Turns a module's answer into a coded error. Other errors pass unchanged. */
export function codedFailure(error: unknown): unknown {
  const returned = returnValueOf(error);
  if (returned === null) return error;
  return new CodedError(CODES.get(returned) ?? 'TOKEN_FAILURE', String(error), { ckr: returned });
}
