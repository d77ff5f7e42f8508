import type { ByteSink, ByteSource } from '../../core/bytes/byte-source.ts';

/** A file being read. `read` throws CodedError FILE_UNREADABLE. */
export interface OpenFile extends ByteSource {
  /** The nine permission bits of the file; the rest of the mode is left out. */
  readonly permissions: number;
  /** Returns true while the file has the size and modification time that it had when it was opened. */
  unchanged(): boolean;
  close(): void;
}

/**
 * An output file while it is being written. It lies beside its final place under another name until `publish`. Every
 * method throws CodedError (DISK_FULL, OUTPUT_UNWRITABLE).
 */
export interface Draft extends ByteSink {
  /** Overwrites bytes that were written before. */
  writeAt(offset: number, bytes: Uint8Array): void;
  /** Reads back what was written. */
  asSource(): ByteSource;
  /** Makes the draft durable and gives it its final name. Throws OUTPUT_EXISTS instead of replacing a file. */
  publish(): void;
  /** Removes the draft. May be called at any time; after `publish` it does nothing. */
  discard(): void;
}

/**
 * Files as use cases see them. The calls are synchronous, because the engines that use them run off the window's
 * threads.
 */
export interface FilePort {
  /** Throws FILE_NOT_FOUND, FILE_UNREADABLE. */
  open(path: string): OpenFile;
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
  /** The content of each platform's trust list, DER: the authorities, and the makers of seals among those certified. */
  readonly makerLists?: readonly {
    readonly authorities: readonly Uint8Array[];
    readonly makers: readonly Uint8Array[];
  }[];
}
