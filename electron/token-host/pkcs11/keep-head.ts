import pkcs11js from 'pkcs11js';
import type { Handle, Template } from 'pkcs11js';
import type { TokenRequest } from '../../adapters/tokens/token-host-operations.ts';
import { readTokenHead, tokenHeadBytes, TOKEN_HEAD_LABEL } from '../../core/register/kept-head.ts';
import { CodedError } from '../../shared/errors.ts';
import { findObjects, readAttribute, readText } from './find-key.ts';
import { codedFailure, type Module } from './module.ts';
import { withSession } from './session.ts';
import type { TokenState } from './token-state.ts';

/** Registers whose heads one token keeps: several computers may share it. */
const MOST_HEADS = 8;

/** CKA_APPLICATION of a head. */
const APPLICATION = 'SealDesk';

type KeptHead = NonNullable<TokenRequest<'signDigest'>['head']>;

/**
 * Puts a head in the place of the one before under its label, as a public data object, while the user is logged in. The
 * login counts for all sessions of the process (base specification v2.40 §5.6), so that a session that may write needs
 * none of its own.
 * @returns false where the token refuses, which harms no signature
 */
export function keepHead(module: Module, token: TokenState, head: KeptHead, signature: Uint8Array): boolean {
  try {
    const value = Buffer.from(tokenHeadBytes(head.text, signature));
    withSession(module, token.slot, 'readWrite', (session) => write(module, session, head.label, value));
    return true;
  } catch (error) {
    if (codedFailure(error) instanceof CodedError || error instanceof RangeError) return false;
    throw error;
  }
}

function write(module: Module, session: Handle, label: string, value: Buffer): void {
  const kept = headsOn(module, session);
  const [present] = kept.filter((each) => each.label === label);
  if (present !== undefined && changed(module, session, present.object, value)) return;
  const others = kept.filter((each) => each.label !== label).sort((a, b) => (a.time < b.time ? -1 : 1));
  for (const { object } of others.slice(0, Math.max(0, others.length + 1 - MOST_HEADS))) {
    module.pkcs11.C_DestroyObject(session, object);
  }
  module.pkcs11.C_CreateObject(session, newHead(label, value));
  // The older one goes last, so that a death in between leaves one.
  if (present !== undefined) module.pkcs11.C_DestroyObject(session, present.object);
}

/** @returns false for a token on which objects cannot be changed, only made and destroyed */
function changed({ pkcs11 }: Module, session: Handle, object: Handle, value: Buffer): boolean {
  try {
    pkcs11.C_SetAttributeValue(session, object, [{ type: pkcs11js.CKA_VALUE, value }]);
    return true;
  } catch (error) {
    if (codedFailure(error) instanceof CodedError) return false;
    throw error;
  }
}

interface HeadObject {
  readonly object: Handle;
  readonly label: string;
  /** '' for one that cannot be read, which goes first. */
  readonly time: string;
}

function headsOn({ pkcs11 }: Module, session: Handle): HeadObject[] {
  const objects = findObjects(pkcs11, session, [{ type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_DATA }]);
  return objects.flatMap((object) => {
    const label = readText(pkcs11, session, object, pkcs11js.CKA_LABEL);
    if (!label.startsWith(TOKEN_HEAD_LABEL)) return [];
    const head = readTokenHead(readAttribute(pkcs11, session, object, pkcs11js.CKA_VALUE));
    return [{ object, label, time: head?.time ?? '' }];
  });
}

/** A public object of the token, so that it shows without a PIN; only the user changes it. */
function newHead(label: string, value: Buffer): Template {
  return [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_DATA },
    { type: pkcs11js.CKA_TOKEN, value: true },
    { type: pkcs11js.CKA_PRIVATE, value: false },
    { type: pkcs11js.CKA_MODIFIABLE, value: true },
    { type: pkcs11js.CKA_LABEL, value: label },
    { type: pkcs11js.CKA_APPLICATION, value: APPLICATION },
    { type: pkcs11js.CKA_VALUE, value },
  ];
}
