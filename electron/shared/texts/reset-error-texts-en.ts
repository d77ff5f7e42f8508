import { errorText, type ErrorText } from './error-text.ts';
import type { ResetErrorCode } from './reset-error-code.ts';

/** True translations of the Chinese texts. */
export const resetErrorTextsEn: Readonly<Record<ResetErrorCode, ErrorText>> = {
  RESET_NOT_FOUND: errorText(
    'This computer has no such application for a PIN reset.',
    'It was made on another computer, or its record was deleted.',
    'Check the application number, or apply again.',
  ),
  RESET_NOT_POSSIBLE: errorText(
    'This cannot be done with the application now.',
    'Its state does not allow the step: it is still under review, was rejected, or is finished.',
    'Refresh the state of the application, then follow what the page says.',
  ),
  RESET_OPEN_ALREADY: errorText(
    'This USB key already has an application for a PIN reset under way.',
    'A USB key can have one application at a time.',
    'Go on with that application, or withdraw it.',
  ),
  RESET_PAPERS_MISSING: errorText(
    'Papers are missing.',
    "Not all papers that the applicant's role demands have been added.",
    'Add what the list still names, then hand the application in.',
  ),
  RESET_PAPER_TYPE: errorText(
    'Files of this kind are not taken.',
    'A paper must be a PDF, JPEG or PNG by its content, whatever its name ends with.',
    'Scan or save it as one of these and add it again.',
  ),
  RESET_PAPER_TOO_LARGE: errorText(
    'The file is too large.',
    'Its size, number of pages or picture is beyond what the platform takes.',
    'Scan it at a lower resolution, or split it into several papers.',
  ),
  RESET_PAPER_DAMAGED: errorText(
    'The file cannot be read.',
    'It is damaged, or only part of it is there.',
    'Check that it opens elsewhere; scan or save it anew and add it again.',
  ),
  RESET_PAPER_ENCRYPTED: errorText(
    'The file is an encrypted PDF.',
    'An encrypted file takes no watermark, and the platform could not read it.',
    'Save a copy without encryption and add that.',
  ),
  RESET_CREDENTIAL_INVALID: errorText(
    "The platform's unblock credential cannot be used.",
    'It is not meant for this application and USB key, or is incomplete.',
    'The USB key is unchanged. Try again later; if it happens again, ask the platform.',
  ),
  RESET_CREDENTIAL_EXPIRED: errorText(
    'The unblock credential has expired.',
    "It is good for a few minutes only, or this computer's clock is wrong.",
    'The USB key is unchanged. Check the clock and set the new PIN again: a new credential is fetched.',
  ),
  RESET_INTERRUPTED: errorText(
    'The PIN reset was interrupted.',
    "The USB key's driver ended unexpectedly, or the USB key was removed.",
    'Insert the USB key and continue the application where it stopped.',
  ),
  RESET_SECRET_UNREADABLE: errorText(
    'The code of this application cannot be read.',
    'Another user or another program protects it.',
    'Go on in the window and under the user that made the application.',
  ),
};
