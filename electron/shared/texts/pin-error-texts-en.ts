import { errorText, type ErrorText } from './error-text.ts';
import type { PinErrorCode } from './pin-error-code.ts';

/** True translation of the Chinese original. */
export const pinErrorTextsEn: Readonly<Record<PinErrorCode, ErrorText>> = {
  PIN_WRONG: errorText(
    'The PIN is wrong; nothing was done.',
    'It differs from the one on the key; wrong PINs in a row lock the key.',
    'Check capital letters and the input method, then type it again.',
  ),
  PIN_POSSIBLY_WRONG: errorText(
    'The USB key refused the login; the PIN may be wrong.',
    'Its driver gives no reason and tells of no tries left; wrong PINs in a row lock the key.',
    'Check the PIN first. If you are not sure of it, do not try again but look at the key with its maker’s tool.',
  ),
  PIN_LOCKED: errorText(
    'The PIN of the USB key is locked.',
    'It was wrong too many times in a row.',
    'See “Seals” for the ways to unlock it; do not try before that.',
  ),
  PIN_INVALID: errorText(
    'The PIN does not have the right form.',
    'Its length or characters are not what the key accepts.',
    'Check the length and type it again.',
  ),
  PIN_LAST_TRY: errorText(
    'Only the last try is left; the PIN was not sent.',
    'One more wrong PIN locks the key, so you have to confirm first.',
    'Check the PIN. If you are sure, confirm the use of the last try, then type it (command line: add --last-try).',
  ),
  PIN_TOO_WEAK: errorText(
    'The new PIN does not meet the rules; nothing was changed.',
    'It is too short or too simple, or the same as the old one.',
    'Choose another: 6 to 16 characters, at least two of digits, capital and small letters and signs, without repeats and sequences.',
  ),
  PIN_MUST_CHANGE: errorText(
    'The initial PIN has to be changed first.',
    'This key still has the PIN it was issued with, and wants one that only you know.',
    'Change the PIN under “Seals”, then try again.',
  ),
  PIN_NOT_SET: errorText(
    'This key has no PIN yet.',
    'It was issued without one, so no login is possible.',
    'Set one under “Seals” with the SO PIN, or ask the issuer.',
  ),
  PIN_REQUIRED: errorText(
    'The PIN has to be typed again.',
    'The time without a PIN is over, or ended early: key pulled, screen locked, computer asleep.',
    'Type the PIN and seal again.',
  ),
  SO_PIN_WRONG: errorText(
    'The SO PIN is wrong; the key was not unlocked.',
    'It differs from the one on the key; wrong SO PINs in a row lock it too.',
    'Check the unlock code with the issuer, then type it again.',
  ),
  SO_PIN_LOCKED: errorText(
    'The SO PIN is locked too; this key cannot be unlocked any more.',
    'The SO PIN was wrong too many times in a row.',
    'Ask the issuer to replace USB key and seals; the old seals are void from then on.',
  ),
};
