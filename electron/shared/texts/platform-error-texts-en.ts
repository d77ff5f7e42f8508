import { errorText, type ErrorText } from './error-text.ts';
import type { PlatformErrorCode } from './platform-error-code.ts';

/** Translation of the Chinese texts. */
export const platformErrorTextsEn: Readonly<Record<PlatformErrorCode, ErrorText>> = {
  STATEMENT_INVALID: errorText(
    'A signed statement was not accepted.',
    'Its signature, its kind or its signer is not what it has to be; it may have been changed on the way.',
    'What was accepted before stays in use. Try again later; if it happens again, tell the platform.',
  ),
};
