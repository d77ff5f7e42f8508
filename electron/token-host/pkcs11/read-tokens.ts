import pkcs11js from 'pkcs11js';
import type { Handle } from 'pkcs11js';
import type { TokenAnswer } from '../../adapters/tokens/token-host-operations.ts';
import { CodedError } from '../../shared/errors.ts';
import type { StoredCertificate, StoredData } from '../../shared/model/token.ts';
import { findObjects, readAttribute, readText } from './find-key.ts';
import { codedFailure, type Module, slotNumber, type Pkcs11Operations } from './module.ts';
import { type OpenObjects, SeenObjects } from './seen-objects.ts';
import { withSession } from './session.ts';
import {
  isFreeSlot,
  isRefused,
  profileOf,
  readTokenState,
  type TokenState,
  unpadded,
  versionText,
} from './token-state.ts';

/** Operations that read a module without login. */
export const lookOperations = {
  list: readTokens,
  examine: examineModule,
} satisfies Partial<Pkcs11Operations>;

/** The contents of the tokens of this process's module. */
export const seenObjects = new SeenObjects(() => performance.now());

/** Reads every token without login. An unreadable slot does not affect the others. */
function readTokens(module: Module): TokenAnswer<'list'> {
  const listing: TokenAnswer<'list'> = { tokens: [], failures: [] };
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

type ListedToken = TokenAnswer<'list'>['tokens'][number];

/** Reads the public objects of a token. @throws SOFT_TOKEN_REFUSED */
function readToken(module: Module, state: TokenState): ListedToken {
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
    profile: profileOf(module, state)?.name ?? null,
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

/** CK_SLOT_INFO.flags, base specification v2.40 §3.2 */
const TOKEN_PRESENT = 0x1;

type Examination = TokenAnswer<'examine'>;
type Slot = Examination['slots'][number];

/** Examines everything that a module shows without login: the library, every slot, the tokens. */
function examineModule(module: Module): Examination {
  const examination: Examination = { library: describeLibrary(module), slots: [], tokens: [] };
  for (const slot of module.pkcs11.C_GetSlotList(false)) {
    const { report, token } = examineSlot(module, slot);
    examination.slots.push(report);
    if (token !== null) examination.tokens.push(token);
  }
  return examination;
}

function describeLibrary({ pkcs11 }: Module): Examination['library'] {
  const info = pkcs11.C_GetInfo();
  return {
    manufacturer: unpadded(info.manufacturerID),
    description: unpadded(info.libraryDescription),
    version: versionText(info.libraryVersion),
  };
}

interface ExaminedSlot {
  readonly report: Slot;
  readonly token: Examination['tokens'][number] | null;
}

function examineSlot(module: Module, handle: Handle): ExaminedSlot {
  const slot = slotNumber(handle);
  const place = { slot, description: '' };
  try {
    const info = module.pkcs11.C_GetSlotInfo(handle);
    place.description = unpadded(info.slotDescription);
    if ((info.flags & TOKEN_PRESENT) === 0) return without(place, 'empty');
    return examineToken(module, handle, place);
  } catch (error) {
    const coded = codedFailure(error);
    if (!(coded instanceof CodedError)) throw error;
    if (coded.code === 'TOKEN_REMOVED') return without(place, 'empty');
    const state = coded.code === 'TOKEN_NOT_RECOGNISED' ? 'notRecognised' : 'unreadable';
    return { report: { ...place, state, error: coded.toAppError() }, token: null };
  }
}

function without(place: Pick<Slot, 'slot' | 'description'>, state: 'empty'): ExaminedSlot {
  return { report: { ...place, state, error: null }, token: null };
}

function examineToken(
  module: Module,
  handle: Handle,
  place: Pick<Slot, 'slot' | 'description'>,
): ExaminedSlot {
  const state = readTokenState(module, handle);
  if (isFreeSlot(state)) return without(place, 'empty');
  return { report: { ...place, state: 'token', error: null }, token: readToken(module, state) };
}
