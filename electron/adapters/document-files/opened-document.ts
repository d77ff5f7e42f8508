import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  fstat,
  fstatSync,
  read,
  readdirSync,
  type BigIntStats,
} from 'node:fs';
import { copyFile, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { OpenedDocument, HeldFile } from '../../services/ports/files.ts';
import { CodedError } from '../../shared/errors.ts';
import type { DocumentView } from '../../shared/model/document-view.ts';
import { success, unwrap, type Result } from '../../shared/result.ts';
import { reading, readingLater } from '../files/file-errors.ts';
import { nodeCalls } from '../files/file-moves.ts';
import { holdFile, holdFileLater } from '../files/node-files.ts';
import { withoutHalt } from '../files/read-deadline.ts';
import { makePrivateFolder } from '../files/private-folder.ts';
import { closeLater } from '../files/regular-file.ts';

const [readAsync, fstatAsync] = [promisify(read), promisify(fstat)];

/** Bytes. Larger files are copied only where the file system does it without writing them again. */
const COPY_LIMIT = 64 * 1024 * 1024;
/**
 * Bytes. An OFD is shown by a view that is drawn when it opens, and verified later: it is copied if it is larger too, so that
 * nobody, such as a server that gives a file, changes it in between. Its view takes as much room.
 */
const PACKAGE_COPY_LIMIT = 1024 * 1024 * 1024;
const PIECE_LENGTH = 1024 * 1024;

/**
 * Reads from a file that is held open, off this thread. Returns fewer bytes where the file ends.
 * @throws CodedError FILE_UNREADABLE, and FILE_STALLED when the system does not answer
 */
export async function readHeld(
  { descriptor, size }: HeldFile,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
  const { bytesRead } = await withoutHalt(() =>
    readAsync(descriptor, bytes, 0, bytes.length, offset).catch(() => {
      throw new CodedError('FILE_UNREADABLE', 'reading failed');
    }),
  );
  return bytesRead === bytes.length ? bytes : bytes.slice(0, bytesRead);
}

/**
 * Opens a document for one act of a command: it is held open, and compared with its path before the key is used.
 * @param password of an encrypted document; the caller zeroes it
 * @throws CodedError FILE_NOT_FOUND or FILE_UNREADABLE
 */
export function holdDocument(path: string, password?: Uint8Array): OpenedDocument {
  const file = { ...holdFile(path), password };
  const identity = identityOf(file);
  return {
    file,
    expectUnchanged: () => expectSamePath(path, identity),
    close: () => closeSync(file.descriptor),
  };
}

export interface SnapshotParts {
  /** The private folder of the copies. It is made when it is first needed. */
  readonly folder: string;
  /** Returns the SM3 of a file that is too large to be copied, hexadecimal. */
  readonly hash: (file: HeldFile) => Promise<Result<string>>;
  /** Bytes; for tests. */
  readonly copyLimit?: number;
  /** Copies without writing the bytes again, or rejects; for tests. */
  readonly clone?: (from: string, to: string) => Promise<void>;
  /** How long one step of reading may take, in milliseconds; for tests. */
  readonly haltMs?: number;
}

/**
 * Opens documents for the window, which shows them for as long as a person looks. Each is copied first into a private
 * folder, so that nobody can change what was shown. A PDF that is too large for that is held open, and its SM3 is
 * taken from the beginning. The originals stay open too: the system then gives their number to no other file.
 */
export class DocumentSnapshots {
  readonly #parts: SnapshotParts;

  constructor(parts: SnapshotParts) {
    this.#parts = parts;
  }

  /**
   * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_STALLED when the system does not answer, or FILE_CHANGED when
   *   it changes while it is opened
   */
  async open(path: string): Promise<OpenedDocument> {
    const original = await holdFileLater(path, this.#parts.haltMs);
    const { identity, copy } = await this.#read(original);
    const document = copy === null ? this.#held(original, identity) : copied(original, identity, copy);
    try {
      await document.expectUnchanged(null);
      return document;
    } catch (error) {
      document.close();
      throw error;
    }
  }

  /**
   * Makes the view of a document beside the copies, and holds it open with the document. Fails as `write` does; the document
   * stays open then.
   * @param write makes the file of the view at this path
   */
  async withView(
    document: OpenedDocument,
    write: (path: string) => Promise<Result<DocumentView>>,
  ): Promise<Result<OpenedDocument>> {
    const { folder } = this.#parts;
    const path = join(folder, `${randomUUID()}.pdf`);
    makePrivateFolder(folder);
    const made = await write(path);
    if (!made.ok) return made;
    const { notes, invoice } = made.value;
    const view = { ...holdFile(path), notes, invoice };
    const close = (): void => {
      document.close();
      closeSync(view.descriptor);
      remove(path);
    };
    return success({ ...document, file: { ...document.file, view }, close });
  }

  /** Removes all copies: at the start those that a crash has left, at the end those of documents still open. */
  removeAll(): void {
    try {
      for (const name of readdirSync(this.#parts.folder)) remove(join(this.#parts.folder, name));
    } catch {
      // There is no folder yet.
    }
  }

  /** Nobody else closes the original if this fails. */
  async #read(original: HeldFile): Promise<{ identity: FileIdentity; copy: HeldFile | null }> {
    try {
      return { identity: await identityLater(original), copy: await this.#copyOf(original) };
    } catch (error) {
      closeLater(original.descriptor);
      throw error;
    }
  }

  #held(file: HeldFile, identity: FileIdentity): OpenedDocument {
    const hashed = this.#parts.hash(file);
    return {
      file,
      expectUnchanged: async (sm3) => {
        await expectSamePath(file.path, identity);
        if (sm3 !== null && unwrap(await hashed) !== sm3) {
          throw new CodedError('FILE_CHANGED', 'another content than at opening');
        }
      },
      // The descriptor must not become another file's while the hash still reads by it.
      close: () => void hashed.finally(() => closeSync(file.descriptor)),
    };
  }

  /**
   * Returns the copy, open; null when there can be none: too large, no space, no right to write.
   * @throws CodedError FILE_STALLED
   */
  async #copyOf(original: HeldFile): Promise<HeldFile | null> {
    const { folder, copyLimit = COPY_LIMIT, clone = cloneFile, haltMs } = this.#parts;
    const target = join(folder, randomUUID());
    try {
      makePrivateFolder(folder);
      const cloned = await withoutHalt(
        () =>
          clone(original.path, target).then(
            () => true,
            () => false,
          ),
        { haltMs, late: () => remove(target) },
      );
      if (!cloned && original.size > copyLimit && !(await isPackage(original))) return null;
      if (!cloned) await copyTo(target, original);
      chmodSync(target, 0o600);
      return holdFile(target);
    } catch (error) {
      remove(target);
      if (error instanceof CodedError && error.code === 'FILE_STALLED') throw error;
      return null;
    }
  }
}

/** Tells whether a file is a zip package of a size that is copied. */
async function isPackage(file: HeldFile): Promise<boolean> {
  const [first, second] = file.size > PACKAGE_COPY_LIMIT ? [] : await readHeld(file, 0, 2);
  return first === 0x50 && second === 0x4b;
}

function copied(original: HeldFile, identity: FileIdentity, copy: HeldFile): OpenedDocument {
  const { descriptor, size, modifiedAtMs } = copy;
  const close = (): void => {
    closeSync(descriptor);
    closeSync(original.descriptor);
    remove(copy.path);
  };
  return {
    file: { ...original, descriptor, size, modifiedAtMs },
    expectUnchanged: () => expectSamePath(original.path, identity),
    close,
  };
}

const cloneFile = (from: string, to: string): Promise<void> =>
  copyFile(from, to, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);

async function copyTo(target: string, original: HeldFile): Promise<void> {
  const file = await open(target, 'wx', 0o600);
  try {
    for (let offset = 0; offset < original.size; offset += PIECE_LENGTH) {
      await file.writeFile(await readHeld(original, offset, PIECE_LENGTH));
    }
  } finally {
    await file.close();
  }
}

/** An open copy cannot be removed on Windows; the next start removes it. */
function remove(path: string): void {
  try {
    nodeCalls.remove(path);
  } catch {
    // It stays until the next start.
  }
}

/** Tells a file from every other one, and from itself after a change. */
type FileIdentity = Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs'>;

/** @throws CodedError FILE_STALLED, FILE_UNREADABLE */
function identityLater({ descriptor }: HeldFile): Promise<FileIdentity> {
  return readingLater(() => withoutHalt(() => fstatAsync(descriptor, { bigint: true })));
}

function identityOf({ descriptor }: HeldFile): FileIdentity {
  return reading(() => fstatSync(descriptor, { bigint: true }));
}

/** @throws CodedError FILE_CHANGED, FILE_STALLED */
async function expectSamePath(path: string, identity: FileIdentity): Promise<void> {
  const now = await withoutHalt(() => stat(path, { bigint: true }).catch(() => null));
  const parts = ['dev', 'ino', 'size', 'mtimeNs'] as const;
  if (now !== null && parts.every((part) => now[part] === identity[part])) return;
  throw new CodedError('FILE_CHANGED', now === null ? 'gone from its path' : 'not the file that was opened');
}
