import { errorText, type ErrorText } from './error-text.ts';
import type { LifeErrorCode } from './life-error-code.ts';

/** Translation of the Chinese texts. */
export const lifeErrorTextsEn: Readonly<Record<LifeErrorCode, ErrorText>> = {
  LIFE_NOTICE_NOT_COPIED: errorText(
    'The text was not copied.',
    'The system did not take it; another program may be using the clipboard.',
    'Try again, or save the notice as a text file.',
  ),
  LIFE_LOSS_UNKNOWN: errorText(
    'There is no such loss report.',
    'This computer holds no loss report of that number.',
    'Check the number; a report made on another computer is dealt with there or by the platform.',
  ),
  LIFE_LOSS_REPEATED: errorText(
    'This seal is reported lost already; nothing was added.',
    'A standing loss report for it is kept on this computer.',
    'There is no need to report it again; tell the platform if something has changed.',
  ),
  LIFE_WITHDRAWAL_NOT_PROVIDED: errorText(
    'The loss report cannot be withdrawn.',
    'The rules of this jurisdiction know no withdrawal, or it was withdrawn or is under review already.',
    'Apply to the platform for a replacement or a new seal if you need to go on sealing.',
  ),
  LIFE_RENEWAL_NOT_OPEN: errorText(
    'The seal cannot be renewed now.',
    'The time for renewal has not come yet, or is over.',
    'Apply within the renewal period; if that is over, apply for a new seal.',
  ),
  LIFE_REASON_NOT_PROVIDED: errorText(
    'An application cannot be made for this reason.',
    'The rules of this jurisdiction do not list it as a ground for replacement or cancellation.',
    'Choose one of the reasons listed; ask the platform if in doubt.',
  ),
  LIFE_APPLICATION_OPEN: errorText(
    'An application for this seal is under way; nothing was sent.',
    'The former application has not been settled yet.',
    'See the state of the former application under Seals.',
  ),
  LIFE_APPLICATION_UNKNOWN: errorText(
    'There is no such application.',
    'This computer knows no application of that number.',
    'Check the number, or synchronise first.',
  ),
  LIFE_NEW_SEAL_NOT_READY: errorText(
    'The new seal is not made yet.',
    'The platform has not approved the application, or the new seal is on the USB key already.',
    'Synchronise later and look at the state of the application again.',
  ),
  LIFE_NEW_SEAL_UNFIT: errorText(
    'The new seal does not belong to this USB key and was not written.',
    'The new certificate is of another key, or the seal does not list it, its maker’s signature is wrong, or nobody vouches for its maker.',
    'The present seals are unchanged; ask the platform to make the new one again.',
  ),
};
