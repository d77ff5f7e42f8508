import type { Handle } from 'pkcs11js';
import type { CallOf, TokenHostValue } from '../adapters/pkcs11/token-host-protocol.ts';
import { codedFailure } from './failure-codes.ts';
import type { Module } from './module.ts';
import { pinText } from './pins.ts';
import { resetDesk, type ResetSecrets } from './reset-secrets.ts';
import { openAsOfficer, replaceSoPin } from './reset-steps.ts';
import { closeLogin, openLogin } from './session.ts';
import { findToken } from './token-state.ts';

/** Sets the PIN by the SO PIN of a prepared reset (C_InitPIN), then replaces the SO PIN (C_SetPIN). */
export function performReset(module: Module, call: CallOf<'performReset'>): TokenHostValue<'performReset'> {
  return resetDesk.use(call.serial, (secrets) => {
    const { opened: session, soPin } = openToken(module, call.serial, secrets);
    try {
      if (call.newPin !== null) module.pkcs11.C_InitPIN(session, pinText(call.newPin));
      return replaceSoPin(secrets, soPin, () => setSoPin(module, session, secrets));
    } finally {
      closeLogin(module, session);
    }
  });
}

function openToken(module: Module, serial: string, secrets: ResetSecrets) {
  const open = (pin: Uint8Array): Handle =>
    openLogin(module, findToken(module, serial), 'readWrite', { role: 'securityOfficer', pin });
  return openAsOfficer(secrets, open, () => findToken(module, serial).securityOfficerPin.finalTry);
}

/** C_SetPIN changes the PIN of whoever is logged in. */
function setSoPin({ pkcs11 }: Module, session: Handle, { present, next }: ResetSecrets): void {
  try {
    pkcs11.C_SetPIN(session, pinText(present), pinText(next));
  } catch (error) {
    throw codedFailure(error);
  }
}
