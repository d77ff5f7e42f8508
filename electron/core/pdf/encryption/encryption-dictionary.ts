import { CodedError } from '../../../shared/errors.ts';
import { isInteger, isName, type PdfDictionary, type PdfObject } from '../syntax/objects.ts';

/** The way in which strings or streams are encrypted; `none` leaves them in clear (the filter Identity). */
export type CipherMethod = 'none' | 'rc4' | 'aes128' | 'aes256';

/** The standard security handler of a file (ISO 32000-2 §7.6.4): its encryption dictionary, checked. */
export interface StandardEncryption {
  /** The revision of the handler (/R). */
  readonly revision: 2 | 3 | 4 | 5 | 6;
  /** The length of the file encryption key in bytes. */
  readonly keyLength: number;
  /** The values by which passwords are checked: 32 bytes, or 48 from revision 5 on. */
  readonly owner: Uint8Array;
  readonly user: Uint8Array;
  /** The file encryption key, encrypted for each password, and the permissions; null before revision 5. */
  readonly sealedKeys: SealedKeys | null;
  /** /P as 32 bits with a sign. */
  readonly permissions: number;
  readonly encryptsMetadata: boolean;
  readonly strings: CipherMethod;
  readonly streams: CipherMethod;
  /** The crypt filters that a stream may name itself (§7.4.10). */
  readonly filters: ReadonlyMap<string, CipherMethod>;
}

interface SealedKeys {
  /** /OE and /UE, 32 bytes each. */
  readonly owner: Uint8Array;
  readonly user: Uint8Array;
  /** /Perms, 16 bytes. */
  readonly permissions: Uint8Array;
}

/** Most crypt filters that a file names; writers make one. */
const FILTERS = 16;

/** Makes the error of an encryption dictionary that contradicts the standard. */
export function badEncryption(what: string): CodedError {
  return new CodedError('PDF_ENCRYPTION_DAMAGED', `encryption dictionary: ${what}`);
}

function unsupported(what: string): CodedError {
  return new CodedError('PDF_ENCRYPTION_UNSUPPORTED', `encryption: ${what}`);
}

/**
 * Reads an encryption dictionary (ISO 32000-2 tables 20 and 21). Its values are direct, as writers make them: an
 * indirect one could be swapped alone, or lead on and on.
 * @throws CodedError PDF_ENCRYPTION_UNSUPPORTED for another handler or version, PDF_ENCRYPTION_DAMAGED
 */
export function readStandardEncryption(dictionary: PdfDictionary): StandardEncryption {
  if (dictionary.duplicates.length > 0) throw badEncryption('a key occurs twice');
  const filter = dictionary.entries.get('Filter');
  if (filter?.kind !== 'name') throw badEncryption('/Filter');
  if (filter.value !== 'Standard') throw unsupported(`handler ${filter.value.slice(0, 40)}`);
  const version = integer(dictionary, 'V', 0);
  const revision = revisionOf(version, integer(dictionary, 'R', -1));
  const filters = version >= 4 ? readFilters(dictionary, version) : new Map<string, CipherMethod>();
  const isLong = revision >= 5;
  return {
    revision,
    keyLength: keyLength(dictionary, version),
    owner: bytes(dictionary, 'O', isLong ? 48 : 32),
    user: bytes(dictionary, 'U', isLong ? 48 : 32),
    sealedKeys: isLong
      ? {
          owner: bytes(dictionary, 'OE', 32),
          user: bytes(dictionary, 'UE', 32),
          permissions: bytes(dictionary, 'Perms', 16),
        }
      : null,
    permissions: permissionBits(dictionary),
    encryptsMetadata: version < 4 || flag(dictionary, 'EncryptMetadata', true),
    strings: version < 4 ? 'rc4' : methodNamed(filters, dictionary.entries.get('StrF')),
    streams: version < 4 ? 'rc4' : methodNamed(filters, dictionary.entries.get('StmF')),
    filters,
  };
}

/** Version 3 is unpublished; 5 belongs to the revisions 5 (Adobe extension level 3) and 6. */
function revisionOf(version: number, revision: number): StandardEncryption['revision'] {
  if (![1, 2, 4, 5].includes(version)) throw unsupported(`version ${String(version)}`);
  if (version === 5) {
    if (revision === 5 || revision === 6) return revision;
  } else if (revision === 2 || revision === 3 || revision === 4) {
    return revision;
  }
  throw unsupported(`revision ${String(revision)} of version ${String(version)}`);
}

/** Table 20: /Length counts bits, from 40 to 128 in steps of 8, and matters in version 2 only. */
function keyLength(dictionary: PdfDictionary, version: number): number {
  if (version === 1) return 5;
  if (version === 4) return 16;
  if (version === 5) return 32;
  const bits = integer(dictionary, 'Length', 40);
  if (bits < 40 || bits > 128 || bits % 8 !== 0) throw badEncryption('/Length');
  return bits / 8;
}

/** Writers state /P as a number with a sign or without one. */
function permissionBits(dictionary: PdfDictionary): number {
  const value = dictionary.entries.get('P');
  if (!isInteger(value) || value.value < -(2 ** 31) || value.value >= 2 ** 32) throw badEncryption('/P');
  return value.value | 0;
}

function readFilters({ entries }: PdfDictionary, version: number): ReadonlyMap<string, CipherMethod> {
  const filters = entries.get('CF');
  if (filters === undefined) return new Map();
  if (filters.kind !== 'dictionary' || filters.duplicates.length > 0) throw badEncryption('/CF');
  if (filters.entries.size > FILTERS) throw badEncryption('too many crypt filters');
  return new Map([...filters.entries].map(([name, value]) => [name, filterMethod(value, version)]));
}

/** Table 25. AuthEvent and Length say nothing more; version 4 knows 128 bits alone, and version 5 256 bits. */
function filterMethod(filter: PdfObject, version: number): CipherMethod {
  if (filter.kind !== 'dictionary' || filter.duplicates.length > 0) throw badEncryption('crypt filter');
  const method = filter.entries.get('CFM');
  if (version === 4 && isName(method, 'V2')) return 'rc4';
  if (version === 4 && isName(method, 'AESV2')) return 'aes128';
  if (version === 5 && isName(method, 'AESV3')) return 'aes256';
  throw unsupported(method?.kind === 'name' ? `method ${method.value.slice(0, 40)}` : 'method');
}

function methodNamed(filters: ReadonlyMap<string, CipherMethod>, name: PdfObject | undefined): CipherMethod {
  if (name === undefined || isName(name, 'Identity')) return 'none';
  const method = name.kind === 'name' ? filters.get(name.value) : undefined;
  if (method === undefined) throw badEncryption('a crypt filter that is not there');
  return method;
}

function integer({ entries }: PdfDictionary, key: string, fallback: number): number {
  const value = entries.get(key);
  if (value === undefined) return fallback;
  if (!isInteger(value)) throw badEncryption(`/${key}`);
  return value.value;
}

function flag({ entries }: PdfDictionary, key: string, fallback: boolean): boolean {
  const value = entries.get(key);
  if (value === undefined) return fallback;
  if (value.kind !== 'boolean') throw badEncryption(`/${key}`);
  return value.value;
}

/** Returns the bytes that count; some writers pad the values of revision 5 and 6 to 127 bytes. */
function bytes({ entries }: PdfDictionary, key: string, length: number): Uint8Array {
  const value = entries.get(key);
  if (value?.kind !== 'string' || value.bytes.length < length || value.bytes.length > 127) {
    throw badEncryption(`/${key}`);
  }
  return value.bytes.slice(0, length);
}
