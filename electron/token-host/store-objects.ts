import pkcs11js from 'pkcs11js';
import type { Template } from 'pkcs11js';
import type { CallOf } from '../adapters/pkcs11/token-host-protocol.ts';
import type { Module } from './module.ts';
import { withLogin } from './session.ts';
import { findToken } from './token-state.ts';

/** CKC_X_509 */
const X509_CERTIFICATE = 0;

/** Public, so that seals and certificates show without a PIN. */
const PUBLIC_TOKEN_OBJECT: Template = [
  { type: pkcs11js.CKA_TOKEN, value: true },
  { type: pkcs11js.CKA_PRIVATE, value: false },
];

export function storeCertificate(module: Module, call: CallOf<'storeCertificate'>): null {
  const { id, label, der, names } = call;
  return store(module, call, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE },
    { type: pkcs11js.CKA_CERTIFICATE_TYPE, value: X509_CERTIFICATE },
    { type: pkcs11js.CKA_ID, value: Buffer.from(id) },
    { type: pkcs11js.CKA_LABEL, value: label },
    { type: pkcs11js.CKA_SUBJECT, value: Buffer.from(names.subject) },
    { type: pkcs11js.CKA_ISSUER, value: Buffer.from(names.issuer) },
    { type: pkcs11js.CKA_SERIAL_NUMBER, value: Buffer.from(names.serialNumber) },
    { type: pkcs11js.CKA_VALUE, value: Buffer.from(der) },
  ]);
}

export function storeData(module: Module, call: CallOf<'storeData'>): null {
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
