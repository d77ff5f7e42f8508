import type { AppError } from '../errors.ts';

/** What happened, in the words of the register (用印台账). */
export const REGISTER_ACTS = [
  'seal',
  'sign',
  'pinChange',
  'pinUnblock',
  'enrolment',
  'voided',
  'tokenTaken',
  'tokenReturned',
  'pinReset',
  'lossReport',
  'lossWithdrawal',
  'renewal',
  'replacement',
  'cancellation',
  'delegation',
  'approvalRequested',
  'approvalDecided',
  'clockSetBack',
  'registerRenewed',
] as const;

export type RegisterAct = (typeof REGISTER_ACTS)[number];

/** One use of a seal or one act in a key's life. Times are ISO 8601; hashes are hexadecimal. */
export interface RegisterEntry {
  readonly act: RegisterAct;
  readonly time: string;
  /** 'done', or the error code that ended it: refused uses are on record too. */
  readonly result: string;
  readonly document: {
    readonly name: string;
    /** SM3 of the file before and after; the latter null where nothing was made. */
    readonly sm3Before: string | null;
    readonly sm3After: string | null;
    /** The page that bears the seal, from 1. */
    readonly page: number | null;
    /** How many pages the file has. */
    readonly pages: number | null;
  } | null;
  readonly seal: { readonly esId: string; readonly name: string } | null;
  readonly certificate: { readonly subject: string; readonly serial: string } | null;
  readonly tokenSerial: string | null;
  /** What it was done for; of an act that takes one, the reason. */
  readonly purpose: string | null;
  readonly counterpart: string | null;
  /** 申请人, 审批人, 保管人 and 用印人 (who takes or returns a shared token), as far as they were named. */
  readonly people: {
    readonly applicant: string | null;
    readonly approver: string | null;
    readonly keeper: string | null;
    readonly user: string | null;
  };
  /** Number of the approval (用印审批) that allowed it. */
  readonly approval: string | null;
  /** Number of the platform's application, report or delegation that the act belongs to. */
  readonly reference: string | null;
  /** Of a use: whether an authority's time stamp was embedded; null where that does not apply. */
  readonly timeStamped: boolean | null;
  /** For 'voided': the SM3 of the sealed file that is void. */
  readonly voids: string | null;
}

/** An entry in its place in the register. */
export interface RegisteredEntry {
  /** From 0, without gaps. */
  readonly index: number;
  readonly entry: RegisterEntry;
}

/** What a register shows to a question. */
export interface RegisterListing {
  /** Of the whole register. */
  readonly size: number;
  /** Newest first. */
  readonly entries: readonly RegisteredEntry[];
  /** Indexes of entries whose bytes no longer make one. */
  readonly unreadable: readonly number[];
  /** SM3 of the files that are on record as void. */
  readonly voided: readonly string[];
  /** Shared tokens that are with somebody now. */
  readonly taken: readonly TakenToken[];
}

/** A shared token that was taken (领用) and not returned yet. */
export interface TakenToken {
  readonly tokenSerial: string;
  readonly user: string;
  /** ISO 8601 */
  readonly since: string;
}

/** What the person says of a use of a seal, for the register; '' where they say nothing. */
export interface UseParticulars {
  readonly purpose: string;
  readonly counterpart: string;
  readonly applicant: string;
  readonly approver: string;
  readonly keeper: string;
  /** Number of the approval that the use rests on. */
  readonly approval?: string;
}

/** A size and root that were signed, or countersigned by a platform: a shorter or changed register shows. */
export interface RegisterCheckpoint {
  readonly size: number;
  /** Root of the RFC 6962 tree over SM3, hexadecimal. */
  readonly root: string;
  readonly time: string;
  /** Who signed: certificate, DER in hexadecimal; null for a checkpoint that nobody has signed. */
  readonly certificate: string | null;
  /** r ‖ s over SM3(Z ‖ checkpoint bytes), hexadecimal. */
  readonly signature: string | null;
}

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

/** How the last upload of the register to a platform went. */
export interface RegisterUploadState {
  readonly platform: string;
  /** ISO 8601 */
  readonly at: string;
  /** So many entries, from the first, the platform has countersigned; null where that is not known. */
  readonly countersigned: number | null;
  /** Null where it brought everything. */
  readonly problem: AppError | null;
}
