import type { CallOf } from '../adapters/pkcs11/token-host-protocol.ts';
import type { Module } from './module.ts';
import { pinText } from './pins.ts';
import { lockedFailure, pinFailure, withLogin, withSession } from './session.ts';
import { findToken } from './token-state.ts';

/** Changes the user's PIN; the old one counts as a try. */
export function changePin(module: Module, call: CallOf<'changePin'>): null {
  const token = findToken(module, call.serial);
  if (token.pin.locked) throw lockedFailure(token, 'user');
  withSession(module, token.slot, 'readWrite', (session) => {
    try {
      module.pkcs11.C_SetPIN(session, pinText(call.pin), pinText(call.newPin));
    } catch (error) {
      throw pinFailure(module, token, 'user', error);
    }
  });
  return null;
}

/** Sets a new user PIN as security officer, which unlocks it; keys stay. */
export function unblockPin(module: Module, call: CallOf<'unblockPin'>): null {
  const token = findToken(module, call.serial);
  withLogin(module, token, 'readWrite', { role: 'securityOfficer', pin: call.soPin }, (session) =>
    module.pkcs11.C_InitPIN(session, pinText(call.newPin)),
  );
  return null;
}
