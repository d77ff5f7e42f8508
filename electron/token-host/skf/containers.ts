import type { SkfProfile } from '../../adapters/tokens/vendor-profiles.ts';
import { CodedError } from '../../shared/errors.ts';
import type { StoredCertificate } from '../../shared/model/token.ts';
import { cell, handleIn, namesIn, nullEnded, numberIn, textOf, variableBytes } from './cells.ts';
import { letGo, type SkfApplication } from './device.ts';
import { SAR, unless } from './skf-library.ts';

/** bSignFlag, clause 7.6. A container holds a pair for signatures and one for encryption. */
export const PURPOSES = { sign: 1, encrypt: 0 } as const;
export type Purpose = keyof typeof PURPOSES;

/** Libraries answer one of these when a container has no certificate of a kind; others give an empty one. */
const NO_CERTIFICATE = [SAR.certificateNotFound, SAR.keyNotFound, SAR.fail];

export interface SkfContainer {
  readonly opened: SkfApplication;
  readonly container: bigint;
}

export function containerNames({ library, application }: SkfApplication): Uint8Array[] {
  return namesIn(variableBytes((list, size) => library.call('SKF_EnumContainer', application, list, size)));
}

export function withContainer<T>(
  opened: SkfApplication,
  name: Uint8Array,
  work: (container: SkfContainer) => T,
  how: 'SKF_OpenContainer' | 'SKF_CreateContainer' = 'SKF_OpenContainer',
): T {
  const { library, application } = opened;
  const handle = cell();
  library.call(how, application, nullEnded(name), handle);
  const container = handleIn(handle);
  try {
    return work({ opened, container });
  } finally {
    letGo(() => library.call('SKF_CloseContainer', container));
  }
}

/** Returns DER; null when the container has none for that purpose. */
export function exportCertificate(
  { opened: { library }, container }: SkfContainer,
  purpose: Purpose,
): Uint8Array | null {
  const der = unless(NO_CERTIFICATE, () =>
    variableBytes((buffer, size) =>
      library.call('SKF_ExportCertificate', container, PURPOSES[purpose], buffer, size),
    ),
  );
  return der === null || der.length === 0 ? null : der;
}

/** Reads both certificates of a container, the one for signatures first. */
export function readCertificates(opened: SkfApplication, name: Uint8Array): StoredCertificate[] {
  return withContainer(opened, name, (container) =>
    (['sign', 'encrypt'] as const).flatMap((purpose) => {
      const der = exportCertificate(container, purpose);
      return der === null ? [] : [{ id: idOf(name), label: textOf(name), der }];
    }),
  );
}

const HEXADECIMAL = /^(?:[0-9a-f]{2})+$/i;

/** Returns an equivalent of CKA_ID: the bytes of a name in hexadecimal, or else the bytes of the name itself. */
export function idOf(name: Uint8Array): Uint8Array {
  const text = textOf(name);
  return HEXADECIMAL.test(text) ? Uint8Array.from(Buffer.from(text, 'hex')) : name;
}

/** Finds the name of the container of an id, by whatever program it was made. @throws KEY_NOT_FOUND */
export function containerOfId(opened: SkfApplication, id: Uint8Array): Uint8Array {
  const name = containerNames(opened).find((each) => Buffer.from(id).equals(idOf(each)));
  if (name === undefined) throw new CodedError('KEY_NOT_FOUND', 'no container of that id');
  return name;
}

/** Returns the name for a new container of an id. */
export function nameOf(id: Uint8Array): Uint8Array {
  return Uint8Array.from(Buffer.from(Buffer.from(id).toString('hex').toUpperCase(), 'latin1'));
}

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

/** The blob's length shows the width of ULONG. With the wrong width the key would be misread. */
function requireWidth(length: number, profile: SkfProfile): void {
  const other = profile.ulongBits === 32 ? 64 : 32;
  if (length !== blobBytes(other)) return;
  const details = { profile: profile.name, ulongBits: other };
  throw new CodedError('TOKEN_FAILURE', 'ULONG has another width than the profile says', details);
}

/** SGD_SM2_1 (GM/T 0006): a pair for signatures */
const SM2_SIGNATURE = 0x00020100;

/** Makes a key pair in the container; needs the user's PIN verified. @returns its public point, 65 bytes */
export function generatePair(opened: SkfContainer): Uint8Array {
  const { library } = opened.opened;
  const blob = new Uint8Array(BLOB_CAPACITY);
  library.call('SKF_GenECCKeyPair', opened.container, SM2_SIGNATURE, blob);
  return exportPoint(opened, 'sign') ?? pointIn(blob, library.profile);
}

/** Returns null when the container has no pair for that purpose. */
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
