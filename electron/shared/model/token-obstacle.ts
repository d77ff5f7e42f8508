import type { ErrorCode } from '../errors.ts';
import type { TokenState } from './token-info.ts';

/** The code whose text says what a token's state means and what to do next; null where nothing is to be done. */
export const OBSTACLE_OF_STATE: Readonly<Record<TokenState, ErrorCode | null>> = {
  ready: null,
  pinLocked: 'PIN_LOCKED',
  pinNotSet: 'PIN_NOT_SET',
  pinMustChange: 'PIN_MUST_CHANGE',
  notInitialised: 'TOKEN_NOT_INITIALISED',
  noCertificate: 'TOKEN_NO_CERTIFICATE',
  failed: 'TOKEN_FAILURE',
};
