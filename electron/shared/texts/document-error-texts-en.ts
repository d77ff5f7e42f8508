import { errorText, type ErrorText } from './error-text.ts';
import type { DocumentErrorCode } from './document-error-code.ts';

/** Translation of the Chinese texts. */
export const documentErrorTextsEn: Readonly<Record<DocumentErrorCode, ErrorText>> = {
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
};
