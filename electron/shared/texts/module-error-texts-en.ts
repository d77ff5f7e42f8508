import { errorText, type ErrorText } from './error-text.ts';
import type { ModuleErrorCode } from './module-error-code.ts';

/** Translation of the Chinese texts. */
export const moduleErrorTextsEn: Readonly<Record<ModuleErrorCode, ErrorText>> = {
  MODULE_WRONG_BITNESS: errorText(
    'A 32-bit driver cannot serve a 64-bit program.',
    'This driver file has another word size than this program, so it was not loaded.',
    'Ask the key’s maker for the 64-bit driver, install it and restart this program.',
  ),
  MODULE_WRONG_SYSTEM: errorText(
    'This driver is not made for this computer’s system.',
    'The file belongs to another operating system or another processor, so it was not loaded.',
    'Install the driver for this system and processor.',
  ),
  MODULE_NOT_A_DRIVER: errorText(
    'This file is not a driver of a USB key.',
    'It is no program library, or has neither a PKCS#11 nor an SKF interface.',
    'Choose another file of the maker, such as one with pkcs11, csp11 or skf in its name.',
  ),
  MODULE_NO_READER: errorText(
    'The driver works, but sees no key and no reader.',
    'No key is plugged in, or it belongs to another driver, or the smart card service is not running.',
    'Plug in the key and wait some seconds; else try another USB port, or start the smart card service.',
  ),
  MODULE_NO_TOKEN: errorText(
    'The driver works, but the readers hold no key.',
    'The readers are empty, or hold a card that belongs to another driver.',
    'Plug in the key; if it is, install that key’s own driver.',
  ),
  KEY_SETTINGS_DAMAGED: errorText(
    'The settings file keys.json cannot be read.',
    'It is not JSON, or holds something unknown; it was not used this time.',
    'Correct the file or move it away, then restart this program.',
  ),
  SOFT_TOKEN_REFUSED: errorText(
    'The demonstration’s soft key cannot be used outside the demonstration.',
    'Its private key lies in ordinary files, so nobody can be sure who holds it.',
    'Use a real USB key; to try the program, open the demonstration world.',
  ),
  TOKEN_NOT_RECOGNISED: errorText(
    'The card in this reader does not belong to this driver.',
    'It may be another maker’s key, a bank’s card or any other smart card.',
    'Other keys are not affected. If this is your key, install its own driver.',
  ),
  TOKEN_NOT_INITIALISED: errorText(
    'This key is not initialised.',
    'It holds no PIN, no certificate and no seal yet.',
    'Enrol certificate and seal as the issuer tells you.',
  ),
  TOKEN_NO_CERTIFICATE: errorText(
    'This key holds no certificate.',
    'None was written yet, or it was deleted, or only the maker’s tool can see it.',
    'Ask the issuer to write the certificate again, or finish the enrolment first.',
  ),
  TOKEN_PROFILE_UNKNOWN: errorText(
    'It is not known how this key signs.',
    'No vendor profile fits its driver and maker; nothing was tried, to do no harm.',
    'Export the report of the driver check for support, or choose a profile for it in keys.json.',
  ),
};
