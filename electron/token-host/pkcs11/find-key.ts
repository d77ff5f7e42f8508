import pkcs11js from 'pkcs11js';
import type { Handle, PKCS11, Template } from 'pkcs11js';
import { CodedError } from '../../shared/errors.ts';
import type { Module } from './module.ts';
import { withSession } from './session.ts';
import { findToken, findTokens, isRefused, type TokenState } from './token-state.ts';

/** A token, and the CKA_ID on it that a key shares with its certificate. */
export interface KeyHolder {
  readonly token: TokenState;
  readonly id: Uint8Array;
}

/**
 * Finds the token with a serial number that holds a certificate, in whatever port it is. Serial numbers, labels and
 * even CKA_ID are not unique, but the certificate's DER is.
 * @throws TOKEN_REMOVED, KEY_NOT_FOUND
 */
export function holderOf(
  module: Module,
  { serial, certificate }: { readonly serial: string; readonly certificate: Uint8Array },
): KeyHolder {
  findToken(module, serial);
  for (const token of findTokens(module, serial)) {
    const id = isRefused(module, token) ? null : certificateId(module, token, certificate);
    if (id !== null) return { token, id };
  }
  throw new CodedError('KEY_NOT_FOUND', 'the certificate is not on the token');
}

function certificateId(module: Module, token: TokenState, der: Uint8Array): Uint8Array | null {
  return withSession(module, token.slot, 'readOnly', (session) => {
    const certificates = findObjects(module.pkcs11, session, [
      { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE },
    ]);
    const wanted = Buffer.from(der);
    for (const object of certificates) {
      const value = readAttribute(module.pkcs11, session, object, pkcs11js.CKA_VALUE);
      if (wanted.equals(value)) return readAttribute(module.pkcs11, session, object, pkcs11js.CKA_ID);
    }
    return null;
  });
}

/**
 * Finds the private key of a CKA_ID, which is not unique. It prefers a key of the wanted kind, because a bank's token
 * may hold RSA beside SM2, and a key that may sign, because the pair for encryption often shares the CKA_ID of the
 * pair for signatures.
 * @param keyType CKA_KEY_TYPE
 * @throws KEY_NOT_FOUND
 */
export function findKey({ pkcs11 }: Module, session: Handle, keyType: number, id: Uint8Array): Handle {
  const keys = findObjects(pkcs11, session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PRIVATE_KEY },
    { type: pkcs11js.CKA_ID, value: Buffer.from(id) },
  ]);
  const ofKind = keys.filter((each) => keyTypeOf(pkcs11, session, each) === keyType);
  const key = ofKind.find((each) => maySign(pkcs11, session, each)) ?? ofKind[0] ?? keys[0];
  if (key === undefined) throw new CodedError('KEY_NOT_FOUND', 'no private key of that CKA_ID');
  return key;
}

/** Returns CKA_KEY_TYPE, a native unsigned long; null when the token does not tell it. */
export function keyTypeOf(pkcs11: Module['pkcs11'], session: Handle, key: Handle): number | null {
  const value = readAttribute(pkcs11, session, key, pkcs11js.CKA_KEY_TYPE);
  return value.length < 4 ? null : new DataView(value.buffer).getUint32(0, true);
}

function maySign(pkcs11: Module['pkcs11'], session: Handle, key: Handle): boolean {
  return readAttribute(pkcs11, session, key, pkcs11js.CKA_SIGN)[0] === 1;
}

/** How many handles to ask for at once. */
const BATCH = 64;

/** Returns the handles of all objects that match. */
export function findObjects(pkcs11: PKCS11, session: Handle, template: Template): Handle[] {
  const found: Handle[] = [];
  pkcs11.C_FindObjectsInit(session, template);
  try {
    for (let batch = pkcs11.C_FindObjects(session, BATCH); batch.length > 0;) {
      found.push(...batch);
      batch = pkcs11.C_FindObjects(session, BATCH);
    }
  } finally {
    pkcs11.C_FindObjectsFinal(session);
  }
  return found;
}

/**
 * Returns one attribute; it is empty when the object has none or does not reveal it. Attributes are read one at a
 * time, because a missing one makes some modules refuse the whole list.
 */
export function readAttribute(pkcs11: PKCS11, session: Handle, object: Handle, type: number): Uint8Array {
  try {
    const value = pkcs11.C_GetAttributeValue(session, object, [{ type }])[0]?.value;
    return Uint8Array.from(value instanceof Uint8Array ? value : []);
  } catch {
    return new Uint8Array();
  }
}

export function readText(pkcs11: PKCS11, session: Handle, object: Handle, type: number): string {
  return new TextDecoder().decode(readAttribute(pkcs11, session, object, type));
}
