import type { ErrorCode } from '../errors.ts';

/** The codes that say why a seal or a certificate is not used. */
export type SealErrorCode = Exclude<
  Extract<ErrorCode, `SEAL_${string}` | `CERTIFICATE_${string}` | 'KEY_KIND_UNSUPPORTED'>,
  'SEAL_OFF_PAGE'
>;
