import pkcs11js from 'pkcs11js';
import type { Handle } from 'pkcs11js';
import type { TokenHostValue } from '../adapters/pkcs11/token-host-protocol.ts';
import { CodedError } from '../shared/errors.ts';
import type { StoredCertificate, StoredData } from '../shared/model/token.ts';
import { codedFailure } from './failure-codes.ts';
import { slotNumber, type Module } from './module.ts';
import { findObjects, readAttribute, readText } from './objects.ts';
import { SeenObjects, type OpenObjects } from './seen-objects.ts';
import { withSession } from './session.ts';
import { isFreeSlot, isRefused, readTokenState, type TokenState } from './token-state.ts';

/** What the tokens of this process's module hold. */
export const seenObjects = new SeenObjects(() => performance.now());

/** Every token, without login. A slot that cannot be read takes nothing from the others. */
export function readTokens(module: Module): TokenHostValue<'list'> {
  const listing: TokenHostValue<'list'> = { tokens: [], failures: [] };
  const slots = module.pkcs11.C_GetSlotList(true);
  seenObjects.keepOnly(slots.map(slotNumber));
  for (const slot of slots) {
    try {
      const state = readTokenState(module, slot);
      if (!isFreeSlot(state)) listing.tokens.push(readToken(module, state));
    } catch (error) {
      const coded = codedFailure(error);
      if (!(coded instanceof CodedError)) throw error;
      if (coded.code === 'TOKEN_REMOVED') continue;
      listing.failures.push({ code: coded.code, details: { ...coded.details, slot: slotNumber(slot) } });
    }
  }
  return listing;
}

type ListedToken = TokenHostValue<'list'>['tokens'][number];

/** What lies openly on a token. @throws SOFT_TOKEN_REFUSED */
export function readToken(module: Module, state: TokenState): ListedToken {
  const { label, serial, manufacturer, initialised, pin } = state;
  if (isRefused(module, state)) throw new CodedError('SOFT_TOKEN_REFUSED', serial, { serial });
  const stored = initialised
    ? seenObjects.of(state, () =>
        withSession(module, state.slot, 'readOnly', (session) => readObjects(module, session)),
      )
    : { certificates: [], data: [] };
  return {
    module: module.path,
    kind: 'pkcs11',
    slot: state.slotNumber,
    label,
    serial,
    manufacturer,
    initialised,
    pin,
    soPin: state.securityOfficerPin,
    ...stored,
  };
}

function readObjects({ pkcs11 }: Module, session: Handle): OpenObjects {
  const bytes = (object: Handle, type: number): Uint8Array => readAttribute(pkcs11, session, object, type);
  const text = (object: Handle, type: number): string => readText(pkcs11, session, object, type);
  const objects = (type: number): Handle[] =>
    findObjects(pkcs11, session, [{ type: pkcs11js.CKA_CLASS, value: type }]);
  const certificate = (object: Handle): StoredCertificate => ({
    id: bytes(object, pkcs11js.CKA_ID),
    label: text(object, pkcs11js.CKA_LABEL),
    der: bytes(object, pkcs11js.CKA_VALUE),
  });
  const data = (object: Handle): StoredData => ({
    label: text(object, pkcs11js.CKA_LABEL),
    application: text(object, pkcs11js.CKA_APPLICATION),
    value: bytes(object, pkcs11js.CKA_VALUE),
  });
  return {
    certificates: objects(pkcs11js.CKO_CERTIFICATE).map(certificate),
    data: objects(pkcs11js.CKO_DATA).map(data),
  };
}
