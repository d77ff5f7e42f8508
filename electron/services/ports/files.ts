import type { ByteSink, ByteSource } from '../../core/bytes/byte-source.ts';

/** A file being read. `read` throws CodedError FILE_UNREADABLE. */
export interface OpenFile extends ByteSource {
  /** Who may read and write it, as the system has it in nine bits; the rest of the mode is left out. */
  readonly permissions: number;
  /** True where the file still has the size and modification time it had when it was opened. */
  unchanged(): boolean;
  close(): void;
}

/**
 * An output file in the making. It lies beside its final place under another name until `publish`; every
 * method throws CodedError (DISK_FULL, OUTPUT_UNWRITABLE).
 */
export interface Draft extends ByteSink {
  /** Overwrites bytes that were written before. */
  writeAt(offset: number, bytes: Uint8Array): void;
  /** Reads back what was written. */
  asSource(): ByteSource;
  /** Makes the draft durable and gives it its final name. Throws OUTPUT_EXISTS rather than replace a file. */
  publish(): void;
  /** Removes the draft. Safe to call at any time, also after `publish`, when it does nothing. */
  discard(): void;
}

/** Files as use cases see them. Synchronous: the engines that use it run off the window's threads. */
export interface FilePort {
  /** Throws FILE_NOT_FOUND, FILE_UNREADABLE. */
  open(path: string): OpenFile;
  /**
   * Throws OUTPUT_EXISTS, OUTPUT_UNWRITABLE, DISK_FULL.
   * @param permissions of the file it is made from: nobody gets to read what was kept from them
   */
  createDraft(path: string, permissions: number): Draft;
}

/** Certificates and lists that the person trusts, as found in a folder. */
export interface TrustMaterial {
  /** DER of every certificate in the folder; self-signed ones are anchors. */
  readonly certificates: readonly Uint8Array[];
  /** DER of every certificate revocation list. */
  readonly crls: readonly Uint8Array[];
  /** Of each platform's trust list, DER: who is certified there, and who of them makes seals. */
  readonly makerLists?: readonly {
    readonly authorities: readonly Uint8Array[];
    readonly makers: readonly Uint8Array[];
  }[];
}
