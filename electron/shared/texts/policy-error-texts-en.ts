import { errorText, type ErrorText } from './error-text.ts';
import type { PolicyErrorCode } from './policy-error-code.ts';

export const policyErrorTextsEn: Readonly<Record<PolicyErrorCode, ErrorText>> = {
  SEALING_SUSPENDED: errorText(
    'The seal is suspended and cannot be used.',
    'The platform publishes it as suspended.',
    'Ask the seal platform for the reason; once it is restored, synchronise and go on.',
  ),
  SEALING_CANCELLED: errorText(
    'The seal is cancelled and cannot be used.',
    'The platform publishes it as cancelled; what was sealed before stays verifiable.',
    'Apply to the seal platform for a new seal if one is needed.',
  ),
  SEALING_REPLACED: errorText(
    'The seal has been replaced and cannot be used any more.',
    'The platform has issued a new one, which made this one void; what was sealed before stays verifiable.',
    'Fetch the new seal and use that.',
  ),
  SEALING_VOID: errorText(
    'The seal is void and cannot be used.',
    'The platform publishes it as void; what was sealed before stays verifiable.',
    'Apply to the seal platform for a new seal if one is needed.',
  ),
  SEALING_IDLE: errorText(
    'The seal has not been used for so long that it counts as suspended.',
    'By the register of this computer it was last used before the period that the rules allow.',
    'Apply for it anew; once the platform has restored it, synchronise and go on.',
  ),
  SEALING_LOSS_REPORTED: errorText(
    'This seal is reported lost, and this computer does not seal with it.',
    'The report is on record here and holds offline too.',
    'If it was found, follow the rules of the platform; where a report may be withdrawn, do so under Seals.',
  ),
  SEALING_LISTS_STALE: errorText(
    'The lists are too old to seal by.',
    'The revocation list or the seal status from the platform is missing or older than allowed: nobody knows whether the seal may be used now.',
    'Connect to the network, synchronise, and try again.',
  ),
  SEALING_CLOCK_SET_BACK: errorText(
    'The clock says an earlier time than at the last synchronisation or use.',
    'It may have been set back; the time of sealing could not be believed.',
    'Correct the time, synchronise with the platform, and try again.',
  ),
  SEALING_NOT_DELEGATED: errorText(
    'The authorisation at hand does not cover this seal.',
    'It has ended, was taken back, or is exceeded.',
    'Ask the holder of the seal for a new authorisation, or let the holder or keeper seal.',
  ),
  SEALING_ENTERPRISE_UNCHECKED: errorText(
    'The data of the enterprise were not checked for too long.',
    'The rules here demand that they are checked when a seal is used; the last check is older than allowed.',
    'Connect to the network, synchronise, and try again.',
  ),
  SEALING_POLICY_UNKNOWN: errorText(
    'The rules that apply to this platform cannot be found.',
    'The profile that its configuration names is missing or has errors, so the app does not know what to obey.',
    'Look at platform and rules in the settings, supply the profile, and try again.',
  ),
  POLICY_PROFILE_INVALID: errorText(
    'One file of rules cannot be used.',
    'Something in it is missing or wrong; it was left out, the others are not affected.',
    'Correct the field of the file that is named, and start the app again.',
  ),
  POLICY_PROFILE_NOT_FOUND: errorText(
    'There are no rules by that id.',
    'Neither the app nor the folder "policies" has them.',
    'See the ids with: policy list.',
  ),
  POLICY_PIN_BY_APPLICATION: errorText(
    'A change of the PIN is applied for at the seal platform first.',
    'The rules here demand that every change of the PIN is applied for. The PIN is as it was.',
    'File a PIN reset request; once approved, set a new PIN that only you know, on this computer.',
  ),
};
