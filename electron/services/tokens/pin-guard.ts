import type { AppError } from '../../shared/errors.ts';
import type { PinState } from '../../shared/model/token.ts';

/**
 * Why a PIN must not be sent to a token in this state; null where it may. The last try is used only where the
 * person has said so for this one PIN, so that nothing automatic and no repetition locks a token.
 */
export function pinRefusal(state: PinState, lastTryConfirmed: boolean): AppError | null {
  if (state.locked) return { code: 'PIN_LOCKED' };
  const isLast = state.finalTry || state.triesLeft === 1;
  return isLast && !lastTryConfirmed ? { code: 'PIN_LAST_TRY' } : null;
}
