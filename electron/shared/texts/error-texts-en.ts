import type { ErrorCode } from '../errors.ts';
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
  FILE_NOT_FOUND: errorText(
    'The file was not found.',
    'It may have been moved, renamed or deleted.',
    'Check where the file is and open it again.',
  ),
  FILE_UNREADABLE: errorText(
    'The file cannot be read.',
    'You may lack the right to read it, or its disk or network place is disconnected.',
    'Check the rights and the connection, or copy the file to this computer first.',
  ),
  FILE_CHANGED: errorText(
    'The file changed while it was being worked on.',
    'Another program modified it meanwhile.',
    'Close other programs that use it, open it again and retry.',
  ),
  FILE_TYPE_UNKNOWN: errorText(
    'This kind of file is not known.',
    'It is neither a PDF nor a seal, seal signature or certificate.',
    'Choose a PDF, a seal (.esl), a signature (.dat) or a certificate.',
  ),
  NOT_A_PDF: errorText(
    'This is not a PDF file.',
    'It does not begin with the PDF mark; its extension may not fit its content.',
    'Save or export it as PDF first, then open that.',
  ),
  PDF_DAMAGED: errorText(
    'This PDF is damaged and cannot be sealed.',
    'Its structure breaks the PDF rules; repairing would change the original, so it is not repaired.',
    'Ask for an intact file, or export the PDF again.',
  ),
  PDF_TRUNCATED: errorText(
    'This PDF is incomplete and cannot be sealed.',
    'Its end is missing, most likely an unfinished download or copy.',
    'Download or copy the whole file again.',
  ),
  PDF_XREF_DAMAGED: errorText(
    'The object table of this PDF is damaged; it cannot be sealed.',
    'The cross-reference table does not fit the content.',
    'Export the PDF again, or ask for an intact file.',
  ),
  PDF_JUNK_BEFORE_HEADER: errorText(
    'This PDF starts with foreign data and cannot be sealed.',
    'Something stands before the PDF mark, so what a seal covers would be ambiguous.',
    'Export the PDF again with the program it was made with.',
  ),
  PDF_PAGE_TREE_DAMAGED: errorText(
    'The pages of this PDF are damaged; it cannot be sealed.',
    'The page tree is missing, circular or contradictory.',
    'Export the PDF again with the program it was made with.',
  ),
  PDF_OBJECT_NUMBER_TOO_LARGE: errorText(
    'This PDF has absurd object numbers and cannot be sealed.',
    'An object number exceeds the limits; the file may be made with bad intent.',
    'Check where the file comes from and ask for a normally exported PDF.',
  ),
  PDF_UNSUPPORTED_FILTER: errorText(
    'This PDF uses a compression that cannot be read; it cannot be sealed.',
    'Its structure is stored in a rare encoding.',
    'Save it as an ordinary PDF and try again.',
  ),
  PDF_ENCRYPTED: errorText(
    'This PDF is encrypted and cannot be sealed yet.',
    'It is protected by a password or permissions.',
    'Ask its maker for a version without encryption.',
  ),
  PDF_PERMISSION_DENIED: errorText(
    'This PDF does not allow seals.',
    'Its maker set permissions that forbid adding a signature.',
    'Ask its maker for a version that allows it.',
  ),
  PDF_CERTIFIED_NO_CHANGES: errorText(
    'This PDF is certified and must not change.',
    'Its certification forbids any later change, seals included.',
    'Ask the certifier for a version that allows later seals.',
  ),
  PDF_DYNAMIC_FORM: errorText(
    'This PDF is a dynamic form and cannot be sealed.',
    'An XFA form makes its pages when it is opened; there is no fixed page to seal.',
    'Print or export it as an ordinary PDF in its own program first.',
  ),
  PAGE_NOT_FOUND: errorText(
    'There is no such page.',
    'The page number exceeds the pages of the document.',
    'Choose a page that exists.',
  ),
  SEAL_OFF_PAGE: errorText(
    'The seal does not fit on the page.',
    'Part of it lies outside the page.',
    'Move the seal inside the page.',
  ),
  FIELD_NOT_FOUND: errorText(
    'The signature field was not found.',
    'The document has no signature field of this name.',
    'Choose a field from the list, or place the seal on the page.',
  ),
  FIELD_ALREADY_SIGNED: errorText(
    'This signature field is already signed.',
    'A field can be signed only once.',
    'Choose an empty field, or place the seal elsewhere on the page.',
  ),
  FIELD_LOCKED: errorText(
    'This signature field is locked.',
    'An earlier signature locked it.',
    'Choose another field, or contact the earlier signer.',
  ),
  OUTPUT_EXISTS: errorText(
    'A file of that name exists; it was not replaced.',
    'Existing files are never overwritten.',
    'Choose another name or folder and try again.',
  ),
  OUTPUT_UNWRITABLE: errorText(
    'The new file cannot be written.',
    'The folder is read-only, or you lack the right to write there.',
    'Copy the original to a folder you can write to, then seal it.',
  ),
  DISK_FULL: errorText(
    'The disk is full; no new file was written.',
    'The sealed file does not fit in the space left.',
    'Free some space and try again.',
  ),
  OUTPUT_CHECK_FAILED: errorText(
    'The file that was written failed its check and was removed.',
    'Checking the seal after writing showed a difference.',
    'The original is unchanged. Try again; if it happens again, check the disk and contact support.',
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
  SEAL_NOT_FOUND: errorText(
    'This seal was not found.',
    'The key that is plugged in does not hold it.',
    'Plug in the key with this seal, or choose another seal.',
  ),
  SEAL_AMBIGUOUS: errorText(
    'More than one seal has this name.',
    'The name alone does not say which one.',
    'Name it by its seal code.',
  ),
  SEAL_DAMAGED: errorText(
    'The seal is damaged.',
    'Its data on the key cannot be read.',
    'Ask the seal maker to issue it again.',
  ),
  SEAL_PICTURE_UNSUPPORTED: errorText(
    'The picture of the seal cannot be used.',
    'It is not PNG, JPEG, GIF or BMP, or it is damaged.',
    'Ask the seal maker for another picture.',
  ),
  SEAL_EXPIRED: errorText(
    'The seal has expired.',
    'Its period of validity is over.',
    'Ask the seal maker to renew it.',
  ),
  SEAL_NOT_YET_VALID: errorText(
    'The seal is not valid yet.',
    'Its period of validity has not begun.',
    'Use it after that date, and check the computer’s date.',
  ),
  SEAL_CERTIFICATE_NOT_LISTED: errorText(
    'The seal and the certificate do not match.',
    'The seal’s list of certificates lacks this one; most likely the certificate was renewed and the seal was not.',
    'Ask the seal maker to renew the seal.',
  ),
  SEAL_SUPERSEDED_CERTIFICATE: errorText(
    'The certificate was renewed without a new seal: have the seal made anew.',
    'This seal belongs to the certificate before its renewal; it is kept as history and cannot seal any more.',
    'Ask the seal maker to make the seal for the new certificate.',
  ),
  SEAL_REPLACED: errorText(
    'This seal was replaced by a new one.',
    'It was made anew for the renewed certificate; this one is kept as history.',
    'Choose the new seal of the same name.',
  ),
  SEAL_UNCONFIRMED: errorText(
    'The picture of the seal is not confirmed yet.',
    'The holder confirms the picture of a new seal before its first use.',
    'Look at the picture and confirm it, then seal; if it is wrong, contact the seal maker.',
  ),
  SEAL_VERSION_UNSUPPORTED: errorText(
    'A seal of this version cannot make new signatures.',
    'It follows the standard of 2014 (GM/T 0031-2014), which is only verified.',
    'Ask the seal maker for a seal of the present standard (GB/T 38540-2020).',
  ),
  SEAL_FILES_NOT_ALLOWED: errorText(
    'The policy does not allow seals from files.',
    'Only seals on a USB key are accepted here.',
    'Use a seal on the key, or ask an administrator to change the policy.',
  ),
  SEAL_MAKER_UNTRUSTED: errorText(
    'The maker of the seal is not trusted.',
    'The trust folder holds no certificate that proves who the maker is.',
    'Check where the seal comes from; an administrator can then put the root certificate into the trust folder.',
  ),
  CERTIFICATE_NOT_FOUND: errorText(
    'This certificate was not found.',
    'No key that is plugged in holds a certificate of this name or serial number.',
    'List the certificates with the tokens command.',
  ),
  CERTIFICATE_AMBIGUOUS: errorText(
    'More than one certificate fits.',
    'The name alone does not say which one.',
    'Name it by its serial number and by the serial number of its key.',
  ),
  CERTIFICATE_DAMAGED: errorText(
    'The certificate is damaged.',
    'Its data cannot be read.',
    'Ask the issuer to provide it again.',
  ),
  CERTIFICATE_EXPIRED: errorText(
    'The certificate has expired.',
    'Its period of validity is over.',
    'Ask the issuer to renew it, then renew the seal.',
  ),
  CERTIFICATE_NOT_YET_VALID: errorText(
    'The certificate is not valid yet.',
    'Its period of validity has not begun.',
    'Use it after that date, and check the computer’s date.',
  ),
  CERTIFICATE_REVOKED: errorText(
    'The certificate is revoked.',
    'The issuer’s revocation list names it.',
    'Contact the issuer; this certificate cannot seal any more.',
  ),
  CERTIFICATE_NOT_FOR_SIGNING: errorText(
    'This certificate is not made for sealing.',
    'Its usage does not include digital signatures (it may be an encryption certificate).',
    'Use the signing certificate on the same key, or contact the issuer.',
  ),
  CERTIFICATE_UNTRUSTED: errorText(
    'The issuer of the certificate is not trusted.',
    'The trust folder does not hold its issuer.',
    'Check where it comes from; an administrator can then put the root certificate into the trust folder.',
  ),
  KEY_KIND_UNSUPPORTED: errorText(
    'This kind of key cannot do that.',
    'Seals take SM2 keys; ordinary signatures take RSA, P-256 or P-384 keys.',
    'Choose a certificate that fits.',
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
