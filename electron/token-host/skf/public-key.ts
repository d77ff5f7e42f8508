import type { SkfProfile } from '../../adapters/skf/skf-profile.ts';
import { CodedError } from '../../shared/errors.ts';
import { cell, numberIn } from './cells.ts';
import { PURPOSES, type Purpose, type SkfContainer } from './containers.ts';
import { SAR, unless } from './skf-error.ts';

/** ECCPUBLICKEYBLOB, clause 6.4.4: BitLen, then two fields of 64 bytes with the value at their end. */
const FIELD_BYTES = 64;
const COORDINATE_BYTES = 32;
const BLOB_CAPACITY = 512;

const blobBytes = (ulongBits: number): number => ulongBits / 8 + 2 * FIELD_BYTES;

/** @returns 04 ‖ x ‖ y */
function pointIn(blob: Uint8Array, { ulongBits }: SkfProfile): Uint8Array {
  const coordinate = (field: number): Uint8Array => {
    const end = ulongBits / 8 + (field + 1) * FIELD_BYTES;
    return blob.subarray(end - COORDINATE_BYTES, end);
  };
  return Uint8Array.from([0x04, ...coordinate(0), ...coordinate(1)]);
}

/** The blob's length betrays the width of ULONG: read by the other one, the key would be no key. */
function requireWidth(length: number, profile: SkfProfile): void {
  const other = profile.ulongBits === 32 ? 64 : 32;
  if (length !== blobBytes(other)) return;
  const details = { profile: profile.name, ulongBits: other };
  throw new CodedError('TOKEN_FAILURE', 'ULONG has another width than the profile says', details);
}

/** SGD_SM2_1 (GM/T 0006): a pair for signatures */
const SM2_SIGNATURE = 0x00020100;

/** Makes a key pair in the container. The user's PIN is verified. @returns its public point, 65 bytes */
export function generatePair(opened: SkfContainer): Uint8Array {
  const { library } = opened.opened;
  const blob = new Uint8Array(BLOB_CAPACITY);
  library.call('SKF_GenECCKeyPair', opened.container, SM2_SIGNATURE, blob);
  return exportPoint(opened, 'sign') ?? pointIn(blob, library.profile);
}

/** Null where the container has no pair for that purpose. */
export function exportPoint(
  { opened: { library }, container }: SkfContainer,
  purpose: Purpose,
): Uint8Array | null {
  const [blob, length] = [new Uint8Array(BLOB_CAPACITY), cell(BLOB_CAPACITY)];
  const found = unless([SAR.keyNotFound, SAR.fail], () => {
    library.call('SKF_ExportPublicKey', container, PURPOSES[purpose], blob, length);
    return blob;
  });
  if (found === null) return null;
  requireWidth(numberIn(length), library.profile);
  return pointIn(found, library.profile);
}
