import { errorText, type ErrorText } from './error-text.ts';
import type { RegisterErrorCode } from './register-error-code.ts';

export const registerErrorTextsEn: Readonly<Record<RegisterErrorCode, ErrorText>> = {
  REGISTER_ENTRY_NOT_FOUND: errorText(
    'The register has no entry of this file.',
    'No sealing or signing on record here made a file of this SM3.',
    'See whether the file was changed, or look on the computer that sealed it.',
  ),
  REGISTER_NOT_COUNTERSIGNED: errorText(
    'The platform does not vouch for this entry yet.',
    'The register was not synchronised with the seal platform since, so the platform has not countersigned it.',
    'Connect to the network, synchronise, and try again.',
  ),
  REGISTER_DIFFERS: errorText(
    'The register here does not fit what the platform has countersigned.',
    'Entries that were countersigned were changed or removed, or the register was restored from an older backup.',
    'Leave it as it is, check the register, and have an administrator find out why. If a backup was rightly restored, the command register new-id lets it go on.',
  ),
  REGISTER_PROOF_INVALID: errorText(
    'This proof of existence does not hold.',
    'The file was changed, or its entry is not in the register that the platform countersigned.',
    'Ask whoever issued it for the original file and check that.',
  ),
  REGISTER_PLATFORM_UNKNOWN: errorText(
    'The platform that countersigned this is not known here.',
    'Its root certificate is not on this computer, so nobody can say whether the countersignature is genuine.',
    'Name the root certificate with --root, or add the platform to the configuration.',
  ),
  REGISTER_TOKEN_TAKEN: errorText(
    'This USB key is on record as taken and not returned.',
    'The last time it was taken has no return on record.',
    'Record its return first, then the next taking.',
  ),
  REGISTER_TOKEN_NOT_TAKEN: errorText(
    'This USB key is not on record as taken.',
    'It was never taken, or its return is on record already.',
    'Check the serial number of the key.',
  ),
  REGISTER_VOID_ALREADY: errorText(
    'This file is on record as void already.',
    'The register has an entry that says so.',
    'Nothing is left to do; the entry can be seen in the register.',
  ),
  REGISTER_NOT_PRINTED: errorText(
    'The register was not printed.',
    'The system has no printer, or the printer did not take it.',
    'Check the printer and try again; the register can be exported as CSV too.',
  ),
  REGISTER_INTERRUPTED: errorText(
    'The program was interrupted while it sealed.',
    'It was closed, or the power failed, while the key was in use; no sealed file was left.',
    'Seal again. The key may have signed already; later entries of the register say what became of it.',
  ),
};
