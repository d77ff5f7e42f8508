import type { AppError } from '../../shared/errors.ts';
import type { PinState, TokenInfo } from '../../shared/model/token.ts';
import { type PinPolicy, brokenPinRules } from '../../shared/model/pin-rules.ts';
import { failure, type Result } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { PinPort } from '../ports/tokens.ts';

/**
 * Returns the reason why a PIN must not be sent to a token in this state, or null when it may be sent. The last try is
 * used only after the person has confirmed it for this one PIN, so that no automatic or repeated call locks a token.
 */
export function pinRefusal(state: PinState, lastTryConfirmed: boolean): AppError | null {
  if (state.locked) return { code: 'PIN_LOCKED' };
  const isLast = state.finalTry || state.triesLeft === 1;
  return isLast && !lastTryConfirmed ? { code: 'PIN_LAST_TRY' } : null;
}

/** Identifies a token in the history. Serial numbers are unique only within one manufacturer. */
export interface TokenIdentity {
  readonly manufacturer: string;
  readonly serial: string;
}

/** Remembers when PINs were last changed on this computer. It never holds a PIN. */
export interface PinHistory {
  /** Returns null when no change is known. */
  lastChange(token: TokenIdentity): Date | null;
  /** Never fails: when the note cannot be written, only a later reminder is missing. */
  note(token: TokenIdentity, at: Date): Promise<void>;
}

export interface PinLifePorts {
  readonly tokens: PinPort;
  readonly policy: PinPolicy;
  readonly history: PinHistory;
  readonly clock: Clock;
}

interface PinChange {
  readonly pin: Uint8Array;
  readonly newPin: Uint8Array;
  /** The person knows that a wrong PIN now locks the token. */
  readonly lastTryConfirmed: boolean;
}

/**
 * Changes a token's PIN. A new PIN that the policy does not allow is refused before the old one is sent, so it costs no
 * try. The caller zeroes both.
 */
export async function changePin(
  token: TokenInfo,
  { pin, newPin, lastTryConfirmed }: PinChange,
  ports: PinLifePorts,
): Promise<Result<null>> {
  const refusal = pinRefusal(token.pin, lastTryConfirmed) ?? weakness(newPin, pin, ports.policy);
  if (refusal !== null) return failure(refusal);
  const { module, serial } = token;
  const changed = await ports.tokens.changePin({ module, serial, pin, newPin });
  if (changed.ok) await ports.history.note(token, ports.clock.now());
  return changed;
}

/**
 * Returns the error for a new PIN that the policy does not allow, or null.
 * @param former the PIN that the new one must not equal; null when it is not known
 */
export function weakness(newPin: Uint8Array, former: Uint8Array | null, policy: PinPolicy): AppError | null {
  const rules = brokenPinRules(newPin, former, policy);
  return rules.length === 0 ? null : { code: 'PIN_TOO_WEAK', details: { rules: rules.join(' ') } };
}

interface PinUnblocking {
  /** The administrator PIN (管理员 PIN), which issuers also hand out as 解锁码. */
  readonly soPin: Uint8Array;
  /** The holder chooses it, and nobody else knows it. */
  readonly newPin: Uint8Array;
  /** The person knows that a wrong SO PIN now locks the token for good. */
  readonly lastTryConfirmed: boolean;
}

/** Sets a new PIN by means of the SO PIN, whether or not the old PIN is locked. Keys stay. The caller zeroes both. */
export async function unblockPin(
  token: TokenInfo,
  { soPin, newPin, lastTryConfirmed }: PinUnblocking,
  ports: PinLifePorts,
): Promise<Result<null>> {
  const refusal = pinRefusal(token.soPin, lastTryConfirmed);
  if (refusal !== null) return failure(ofSecurityOfficer(refusal));
  const weak = weakness(newPin, soPin, ports.policy);
  if (weak !== null) return failure(weak);
  const { module, serial } = token;
  const unblocked = await ports.tokens.unblockPin({ module, serial, soPin, newPin });
  if (!unblocked.ok) return failure(ofSecurityOfficer(unblocked.error));
  await ports.history.note(token, ports.clock.now());
  return unblocked;
}

/** Turns an error about the user PIN into the same error about the SO PIN. */
export function ofSecurityOfficer(error: AppError): AppError {
  if (error.code === 'PIN_WRONG') return { ...error, code: 'SO_PIN_WRONG' };
  return error.code === 'PIN_LOCKED' ? { ...error, code: 'SO_PIN_LOCKED' } : error;
}
