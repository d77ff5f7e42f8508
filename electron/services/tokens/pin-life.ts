import type { AppError } from '../../shared/errors.ts';
import type { PinState, TokenInfo } from '../../shared/model/token-info.ts';
import type { PinPolicy } from '../../shared/pin/pin-policy.ts';
import { brokenPinRules } from '../../shared/pin/pin-rules.ts';
import { failure, type Result } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { PinPort } from '../ports/tokens.ts';

/**
 * Why a PIN must not be sent to a token in this state; null where it may. The last try is used only where the
 * person has said so for this one PIN, so that nothing automatic and no repetition locks a token.
 */
export function pinRefusal(state: PinState, lastTryConfirmed: boolean): AppError | null {
  if (state.locked) return { code: 'PIN_LOCKED' };
  const isLast = state.finalTry || state.triesLeft === 1;
  return isLast && !lastTryConfirmed ? { code: 'PIN_LAST_TRY' } : null;
}

/** A token as its history knows it: serial numbers are unique to a maker only. */
export interface TokenIdentity {
  readonly manufacturer: string;
  readonly serial: string;
}

/** Remembers when PINs were last changed on this computer, never the PINs. */
export interface PinHistory {
  /** Null where no change is known. */
  lastChange(token: TokenIdentity): Date | null;
  /** What cannot be written down is no failure of the change: the reminder is then missing. */
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
 * Changes a token's PIN. A new one that the policy does not allow is refused before the old one is sent: it costs
 * no try. The caller zeroes both.
 */
export async function changePin(
  token: TokenInfo,
  { pin, newPin, lastTryConfirmed }: PinChange,
  ports: PinLifePorts,
): Promise<Result<null>> {
  const refusal = pinRefusal(token.pin, lastTryConfirmed) ?? weakness(newPin, pin, ports.policy);
  if (refusal !== null) return failure(refusal);
  const changed = await ports.tokens.changePin(token, pin, newPin);
  if (changed.ok) await ports.history.note(token, ports.clock.now());
  return changed;
}

/** @param former what the new PIN must not equal; null where it is not known */
export function weakness(newPin: Uint8Array, former: Uint8Array | null, policy: PinPolicy): AppError | null {
  const rules = brokenPinRules(newPin, former, policy);
  return rules.length === 0 ? null : { code: 'PIN_TOO_WEAK', details: { rules: rules.join(' ') } };
}

interface PinUnblocking {
  /** 管理员 PIN, which issuers also hand out as 解锁码 */
  readonly soPin: Uint8Array;
  /** Chosen by the holder, and known to nobody else. */
  readonly newPin: Uint8Array;
  /** The person knows that a wrong SO PIN now locks the token for good. */
  readonly lastTryConfirmed: boolean;
}

/** Sets a new PIN by the SO PIN, whether or not the old one is locked; keys stay. The caller zeroes both. */
export async function unblockPin(
  token: TokenInfo,
  { soPin, newPin, lastTryConfirmed }: PinUnblocking,
  ports: PinLifePorts,
): Promise<Result<null>> {
  const refusal = pinRefusal(token.soPin, lastTryConfirmed);
  if (refusal !== null) return failure(ofSecurityOfficer(refusal));
  const weak = weakness(newPin, soPin, ports.policy);
  if (weak !== null) return failure(weak);
  const unblocked = await ports.tokens.unblockPin(token, soPin, newPin);
  if (!unblocked.ok) return failure(ofSecurityOfficer(unblocked.error));
  await ports.history.note(token, ports.clock.now());
  return unblocked;
}

/** The same refusal, said of the SO PIN. */
export function ofSecurityOfficer(error: AppError): AppError {
  if (error.code === 'PIN_WRONG') return { ...error, code: 'SO_PIN_WRONG' };
  return error.code === 'PIN_LOCKED' ? { ...error, code: 'SO_PIN_LOCKED' } : error;
}
