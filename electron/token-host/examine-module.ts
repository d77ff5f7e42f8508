import type { Handle } from 'pkcs11js';
import type { TokenHostValue } from '../adapters/pkcs11/token-host-protocol.ts';
import { CodedError } from '../shared/errors.ts';
import { codedFailure } from './failure-codes.ts';
import { slotNumber, type Module } from './module.ts';
import { readToken } from './read-tokens.ts';
import { profileOf } from './token-profile.ts';
import { isFreeSlot, readTokenState, unpadded, versionText } from './token-state.ts';

/** CK_SLOT_INFO.flags, base specification v2.40 §3.2 */
const TOKEN_PRESENT = 0x1;

type Examination = TokenHostValue<'examine'>;
type Slot = Examination['slots'][number];

/** Looks at everything that a module shows without login: the library, every slot, the tokens. */
export function examineModule(module: Module): Examination {
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
  const snapshot = readToken(module, state);
  const profile = profileOf(module, state)?.name ?? null;
  return { report: { ...place, state: 'token', error: null }, token: { snapshot, profile } };
}
