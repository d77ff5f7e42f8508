import type { PinPolicy } from '../../shared/pin/pin-policy.ts';
import { brokenPinRules } from '../../shared/pin/pin-rules.ts';
import type { AppError } from '../../shared/errors.ts';
import type { TokenInfo } from '../../shared/model/token-info.ts';
import { failure, type Result } from '../../shared/result.ts';
import type { PinHistory } from './pin-history.ts';
import { pinRefusal } from './pin-guard.ts';
import type { Clock, PinPort } from '../ports.ts';

export interface PinLifePorts {
  readonly tokens: PinPort;
  readonly policy: PinPolicy;
  readonly history: PinHistory;
  readonly clock: Clock;
}

export interface PinChange {
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
  const { module, serial } = token;
  const changed = await ports.tokens.changePin({ module, serial, pin, newPin });
  if (changed.ok) await ports.history.note(token, ports.clock.now());
  return changed;
}

/** @param former what the new PIN must not equal; null where it is not known */
export function weakness(newPin: Uint8Array, former: Uint8Array | null, policy: PinPolicy): AppError | null {
  const rules = brokenPinRules(newPin, former, policy);
  return rules.length === 0 ? null : { code: 'PIN_TOO_WEAK', details: { rules: rules.join(' ') } };
}
