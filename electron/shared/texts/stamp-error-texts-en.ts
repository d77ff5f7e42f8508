import { errorText, type ErrorText } from './error-text.ts';
import type { StampErrorCode } from './stamp-error-code.ts';

/** Translation of the Chinese texts. */
export const stampErrorTextsEn: Readonly<Record<StampErrorCode, ErrorText>> = {
  STAMP_REFUSED: errorText(
    'The time-stamp authority gave no trusted time.',
    'It refused the request.',
    'The document is sealed; its place in the register will be countersigned at the next synchronisation. Tell the platform the code below.',
  ),
  STAMP_INVALID: errorText(
    'The answer of the time-stamp authority was not accepted.',
    'It does not fit the request, or its signature or certificate cannot be trusted; it may have been changed on the way.',
    'The document is sealed; its place in the register will be countersigned at the next synchronisation. If it happens again, tell the platform.',
  ),
};
