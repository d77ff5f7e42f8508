import type { ByteSource } from '../../core/bytes/byte-source.ts';
import type { Seal } from '../../core/seal/seal.ts';
import type { ByteProgress, PendingSeal, SealPreparation } from './document-engine.ts';
import type { Draft, FileSource, OpenFile } from '../ports/files.ts';

/** A seal that is to be written into the draft of a document, whatever the document's format. */
export interface SealToWrite {
  readonly seal: Seal;
  readonly preparation: SealPreparation;
  readonly signedAt: Date;
  readonly input: OpenFile;
  /** Opens the input once more, to compare the draft with it before it is published; the caller closes it. */
  readonly reopen: () => OpenFile;
  /** The document that the act began with, in which keywords are looked for. */
  readonly textSource: FileSource;
  readonly progress: ByteProgress;
}

/** A draft that is written but for its signature value. What is particular to a format stands behind it. */
export interface WrittenSeal extends Pick<PendingSeal, 'page' | 'pages' | 'sm3Before'> {
  /** The SM3 of the protected bytes, 32 bytes. */
  readonly dataHash: Uint8Array;
  /** The value of propertyInfo, which names the protected bytes. */
  readonly propertyInfo: string;
  /** The name of what holds the new seal: a signature field, or the ID of a signature. */
  readonly field: string;
  /**
   * Puts the value into its room, DER, and checks the whole draft as it is on the disk.
   * @throws CodedError OUTPUT_CHECK_FAILED if the disk, or another program, has made something else of it
   */
  embed(value: Uint8Array): Promise<WholeDraft> | WholeDraft;
  /** Reads the draft, once it is whole, so that the next seal of an act goes over it. */
  readBack(): ByteSource;
  /** Forgets what it keeps of the document, such as its password. */
  forget(): void;
}

interface WholeDraft {
  /** Bytes */
  readonly size: number;
  /** Hexadecimal. */
  readonly sm3After: string;
}

/** A draft and what is written of it. Whoever has it discards the draft. */
export interface DraftedSeal {
  readonly draft: Draft;
  readonly written: WrittenSeal;
}
