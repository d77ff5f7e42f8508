import type { CallOf, TokenHostValue } from '../../adapters/pkcs11/token-host-protocol.ts';
import { resetDesk, type ResetSecrets } from '../reset-secrets.ts';
import { openAsOfficer, replaceSoPin } from '../reset-steps.ts';
import type { SkfApplication } from './application.ts';
import { onToken } from './find-token.ts';
import { changeAdminPin, unblockUserPin, verifyAdminPin } from './given-pins.ts';
import { readPinState } from './pin-state.ts';
import { codedSkfFailure } from './skf-error.ts';
import type { SkfLibrary } from './skf-library.ts';

/** Sets the PIN by the administrator's PIN of a prepared reset (SKF_UnblockPIN), then replaces that one. */
export function performReset(
  library: SkfLibrary,
  call: CallOf<'performReset'>,
): TokenHostValue<'performReset'> {
  return resetDesk.use(call.serial, (secrets) =>
    onToken(library, call.serial, (opened) => {
      const { soPin } = openApplication(opened, call.newPin, secrets);
      return replaceSoPin(secrets, soPin, () => setAdminPin(opened, secrets));
    }),
  );
}

/** Unblocking gives the administrator's PIN by itself; where the PIN is set already, it is verified alone. */
function openApplication(opened: SkfApplication, newPin: Uint8Array | null, secrets: ResetSecrets) {
  const open = (adminPin: Uint8Array): void =>
    newPin === null ? verifyAdminPin(opened, adminPin) : unblockUserPin(opened, adminPin, newPin);
  return openAsOfficer(secrets, open, () => readPinState(opened, 'securityOfficer').finalTry);
}

function setAdminPin(opened: SkfApplication, { present, next }: ResetSecrets): void {
  try {
    changeAdminPin(opened, present, next);
  } catch (error) {
    throw codedSkfFailure(error);
  }
}
