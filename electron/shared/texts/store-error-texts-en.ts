import { errorText, type ErrorText } from './error-text.ts';
import type { StoreErrorCode } from './store-error-code.ts';

/** Translation of the Chinese texts. */
export const storeErrorTextsEn: Readonly<Record<StoreErrorCode, ErrorText>> = {
  STORE_DAMAGED: errorText(
    'The database of the register of seal uses on this computer is damaged.',
    'The damaged file was set aside and not deleted; the newest backup took its place where there is one.',
    'Check the latest entries; where some are missing, restore a newer backup and give support the file set aside.',
  ),
  STORE_UNWRITABLE: errorText(
    'The register of seal uses on this computer cannot be written.',
    'The disk is full, the right to write is missing, or a later version of this program wrote the register.',
    'Check the disk and the folder’s permissions, or update this program, and try again.',
  ),
  STORE_BUSY: errorText(
    'Another program is using the register of seal uses.',
    'Another window or command was writing, so this was not done.',
    'Try again in a moment; before restoring a backup, close this program’s other windows and commands.',
  ),
  STORE_UNAVAILABLE: errorText(
    'The register of seal uses cannot be used on this computer.',
    'Its database component is missing, does not fit this runtime, or ended unexpectedly.',
    'Restart the program, or install it again. Until then, record seal uses by other means as the rules demand.',
  ),
  BACKUP_DAMAGED: errorText(
    'This file is not a sound backup of the register.',
    'It was not made by this program, or its content is damaged.',
    'The present register is unchanged; choose another backup.',
  ),
};
