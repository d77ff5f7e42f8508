import type { ErrorCode } from '../errors.ts';
import { sealErrorTextsEn } from './seal-error-texts-en.ts';
import { documentErrorTextsEn } from './document-error-texts-en.ts';
import { approvalErrorTextsEn } from './approval-error-texts-en.ts';
import { errorText, type ErrorText } from './error-text.ts';
import { lifeErrorTextsEn } from './life-error-texts-en.ts';
import { moduleErrorTextsEn } from './module-error-texts-en.ts';
import { pinErrorTextsEn } from './pin-error-texts-en.ts';
import { platformErrorTextsEn } from './platform-error-texts-en.ts';
import { policyErrorTextsEn } from './policy-error-texts-en.ts';
import { stampErrorTextsEn } from './stamp-error-texts-en.ts';
import { registerErrorTextsEn } from './register-error-texts-en.ts';
import { resetErrorTextsEn } from './reset-error-texts-en.ts';
import { storeErrorTextsEn } from './store-error-texts-en.ts';

/** Translation of the Chinese texts. */
export const errorTextsEn: Readonly<Record<ErrorCode, ErrorText>> = {
  USAGE: errorText(
    'The command is not written as expected.',
    'An argument is missing, repeated or not known.',
    'Compare it with the help and try again.',
  ),
  CANCELLED: errorText(
    'Cancelled.',
    'You stopped this operation.',
    'The original is unchanged and no new file was left; you can start again.',
  ),
  INTERNAL: errorText(
    'The program failed and did not finish.',
    'It met a situation that should not occur.',
    'The original is unchanged. Try again; if it happens again, restart the program and tell support the code below.',
  ),
  MODULE_MISSING: errorText(
    'The driver of the USB key was not found.',
    'It is not installed, or installed elsewhere.',
    'Install the driver of the key’s maker and restart this program.',
  ),
  MODULE_LOAD_FAILED: errorText(
    'The driver of the USB key cannot be loaded.',
    'It may be damaged, lack a component that it needs, or fail to start by itself.',
    'Install the maker’s driver again and restart this program.',
  ),
  ...sealErrorTextsEn,
  ...documentErrorTextsEn,
  ...moduleErrorTextsEn,
  TOKEN_NOT_FOUND: errorText(
    'No USB key was found.',
    'No key is plugged in, or the driver does not see it.',
    'Plug in the key; if it is, try another USB port.',
  ),
  TOKEN_AMBIGUOUS: errorText(
    'More than one USB key is plugged in.',
    'It is not clear which one to use.',
    'Leave only the one to use, or name its serial number.',
  ),
  TOKEN_REMOVED: errorText(
    'The USB key was removed.',
    'The key lost its connection while sealing.',
    'No file was made. Plug the key in and seal again.',
  ),
  TOKEN_HOST_CRASHED: errorText(
    'The USB key’s driver crashed; nothing was sealed.',
    'The maker’s driver ended unexpectedly; it has been restarted.',
    'No file was made. Seal again; if it keeps happening, update the driver.',
  ),
  TOKEN_TIMEOUT: errorText(
    'The USB key does not respond.',
    'The driver did not answer in time.',
    'No file was made. Unplug the key, plug it in again and retry.',
  ),
  TOKEN_FAILURE: errorText(
    'The USB key reported an error.',
    'The driver refused the operation without saying why.',
    'No file was made. Unplug the key, plug it in again and retry; if it happens again, contact the key’s maker.',
  ),
  KEY_NOT_FOUND: errorText(
    'The USB key does not hold the private key of this seal.',
    'The certificate is there, the key that belongs to it is not.',
    'Check that the right USB key is plugged in, or contact the issuer.',
  ),
  ...pinErrorTextsEn,
  ...policyErrorTextsEn,
  ...lifeErrorTextsEn,
  ...approvalErrorTextsEn,
  ...stampErrorTextsEn,
  ...registerErrorTextsEn,
  ...resetErrorTextsEn,
  ...storeErrorTextsEn,
  ...platformErrorTextsEn,
  SIGNATURE_MISMATCH: errorText(
    'The signature of the USB key does not fit the certificate and was not used.',
    'The private key and the certificate do not belong together, or the vendor profile does not suit the key.',
    'No file was made. Open the driver check, see which profile was used, and choose another one in keys.json.',
  ),
  DER_INVALID: errorText(
    'The data does not have the right form.',
    'It breaks the DER rules; it may be damaged or altered.',
    'Obtain the data again.',
  ),
  TRUST_FOLDER_UNREADABLE: errorText(
    'The trust folder cannot be read.',
    'The folder does not exist, or you lack the right to read it.',
    'Check the trust folder in the settings; until then no certificate can be confirmed.',
  ),
};
