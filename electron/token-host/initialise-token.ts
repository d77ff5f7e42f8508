import type { CallOf } from '../adapters/pkcs11/token-host-protocol.ts';
import { CodedError } from '../shared/errors.ts';
import type { Module } from './module.ts';
import { pinText } from './pins.ts';
import { withLogin } from './session.ts';
import { isRefused, readTokenState } from './token-state.ts';

/** CK_TOKEN_INFO.label */
const LABEL_LENGTH = 32;

/** Initialises the first uninitialised token and sets its user PIN. @returns its serial number */
export function initialiseToken(module: Module, call: CallOf<'initialise'>): string {
  const { pkcs11 } = module;
  const slot = pkcs11.C_GetSlotList(true).find((each) => {
    const state = readTokenState(module, each);
    return !state.initialised && !isRefused(module, state);
  });
  if (slot === undefined) throw new CodedError('TOKEN_NOT_FOUND', 'no uninitialised token');
  pkcs11.C_InitToken(slot, pinText(call.soPin), paddedLabel(call.label));
  const token = readTokenState(module, slot);
  withLogin(module, token, 'readWrite', { role: 'securityOfficer', pin: call.soPin }, (session) =>
    pkcs11.C_InitPIN(session, pinText(call.pin)),
  );
  return token.serial;
}

/** C_InitToken reads exactly 32 bytes, blanks at the end. A label cut in mid-character loses that character. */
function paddedLabel(label: string): string {
  let kept = '';
  for (const character of label) {
    if (Buffer.byteLength(kept + character) > LABEL_LENGTH) break;
    kept += character;
  }
  return kept + ' '.repeat(LABEL_LENGTH - Buffer.byteLength(kept));
}
