import pkcs11js from 'pkcs11js';
import type { Handle, Template } from 'pkcs11js';
import {
  type HostStart,
  moduleOperations,
  type TokenAnswer,
  type TokenRequest,
} from '../../adapters/tokens/token-host-operations.ts';
import { writeElement } from '../../core/asn1/der-writer.ts';
import { TAG } from '../../core/asn1/identifiers.ts';
import { fromHex } from '../../core/bytes/encodings.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Handlers } from '../../wire/operation.ts';
import { handlersOn } from '../../wire/server.ts';
import {
  openAsOfficer,
  replaceSoPin,
  resetOperations,
  resetSecrets,
  type ResetSecrets,
} from '../reset-secrets.ts';
import { keyPairOperations } from './key-pairs.ts';
import { codedFailure, type Module, openModule, type Pkcs11Operations } from './module.ts';
import { lookOperations, seenObjects } from './read-tokens.ts';
import {
  closeLogin,
  lockedFailure,
  openLogin,
  pinFailure,
  pinText,
  withLogin,
  withSession,
} from './session.ts';
import { signOperations } from './sign.ts';
import { keepsLogin, heldLogin } from './held-login.ts';
import { findToken, isRefused, readTokenState } from './token-state.ts';

const OPERATIONS: Pkcs11Operations = {
  ...lookOperations,
  ...signOperations,
  ...keyPairOperations,
  // Operations that change the PINs and objects of a token.
  initialise: initialiseToken,
  storeCertificate,
  storeData,
  changePin,
  unblockPin,
  performReset,
  ...resetOperations,
  // Every operation that keeps no login ends the held one.
  dropLogin: () => null,
};

/** The operations of a host on a PKCS#11 module. Every failure of the module becomes a code; nothing is tried twice. */
export function pkcs11Handlers({ module, settings }: HostStart): Handlers<typeof moduleOperations> {
  return handlersOn<typeof moduleOperations, Module>(
    moduleOperations,
    OPERATIONS,
    async (work, operation, request) => {
      try {
        if (!keepsLogin(operation, request)) heldLogin.drop();
        return await work(openModule(module, settings));
      } catch (error) {
        heldLogin.drop();
        throw codedFailure(error);
      } finally {
        if (operation !== 'list') seenObjects.forget();
      }
    },
  );
}

/** CK_TOKEN_INFO.label */
const LABEL_LENGTH = 32;

/** Initialises the first uninitialised token and sets its user PIN. @returns its serial number */
function initialiseToken(module: Module, call: TokenRequest<'initialise'>): string {
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

/** CKC_X_509 */
const X509_CERTIFICATE = 0;

/** Objects are public, so that seals and certificates show without a PIN. */
const PUBLIC_TOKEN_OBJECT: Template = [
  { type: pkcs11js.CKA_TOKEN, value: true },
  { type: pkcs11js.CKA_PRIVATE, value: false },
];

/**
 * Stores a certificate with its names and number, by which others search.
 * @throws DER_INVALID before the PIN is used
 */
function storeCertificate(module: Module, call: TokenRequest<'storeCertificate'>): null {
  const { id, label, der } = call;
  const { subject, issuer, serial } = decodeCertificate(der);
  const serialNumber = writeElement(TAG.integer, fromHex(serial));
  return store(module, call, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE },
    { type: pkcs11js.CKA_CERTIFICATE_TYPE, value: X509_CERTIFICATE },
    { type: pkcs11js.CKA_ID, value: Buffer.from(id) },
    { type: pkcs11js.CKA_LABEL, value: label },
    { type: pkcs11js.CKA_SUBJECT, value: Buffer.from(subject.raw) },
    { type: pkcs11js.CKA_ISSUER, value: Buffer.from(issuer.raw) },
    { type: pkcs11js.CKA_SERIAL_NUMBER, value: Buffer.from(serialNumber) },
    { type: pkcs11js.CKA_VALUE, value: Buffer.from(der) },
  ]);
}

function storeData(module: Module, call: TokenRequest<'storeData'>): null {
  const { label, application, value } = call;
  return store(module, call, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_DATA },
    { type: pkcs11js.CKA_LABEL, value: label },
    { type: pkcs11js.CKA_APPLICATION, value: application },
    { type: pkcs11js.CKA_VALUE, value: Buffer.from(value) },
  ]);
}

function store(
  module: Module,
  { serial, pin }: { readonly serial: string; readonly pin: Uint8Array },
  template: Template,
): null {
  withLogin(module, findToken(module, serial), 'readWrite', { role: 'user', pin }, (session) =>
    module.pkcs11.C_CreateObject(session, [...PUBLIC_TOKEN_OBJECT, ...template]),
  );
  return null;
}

/** Changes the user's PIN; the old one counts as a try. */
function changePin(module: Module, call: TokenRequest<'changePin'>): null {
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

/** Sets a new user PIN as security officer, which unlocks it. Keys remain. */
function unblockPin(module: Module, call: TokenRequest<'unblockPin'>): null {
  const token = findToken(module, call.serial);
  withLogin(module, token, 'readWrite', { role: 'securityOfficer', pin: call.soPin }, (session) =>
    module.pkcs11.C_InitPIN(session, pinText(call.newPin)),
  );
  return null;
}

/** Sets the PIN by the SO PIN of a prepared reset (C_InitPIN), then replaces the SO PIN (C_SetPIN). */
function performReset(module: Module, call: TokenRequest<'performReset'>): TokenAnswer<'performReset'> {
  return resetSecrets.use(call.serial, (secrets) => {
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

/** C_SetPIN changes the PIN of the user who is logged in. */
function setSoPin({ pkcs11 }: Module, session: Handle, { present, next }: ResetSecrets): void {
  try {
    pkcs11.C_SetPIN(session, pinText(present), pinText(next));
  } catch (error) {
    throw codedFailure(error);
  }
}
