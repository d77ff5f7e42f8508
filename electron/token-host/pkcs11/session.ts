import pkcs11js from 'pkcs11js';
import type { Handle } from 'pkcs11js';
import { CodedError, type ErrorCode, type ErrorDetails } from '../../shared/errors.ts';
import type { PinState } from '../../shared/model/token.ts';
import { codedFailure, type Module, returnValueOf } from './module.ts';
import { readTokenState, type TokenState } from './token-state.ts';

type SessionKind = 'readOnly' | 'readWrite';

/** Opens a session for one piece of work and always closes it. */
export function withSession<T>(
  module: Module,
  slot: Handle,
  kind: SessionKind,
  work: (session: Handle) => T,
): T {
  const session = openSession(module, slot, kind);
  try {
    return work(session);
  } finally {
    // The token may be gone together with the session, so nothing is left to close.
    ignoring(() => module.pkcs11.C_CloseSession(session));
  }
}

type Role = 'user' | 'securityOfficer';

/** Logs in once, never twice, does the work and logs out. */
export function withLogin<T>(
  module: Module,
  token: TokenState,
  kind: SessionKind,
  login: { readonly role: Role; readonly pin: Uint8Array },
  work: (session: Handle) => T,
): T {
  const session = openLogin(module, token, kind, login);
  try {
    return work(session);
  } finally {
    closeLogin(module, session);
  }
}

/** Opens a session and logs in once; the caller closes it. @throws CodedError when the login fails */
export function openLogin(
  module: Module,
  token: TokenState,
  kind: SessionKind,
  login: { readonly role: Role; readonly pin: Uint8Array },
): Handle {
  if (pinOf(token, login.role).locked) throw lockedFailure(token, login.role);
  const session = openSession(module, token.slot, kind);
  try {
    logIn(module, token, session, login);
    return session;
  } catch (error) {
    ignoring(() => module.pkcs11.C_CloseSession(session));
    throw error;
  }
}

/** Logs out and closes the session. A removed token has done so itself. */
export function closeLogin({ pkcs11 }: Module, session: Handle): void {
  ignoring(() => pkcs11.C_Logout(session));
  ignoring(() => pkcs11.C_CloseSession(session));
}

function openSession({ pkcs11 }: Module, slot: Handle, kind: SessionKind): Handle {
  const writable = kind === 'readWrite' ? pkcs11js.CKF_RW_SESSION : 0;
  return pkcs11.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION | writable);
}

function logIn(
  module: Module,
  token: TokenState,
  session: Handle,
  { role, pin }: { readonly role: Role; readonly pin: Uint8Array },
): void {
  const user = role === 'user' ? pkcs11js.CKU_USER : pkcs11js.CKU_SO;
  try {
    module.pkcs11.C_Login(session, user, pinText(pin));
  } catch (error) {
    throw pinFailure(module, token, role, error);
  }
}

export function lockedFailure(token: TokenState, role: Role): CodedError {
  return new CodedError('PIN_LOCKED', 'locked before the login', pinDetails(token, role));
}

/** Some modules give these answers instead of CKR_PIN_INCORRECT. */
const VAGUE: readonly number[] = [pkcs11js.CKR_GENERAL_ERROR, pkcs11js.CKR_FUNCTION_FAILED];

/**
 * Makes the error for a refused PIN, with the token's state afterwards.
 * @param before the token's state before the PIN was given
 */
export function pinFailure(module: Module, before: TokenState, role: Role, error: unknown): unknown {
  const coded = codedFailure(error);
  if (!(coded instanceof CodedError)) return coded;
  const after = stateNow(module, before);
  const vague = VAGUE.includes(returnValueOf(error) ?? 0);
  if (vague && after === null) return new CodedError('TOKEN_REMOVED', coded.message, coded.details);
  const code = vague ? meaningOfVague(before, after ?? before, role) : coded.code;
  if (!ABOUT_THE_PIN.includes(code)) return coded;
  return new CodedError(code, coded.message, { ...coded.details, ...pinDetails(after ?? before, role) });
}

const ABOUT_THE_PIN: readonly ErrorCode[] = ['PIN_WRONG', 'PIN_POSSIBLY_WRONG', 'PIN_LOCKED'];

/** A PIN is certainly wrong only when the flags show that a try was used: some tokens never change them. */
function meaningOfVague(before: TokenState, after: TokenState, role: Role): ErrorCode {
  if (!isTryUsed(before, after, role)) return 'PIN_POSSIBLY_WRONG';
  return pinOf(after, role).locked ? 'PIN_LOCKED' : 'PIN_WRONG';
}

function stateNow(module: Module, { slot }: TokenState): TokenState | null {
  try {
    return readTokenState(module, slot);
  } catch {
    return null;
  }
}

function isTryUsed(before: TokenState, after: TokenState, role: Role): boolean {
  const flags = ({ countLow, finalTry, locked }: PinState): string => `${countLow} ${finalTry} ${locked}`;
  return flags(pinOf(before, role)) !== flags(pinOf(after, role));
}

function pinOf(token: TokenState, role: Role): PinState {
  return role === 'user' ? token.pin : token.securityOfficerPin;
}

function pinDetails(token: TokenState, role: Role): ErrorDetails {
  const { triesLeft, countLow, finalTry, locked } = pinOf(token, role);
  return { role, triesLeft, countLow, finalTry, locked };
}

function ignoring(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}

/** Text that is made anew, and how much of it fills the engine's memory for young objects a few times over. */
const FILLING = Buffer.alloc(1_024, '0');
const FILLINGS = 65_536;

/**
 * Makes so many texts that they take the places of those that nobody refers to any more. The engine does not clear
 * what it collects.
 */
function overwriteYoungTexts(): void {
  let length = 0;
  for (let time = 0; time < FILLINGS; time += 1) length += FILLING.toString('latin1').length;
  if (length === 0) throw new Error('nothing was overwritten');
}

/**
 * Converts a PIN for pkcs11js, which takes texts alone. Make it in the call that uses it and keep no reference: its
 * memory is overwritten soon after.
 */
export function pinText(pin: Uint8Array): string {
  setImmediate(overwriteYoungTexts);
  return Buffer.from(pin.buffer, pin.byteOffset, pin.byteLength).toString('utf8');
}
