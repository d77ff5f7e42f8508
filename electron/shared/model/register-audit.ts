/** Who signed checkpoints of the register. */
export interface RegisterSigner {
  readonly subject: string;
  /** Of the certificate, hexadecimal. */
  readonly serial: string;
  readonly checkpoints: number;
  /** Whether the certificate leads to the trust folder; null where there is none to judge by. */
  readonly trusted: boolean | null;
}

/** A platform's countersignatures of the register. */
export interface RegisterCountersigner {
  readonly platform: string;
  readonly countersignatures: number;
  /** Whether its root is known here; what is signed under an unknown one counts for nothing. */
  readonly known: boolean;
  /** ISO 8601, when it countersigned last. */
  readonly last: string;
}

/** What a check of the whole register found. */
export interface RegisterAudit {
  readonly size: number;
  readonly root: string;
  readonly checkpoints: number;
  readonly signedCheckpoints: number;
  readonly signers: readonly RegisterSigner[];
  readonly countersigners: readonly RegisterCountersigner[];
  /**
   * So many entries, from the first, are held by a signature of a key that is not known to be untrusted, or of a
   * known platform. Those after can be taken away or rewritten without the check finding it.
   */
  readonly protectedSize: number;
  readonly sound: boolean;
  /** The first thing that is wrong; null where nothing is. */
  readonly finding: RegisterFinding | null;
}

export interface RegisterFinding {
  readonly kind:
    | 'entryAltered'
    | 'entryMissing'
    | 'shortened'
    | 'checkpointForged'
    | 'countersignatureForged'
    | 'outOfOrder';
  /** Of an entry, from 0; of what is forged its place among its kind. */
  readonly index: number;
}
