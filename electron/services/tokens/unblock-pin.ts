import type { AppError } from '../../shared/errors.ts';
import type { TokenInfo } from '../../shared/model/token-info.ts';
import { failure, type Result } from '../../shared/result.ts';
import { weakness, type PinLifePorts } from './change-pin.ts';
import { pinRefusal } from './pin-guard.ts';

export interface PinUnblocking {
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
  const { module, serial } = token;
  const unblocked = await ports.tokens.unblockPin({ module, serial, soPin, newPin });
  if (!unblocked.ok) return failure(ofSecurityOfficer(unblocked.error));
  await ports.history.note(token, ports.clock.now());
  return unblocked;
}

/** The same refusal, said of the SO PIN. */
export function ofSecurityOfficer(error: AppError): AppError {
  if (error.code === 'PIN_WRONG') return { ...error, code: 'SO_PIN_WRONG' };
  return error.code === 'PIN_LOCKED' ? { ...error, code: 'SO_PIN_LOCKED' } : error;
}
