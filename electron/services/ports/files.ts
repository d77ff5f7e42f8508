import type { Statement } from '../../core/platform/signed-statement.ts';
import type { ConfirmedList } from '../../core/x509/trust-store.ts';
import type { ByteSink, ByteSource } from '../../core/bytes/byte-source.ts';
import type { DocumentView } from '../../shared/model/document-view.ts';
import type { AppError } from '../../shared/errors.ts';

/** A file being read. `read` throws CodedError FILE_UNREADABLE. */
export interface OpenFile extends ByteSource {
  /** The nine permission bits of the file; the rest of the mode is left out. */
  readonly permissions: number;
  /**
   * Fills `target` as `readInto` does while this thread goes on, for passes over large files. Nobody touches the target
   * or closes the file meanwhile.
   */
  readLater?(offset: number, target: Uint8Array): Promise<number>;
  /** Returns true while the file has the size and modification time that it had when it was opened. */
  unchanged(): boolean;
  close(): void;
}

/**
 * An output file while it is being written. It lies beside its final place under another name until `publish`. Every
 * method throws CodedError (DISK_FULL, OUTPUT_UNWRITABLE).
 */
export interface Draft extends ByteSink {
  /** Appends bytes as `write` does while this thread goes on. Nobody touches the bytes, or the draft, meanwhile. */
  writeLater?(bytes: Uint8Array): Promise<void>;
  /** Waits until the system has done what `writeLater` began beside it: nobody closes the draft, or reads it back, before. */
  settled?(): Promise<void>;
  /** Overwrites bytes that were written before. */
  writeAt(offset: number, bytes: Uint8Array): void;
  /** Reads back what was written. */
  asSource(): ByteSource;
  /** Reads back as many bytes as are given, and tells whether they are the same. */
  holds(offset: number, bytes: Uint8Array): boolean;
  /** Makes the draft durable and gives it its final name. Throws OUTPUT_EXISTS instead of replacing a file. */
  publish(): void;
  /** Removes the draft. May be called at any time; after `publish` it does nothing. */
  discard(): void;
}

/**
 * A file that somebody has opened and holds open: every reader sees the same content, whatever becomes of the path.
 * Plain data, which crosses the threads of a process; it counts for as long as its holder keeps it open.
 */
export interface HeldFile {
  /** Path under which it was opened. It names the file and is not read again. */
  readonly path: string;
  readonly descriptor: number;
  /** Bytes */
  readonly size: number;
  /** Of what the descriptor reads, in milliseconds since 1970, at the time of opening. */
  readonly modifiedAtMs: number;
  /** Of the file at the path, in nine bits, as in {@link OpenFile}. */
  readonly permissions: number;
  /** The password of an encrypted document, in UTF-8. Its holder zeroes it. */
  readonly password?: Uint8Array | undefined;
  /** The pages of an OFD as a PDF, which its holder keeps open with it; absent where nobody has made one. */
  readonly view?: HeldView | undefined;
  /** What a view lacked that was made of the same content before, and is not kept; absent where nobody has made one. */
  readonly knownNotes?: DocumentView['notes'] | undefined;
}

/** The pages of an OFD as a PDF, with what was learnt while they were drawn. */
export interface HeldView extends HeldFile, Pick<DocumentView, 'notes' | 'invoice'> {}

/** A document by its path, and the password that opens it, in UTF-8. */
interface LockedFile {
  readonly path: string;
  readonly password: Uint8Array | undefined;
}

/**
 * A document from its opening to its closing. Window, verifier and sealing read the same content: a private copy, or
 * the file itself held open.
 */
export interface OpenedDocument {
  /** The content, under the path of the original. */
  readonly file: HeldFile;
  /**
   * Throws FILE_CHANGED unless the path still leads to the very file that was opened, with its size and time of change,
   * and the content is the one that was opened.
   * @param sm3 of the content as it was read for sealing, hexadecimal; null compares the path alone
   */
  expectUnchanged(sm3: string | null): Promise<void>;
  /** Closes the file and removes the copy. Nobody may read the content afterwards. */
  close(): void;
}

/** A document to read: by its path, which is opened for this one piece of work, or held open by the caller. */
export type FileSource = string | LockedFile | HeldFile;

/** The path that a source was or will be opened under. */
export const pathOf = (source: FileSource): string => (typeof source === 'string' ? source : source.path);

/** Tells whether the caller holds a source open. */
export const isHeld = (source: FileSource): source is HeldFile =>
  typeof source !== 'string' && 'descriptor' in source;

/** The password that came with a source. */
export const passwordOf = (source: FileSource): Uint8Array | undefined =>
  typeof source === 'string' ? undefined : source.password;

/** A document that a search has found, or a folder whose content cannot be read. */
export interface FoundFile {
  readonly path: string;
  readonly error?: AppError;
}

/**
 * Files as use cases see them. The calls are synchronous, because the engines that use them run off the window's
 * threads.
 */
export interface FilePort {
  /**
   * Opens a path, or reads a file that the caller holds open; that one stays open after `close`.
   * Throws FILE_NOT_FOUND, FILE_UNREADABLE.
   */
  open(source: FileSource): OpenFile;
  /**
   * Throws OUTPUT_EXISTS, OUTPUT_UNWRITABLE, DISK_FULL.
   * @param permissions of the file that the draft is made from, so that nobody can read more than before
   */
  createDraft(path: string, permissions: number): Draft;
}

/** The certificates and lists in the trust folder, which the person trusts. */
export interface TrustMaterial {
  /** DER of every certificate in the folder; self-signed ones are anchors. */
  readonly certificates: readonly Uint8Array[];
  /** DER of every certificate revocation list. */
  readonly crls: readonly Uint8Array[];
  /** The lists of seal makers in the folder, signed by roots or by administrators. */
  readonly makerStatements?: readonly Statement[];
  /** SM3 of the certificates of administrators whom the person has confirmed, hexadecimal. */
  readonly makerSigners?: readonly string[];
  /** DER of the certificates that a platform once named and no longer names. */
  readonly withdrawn?: readonly Uint8Array[];
  /** The content of each platform's trust list, DER: the authorities, and the makers of seals among those certified. */
  readonly makerLists?: readonly {
    readonly authorities: readonly Uint8Array[];
    readonly makers: readonly Uint8Array[];
    readonly issuedAt?: string;
    readonly nextUpdate?: string;
    readonly statement?: Statement;
  }[];
  /** The lists of trust and makers that the person has confirmed. */
  readonly trustLists?: readonly ConfirmedList[];
}
