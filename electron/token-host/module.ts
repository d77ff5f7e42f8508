import { existsSync } from 'node:fs';
import pkcs11js, { type Handle, type PKCS11 } from 'pkcs11js';
import type { HostSettings } from '../adapters/pkcs11/token-host-protocol.ts';
import { CodedError } from '../shared/errors.ts';
import { returnValueOf } from './failure-codes.ts';

/** A loaded and initialised PKCS#11 module. */
export interface Module {
  readonly path: string;
  readonly pkcs11: PKCS11;
  readonly settings: HostSettings;
}

type Loaded = Omit<Module, 'settings'>;

let opened: Loaded | null = null;

/**
 * Loads the module at first use; C_Initialize is once a process, so a process serves one module.
 * @throws MODULE_MISSING, MODULE_LOAD_FAILED
 */
export function openModule(path: string, settings: HostSettings): Module {
  if (opened !== null && opened.path !== path) {
    throw new CodedError('INTERNAL', 'a token host serves one module');
  }
  opened ??= load(path);
  return { ...opened, settings };
}

/** Ends the module; some never return from it, so whoever asks for it sets a deadline. */
export function closeModule(): void {
  try {
    opened?.pkcs11.C_Finalize();
  } catch {
    // The process ends next, and with it whatever the module still holds.
  }
}

function load(path: string): Loaded {
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

/** CK_SLOT_ID as a number, for people; pkcs11js keeps it as the bytes of a native unsigned long. */
export function slotNumber(slot: Handle): number {
  return slot.readUInt32LE(0);
}
