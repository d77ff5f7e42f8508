import { CodedError } from '../../../shared/errors.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { latin1Text } from '../../bytes/encodings.ts';
import { readObjectAt } from '../object-store.ts';
import { PDF_NULL, type PdfDictionary, type PdfObject, type PdfReference } from '../syntax/objects.ts';
import { serializeObject } from '../syntax/serializer.ts';
import type { RevisionIndex } from '../xref/revision-index.ts';
import type { Revision } from '../xref/revisions.ts';
import { badEncryption, readStandardEncryption, type StandardEncryption } from './encryption-dictionary.ts';
import { FileCipher } from './file-cipher.ts';
import { longOwnerKey, longUserKey, sealedPermissions } from './long-file-key.ts';
import { oldOwnerKey, oldUserKey } from './old-file-key.ts';
import { passwordBytes } from './password-bytes.ts';
import type { DocumentRights } from './permissions.ts';

/** The encryption of a file, opened by a password or closed for a reason. */
export type FileEncryption = OpenEncryption | ClosedEncryption;

interface OpenEncryption extends DocumentRights {
  readonly kind: 'open';
  readonly cipher: FileCipher;
  /** The object that is the encryption dictionary, whose strings are in clear; null if it is direct. */
  readonly holder: PdfReference | null;
  /** The password given was of no use; the empty one opened the file. */
  readonly passwordRefused: boolean;
}

interface ClosedEncryption {
  readonly kind: 'closed';
  /**
   * PDF_PASSWORD_NEEDED, PDF_PASSWORD_WRONG, PDF_ENCRYPTION_UNSUPPORTED, PDF_ENCRYPTION_DAMAGED or
   * PDF_ENCRYPTION_CHANGED
   */
  readonly error: CodedError;
}

/** A file as far as its encryption is concerned, with the password that its holder gave (UTF-8). */
interface EncryptedFile {
  readonly source: ByteSource;
  readonly revisions: readonly Revision[];
  readonly index: RevisionIndex;
}

/**
 * Opens the encryption of a file by the password given or the empty one, the owner's before the user's. It is the same
 * for all revisions (ISO 32000-2 §7.6.1): where a later one drops, adds or changes it, readers would see one thing with
 * the earlier bytes and another with all, so the file stays closed.
 * @returns null for a file without encryption
 * @throws CodedError FILE_OVER_BUDGET
 */
export function openEncryption(file: EncryptedFile): FileEncryption | null {
  const named = file.revisions.map(({ trailer }) => trailer.entries.get('Encrypt') ?? PDF_NULL);
  if (named.every(({ kind }) => kind === 'null')) return null;
  try {
    return opened(file, named);
  } catch (error) {
    if (error instanceof CodedError && error.code !== 'FILE_OVER_BUDGET') return closed(error);
    throw error;
  }
}

function closed(error: CodedError): ClosedEncryption {
  const isOwn = error.code.startsWith('PDF_ENCRYPTION') || error.code.startsWith('PDF_PASSWORD');
  return { kind: 'closed', error: isOwn ? error : badEncryption(error.message) };
}

function opened(file: EncryptedFile, named: readonly PdfObject[]): OpenEncryption {
  const dictionaries = named.map((value, revision) => dictionaryAt(file, value, revision));
  const dictionary = dictionaries.at(-1) ?? null;
  const isSame = dictionaries.every((each) => textOf(each) === textOf(dictionary));
  if (dictionary === null || !isSame) throw changed();
  const encryption = readStandardEncryption(dictionary);
  const fileIds = file.revisions.map(({ trailer }) => firstId(trailer));
  const fileId = fileIds.at(-1) ?? new Uint8Array(0);
  const isSameId = fileIds.every((each) => latin1Text(each) === latin1Text(fileId));
  // From revision 5 on no key depends on /ID.
  if (encryption.revision < 5 && !isSameId) throw changed();
  const found = keyBy(encryption, fileId, file.source.password);
  const { revision } = encryption;
  const stated = revision < 5 ? encryption.permissions : sealedPermissions(encryption, found.key);
  const last = named.at(-1);
  return {
    kind: 'open',
    cipher: new FileCipher(encryption, found.key),
    holder: last?.kind === 'reference' ? last : null,
    byOwner: found.byOwner,
    passwordRefused: found.passwordRefused,
    // Where /P and what the key protects differ, both must allow an act.
    permissions: encryption.permissions & (stated ?? 0),
    revision,
  };
}

function changed(): CodedError {
  return new CodedError('PDF_ENCRYPTION_CHANGED', 'the revisions differ in their encryption');
}

function dictionaryAt(file: EncryptedFile, value: PdfObject, revision: number): PdfDictionary | null {
  if (value.kind === 'null') return null;
  if (value.kind === 'dictionary') return value;
  if (value.kind !== 'reference') throw badEncryption('neither a dictionary nor a reference');
  const entry = file.index.find(value.objectNumber, revision)?.entry;
  if (entry?.kind !== 'offset' || entry.generation !== value.generation) throw badEncryption('not found');
  const { object } = readObjectAt(file.source, entry.offset, value.objectNumber, value.generation);
  if (object.kind !== 'dictionary') throw badEncryption('not a dictionary');
  return object;
}

function textOf(dictionary: PdfDictionary | null): string {
  return dictionary === null ? '' : latin1Text(serializeObject(dictionary));
}

/** Returns the first half of /ID, which is direct in an encrypted file (§7.5.5). Some files have none. */
function firstId({ entries }: PdfDictionary): Uint8Array {
  const id = entries.get('ID') ?? PDF_NULL;
  if (id.kind === 'null') return new Uint8Array(0);
  const first = id.kind === 'array' ? id.items[0] : undefined;
  if (first?.kind !== 'string') throw badEncryption('/ID');
  return first.bytes;
}

interface FoundKey {
  readonly key: Uint8Array;
  readonly byOwner: boolean;
  readonly passwordRefused: boolean;
}

const EMPTY = new Uint8Array(0);

/** @throws CodedError PDF_PASSWORD_NEEDED, PDF_PASSWORD_WRONG */
function keyBy(
  encryption: StandardEncryption,
  fileId: Uint8Array,
  password: Uint8Array | undefined,
): FoundKey {
  const given = password ?? EMPTY;
  const candidates = passwordBytes(given, encryption.revision >= 5);
  try {
    const found = firstKey(encryption, fileId, candidates);
    if (found !== null) return { ...found, passwordRefused: false };
  } finally {
    candidates.forEach((each) => each.fill(0));
  }
  if (given.length === 0)
    throw new CodedError('PDF_PASSWORD_NEEDED', 'the empty password does not open the file');
  const found = firstKey(encryption, fileId, [EMPTY]);
  if (found === null) throw new CodedError('PDF_PASSWORD_WRONG', 'the password does not open the file');
  return { ...found, passwordRefused: true };
}

function firstKey(
  encryption: StandardEncryption,
  fileId: Uint8Array,
  candidates: readonly Uint8Array[],
): Omit<FoundKey, 'passwordRefused'> | null {
  const isLong = encryption.revision >= 5;
  for (const password of candidates) {
    const owner = isLong ? longOwnerKey(encryption, password) : oldOwnerKey(encryption, fileId, password);
    if (owner !== null) return { key: owner, byOwner: true };
    const user = isLong ? longUserKey(encryption, password) : oldUserKey(encryption, fileId, password);
    if (user !== null) return { key: user, byOwner: false };
  }
  return null;
}
