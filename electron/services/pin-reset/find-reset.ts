import { CodedError } from '../../shared/errors.ts';
import type { PinResetApi, ResetKey, ResetPorts } from './ports.ts';
import type { KeptReset } from './reset-book.ts';

/** @throws RESET_NOT_FOUND */
export async function findReset(number: string, { resets }: Pick<ResetPorts, 'resets'>): Promise<KeptReset> {
  const kept = await resets.find(number);
  if (kept === null) throw new CodedError('RESET_NOT_FOUND', number, { number });
  return kept;
}

/** The platform of an application, and what opens it there. @throws PLATFORM_NOT_CONFIGURED, RESET_SECRET_UNREADABLE */
export function keyOf(
  { number, platformId, secret }: KeptReset,
  { platforms, secrets }: Pick<ResetPorts, 'platforms' | 'secrets'>,
): { readonly api: PinResetApi; readonly key: ResetKey } {
  const api = platforms.resetApi(platformId);
  if (api === null) throw new CodedError('PLATFORM_NOT_CONFIGURED', platformId);
  const revealed = secrets.reveal(secret);
  if (revealed === null) throw new CodedError('RESET_SECRET_UNREADABLE', number, { number });
  return { api, key: { number, secret: revealed } };
}

/** The step that was asked for does not fit the application's state. */
export function notPossible({ number, state, progress }: KeptReset): CodedError {
  return new CodedError('RESET_NOT_POSSIBLE', state, { number, state, progress });
}
