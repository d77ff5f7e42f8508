import type { ErrorCode } from '../errors.ts';

/** The codes that say what is wrong with a driver or a token before anything is done with it. */
export type ModuleErrorCode = Extract<
  ErrorCode,
  | 'MODULE_WRONG_BITNESS'
  | 'MODULE_WRONG_SYSTEM'
  | 'MODULE_NOT_A_DRIVER'
  | 'MODULE_NO_READER'
  | 'MODULE_NO_TOKEN'
  | 'KEY_SETTINGS_DAMAGED'
  | 'SOFT_TOKEN_REFUSED'
  | 'TOKEN_NOT_RECOGNISED'
  | 'TOKEN_NOT_INITIALISED'
  | 'TOKEN_NO_CERTIFICATE'
  | 'TOKEN_PROFILE_UNKNOWN'
>;
