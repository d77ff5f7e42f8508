import { errorText, type ErrorText } from './error-text.ts';
import type { PlatformErrorCode } from './platform-error-code.ts';

/** Translation of the Chinese texts. */
export const platformErrorTextsEn: Readonly<Record<PlatformErrorCode, ErrorText>> = {
  STATEMENT_INVALID: errorText(
    'A signed statement was not accepted.',
    'Its signature, its kind or its signer is not what it has to be; it may have been changed on the way.',
    'What was accepted before stays in use. Try again later; if it happens again, tell the platform.',
  ),
  PLATFORM_UNREACHABLE: errorText(
    'The platform cannot be reached.',
    'There is no network, the address is wrong, or the platform is not running.',
    'You can go on working offline; synchronisation follows when the network is back. Or check network and proxy settings and try again.',
  ),
  PLATFORM_TLS_REFUSED: errorText(
    'The platform’s server certificate is not trusted, so the connection was ended.',
    'It is not issued by the authority that was set, has expired, is for another address or has another fingerprint; somebody may pose as the platform.',
    'Do not go around it. Check the certificate with the platform, or have the administrator check the platform’s settings and the proxy.',
  ),
  PLATFORM_TIMEOUT: errorText(
    'The platform did not answer in time.',
    'The network is slow, or the platform is busy.',
    'Nothing is lost; it is tried again later, or try again now.',
  ),
  PLATFORM_BUSY: errorText(
    'The platform cannot deal with requests for the moment.',
    'It is busy or under maintenance.',
    'Try again later; the program tries again after the time that the platform asks for.',
  ),
  PLATFORM_REFUSED: errorText(
    'The platform did not accept this request.',
    'The reason that the platform gives stands in the details below.',
    'Correct it as the platform says and try again, or contact the platform.',
  ),
  PLATFORM_ANSWER_INVALID: errorText(
    'The platform’s answer was not understood and was not used.',
    'It is incomplete, too large, or not what the interface agrees; it may have been changed on the way.',
    'Earlier data are not affected. Try again later; if it happens again, contact the platform.',
  ),
  PLATFORM_SETTINGS_DAMAGED: errorText(
    'The settings of the platforms cannot be read.',
    'platforms.json is damaged, or does not hold what it should.',
    'Replace it by the file that the platform gives out, or have the administrator correct it; until then nothing is synchronised.',
  ),
  PLATFORM_NOT_CONFIGURED: errorText(
    'No such platform is set up.',
    'The settings on this computer name no platform, or none of this name.',
    'Add the platform in the settings, or put the platforms.json that the platform gives out into the program’s data folder.',
  ),
  LIST_ROLLED_BACK: errorText(
    'The platform gave an older list than the one at hand; it was not used.',
    'Its number has gone down: the platform went back to old data, or somebody replays an old list to hide a new revocation or suspension.',
    'The newer list stays in use. Ask the platform; until then do not rely on new verdicts.',
  ),
  LIST_FROZEN: errorText(
    'The platform gave a list whose time for renewal is past.',
    'The platform did not issue a new one in time, or somebody holds new ones back; or this computer’s clock is wrong.',
    'The list at hand stays in use and its date is shown as it is. Check this computer’s time; if it is right, contact the platform.',
  ),
  LIST_FORGED: errorText(
    'The signature of a list does not fit; it was not used.',
    'It is not by the platform that was set or by a trusted authority, or the content was changed.',
    'The list at hand stays in use. Contact the platform; on a public network, try another one.',
  ),
  LIST_DAMAGED: errorText(
    'A list is incomplete or damaged; it was not used.',
    'The transfer was cut, or the content does not have the size and hash that the platform published.',
    'The list at hand stays in use; the next synchronisation fetches it again.',
  ),
  LIST_FROM_FUTURE: errorText(
    'The platform’s list was issued later than this computer’s time.',
    'This computer’s clock is behind, or the platform’s is ahead.',
    'Set this computer’s clock and synchronise again.',
  ),
  SYNC_RUNNING: errorText(
    'Synchronisation with the platform is under way.',
    'Another window or command is synchronising with the same platform already.',
    'Wait until it has finished; what it brings serves this program too.',
  ),
  SYNC_STATUS_LOST: errorText(
    'The seal states kept on this computer were damaged.',
    'The damaged file was set aside and not deleted.',
    'Go online and synchronise: the states are fetched from the platform again.',
  ),
};
