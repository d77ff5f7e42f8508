import type { ApprovalErrorCode } from './approval-error-code.ts';
import { errorText, type ErrorText } from './error-text.ts';

/** True translations. */
export const approvalErrorTextsEn: Readonly<Record<ApprovalErrorCode, ErrorText>> = {
  APPROVAL_REQUIRED: errorText(
    'The use of the seal on this file has not been approved; nothing was sealed.',
    'The rules that apply demand approval before a seal is used. The USB Key was not used.',
    'Request approval first and, once the approver has agreed, open this file from Approvals to seal it. Record an approval on paper before sealing.',
  ),
  APPROVAL_MISMATCH: errorText(
    'This is not the file, or not the way of sealing it, that was approved; nothing was sealed.',
    'The content, the pages, the seal or its place differ from what was approved.',
    'Open the very file that was approved; where the file had to change, request approval of the new one.',
  ),
  APPROVAL_NOT_FOUND: errorText(
    'There is no such request.',
    'It is not on record on this computer: it may not have been imported yet, or the number is wrong.',
    'Check the number under Approvals, or import the request file.',
  ),
  APPROVAL_NOT_APPROVED: errorText(
    'This request has not been approved; nothing was sealed.',
    'It still waits for a decision, or it was rejected or withdrawn.',
    'Wait for the approver; where it was rejected, make a new request that heeds the comment.',
  ),
  APPROVAL_EXPIRED: errorText(
    'The time of this approval is over; nothing was sealed.',
    'An approval is good only until the day that the request names.',
    'Make a new request.',
  ),
  APPROVAL_USED: errorText(
    'The file that was approved has been sealed already.',
    'An approval is good once for each of the files it lists.',
    'Look for the sealed file in the register; to seal again, make a new request.',
  ),
  APPROVAL_UNSETTLED: errorText(
    'Sealing of this file was interrupted last time, so it cannot be sealed now.',
    'The app was stopped while sealing, and nobody knows whether the seal was put.',
    'Look into the folder and the register for a sealed file. Where there is none, open the item again under Approvals and say why.',
  ),
  APPROVAL_INVALID: errorText(
    'This file is not a sound request for approval.',
    'Its format is another one, or its content is incomplete or was changed.',
    'Ask the applicant to export the request file (.sealrequest) and send it again.',
  ),
  APPROVAL_DECISION_INVALID: errorText(
    'The decision was not accepted.',
    'It is not about this request, or the certificate behind it is not of this enterprise, not valid or not trusted.',
    'Ask the approver to check, and to sign the decision with a valid certificate of the enterprise.',
  ),
  APPROVAL_DECIDED: errorText(
    'This request has been decided already; nothing was changed.',
    'A request is decided once.',
    'Look at the decision; where another one is needed, make a new request.',
  ),
  APPROVAL_CONFLICT: errorText(
    'This request differs from the one with the same number on this computer; it was not imported.',
    'One number cannot stand for two contents: one of them may have been changed.',
    'Check number and content with the applicant, and make a new request where needed.',
  ),
  APPROVAL_SCAN_UNSUPPORTED: errorText(
    'This scan cannot be used.',
    'It is no PDF, JPEG or PNG file, or it is larger than 20 MB.',
    'Scan the paper approval again as PDF, JPEG or PNG, and record it then.',
  ),
  APPROVAL_FILE_MISSING: errorText(
    'The file that the request names was not found.',
    'It is no longer where it was, or it did not come with the request file.',
    'Choose the file; it is compared with the one in the request.',
  ),
};
