import type { SkfContainer } from './containers.ts';
import { cell } from './cells.ts';
import { PURPOSES, type Purpose } from './containers.ts';
import { SAR, unless } from './skf-error.ts';

/** ECCPUBLICKEYBLOB, clause 6.4.4: BitLen, then two fields of 64 bytes with the value at their end. */
const FIELD_BYTES = 64;
const COORDINATE_BYTES = 32;
const BLOB_CAPACITY = 512;

/** @param ulongBits width of BitLen @returns 04 ‖ x ‖ y */
function pointIn(blob: Uint8Array, ulongBits: number): Uint8Array {
  const coordinate = (field: number): Uint8Array => {
    const end = ulongBits / 8 + (field + 1) * FIELD_BYTES;
    return blob.subarray(end - COORDINATE_BYTES, end);
  };
  return Uint8Array.from([0x04, ...coordinate(0), ...coordinate(1)]);
}

/** SGD_SM2_1 (GM/T 0006): a pair for signatures */
const SM2_SIGNATURE = 0x00020100;

/** Makes a key pair in the container. The user's PIN is verified. @returns its public point, 65 bytes */
export function generatePair({ opened: { library }, container }: SkfContainer): Uint8Array {
  const blob = new Uint8Array(BLOB_CAPACITY);
  library.call('SKF_GenECCKeyPair', container, SM2_SIGNATURE, blob);
  return pointIn(blob, library.profile.ulongBits);
}

/** Null where the container has no pair for that purpose. */
export function exportPoint(
  { opened: { library }, container }: SkfContainer,
  purpose: Purpose,
): Uint8Array | null {
  const blob = new Uint8Array(BLOB_CAPACITY);
  const found = unless([SAR.keyNotFound, SAR.fail], () => {
    library.call('SKF_ExportPublicKey', container, PURPOSES[purpose], blob, cell(BLOB_CAPACITY));
    return blob;
  });
  return found === null ? null : pointIn(found, library.profile.ulongBits);
}
