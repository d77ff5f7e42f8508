import type { AppError } from '../errors.ts';
import type { ClaimStanding, SamePerson } from './approval.ts';
import type { EnterpriseRules } from './enterprise-rules.ts';

/** The kinds of entries in the register (用印台账). */
export const REGISTER_ACTS = [
  'seal',
  'sign',
  'pinChange',
  'pinUnblock',
  'enrolment',
  'pictureConfirmed',
  'issue',
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
  'approvalUsedTwice',
  'enterpriseRules',
  'clockSetBack',
  'registerRenewed',
  'platformBound',
  'platformUnbound',
  'registerRecovered',
  'registerOpened',
  'archiveStamped',
  'printed',
  'convertedToImages',
  'convertedToPdf',
  'trustListAccepted',
  'trustListRemoved',
  'handedOver',
  'officeSystemRegistered',
  'officeSystemWithdrawn',
] as const;

/** The acts that use a key on a document and make a file. */
export const USE_ACTS = ['seal', 'sign'] as const satisfies readonly (typeof REGISTER_ACTS)[number][];

export type RegisterAct = (typeof REGISTER_ACTS)[number];

/** One use of a seal or one event in a key's life. Times are ISO 8601; hashes are hexadecimal. */
export interface RegisterEntry {
  readonly act: RegisterAct;
  readonly time: string;
  /** 'done', or the error code that ended it: failed uses are recorded too. */
  readonly result: string;
  readonly document: {
    readonly name: string;
    /** SM3 of the file before and after; the latter is null if no file was made. */
    readonly sm3Before: string | null;
    readonly sm3After: string | null;
    /** The page with the seal, from 1. */
    readonly page: number | null;
    /** The number of pages of the file. */
    readonly pages: number | null;
  } | null;
  readonly seal: { readonly esId: string; readonly name: string } | null;
  readonly certificate: { readonly subject: string; readonly serial: string } | null;
  readonly tokenSerial: string | null;
  /** The purpose of a use, or the reason of an application. */
  readonly purpose: string | null;
  readonly counterpart: string | null;
  /** 申请人, 审批人, 保管人 and 用印人 (who takes or returns a shared token); null if not named. */
  readonly people: {
    readonly applicant: string | null;
    readonly approver: string | null;
    readonly keeper: string | null;
    readonly user: string | null;
  };
  /** Number of the approval (用印审批) that allowed it. */
  readonly approval: string | null;
  /**
   * The platform's number of the application, report or delegation to which the entry belongs. For 'pictureConfirmed' the
   * SM3 of the picture, hexadecimal.
   */
  readonly reference: string | null;
  /** True if a use got a time stamp; null for entries that are no use. */
  readonly timeStamped: boolean | null;
  /** For 'voided': the SM3 of the sealed file that has become void. */
  readonly voids: string | null;
  /** How an approval was used; null for entries that are no use under an approval. */
  readonly approvalUse: ApprovalUse | null;
  /** For 'enterpriseRules': the rules that the enterprise lays down from then on. */
  readonly enterpriseRules: EnterpriseRules | null;
  /**
   * For the use of a seal or a key on a document: the codes of the red findings of the examination before it
   * (盖章前体检) that the person accepted by name; null if there were none, and for every other entry.
   */
  readonly accepted: readonly string[] | null;
  /** For a seal that one use shows in several places: its pages and places; null for every other entry. */
  readonly places: string | null;
  /** For the use of a seal of a platform: what was known of the seal then; null for every other entry. */
  readonly known: UseKnowledge | null;
  /** What the office keeps of a use beside its purpose; null if nothing of it was named, and for every other entry. */
  readonly office: OfficeFacts | null;
  /** True for a seal that locks its document (锁定签章), which then takes no further one; absent for every other entry. */
  readonly locks?: true | undefined;
}

/** What an office's own register of seal uses (用印登记表) has columns for; null for what was not named. */
export interface OfficeFacts {
  /** 合同编号 */
  readonly contractNumber: string | null;
  /** 份数: how many copies are handed out. */
  readonly copies: number | null;
  /** 承办部门 */
  readonly department: string | null;
  /** OA 单号: the number of the request in the office's own system. */
  readonly requestNumber: string | null;
}

/** The most copies that an entry takes. */
export const MOST_COPIES = 99_999;

/** How an approval was used. */
export interface ApprovalUse {
  /** Whether the platform had confirmed before the use that the approval was not used elsewhere. */
  readonly claim: ClaimStanding;
  /** Which of the uses that the approval allows, from 1, and how many it allows. */
  readonly use: number;
  readonly uses: number;
  /** The parts in this use that one person had. */
  readonly samePeople: readonly SamePerson[];
}

/** What the computer knew of a seal when the seal was used, and how old that was. Times are ISO 8601. */
export interface UseKnowledge {
  /** Ids of the platform and of its policy profile. */
  readonly platform: string;
  readonly profile: string;
  /** 'answered' if the platform told the state of the seal at this use, otherwise the error code that kept it from that. */
  readonly asked: string;
  /** The time up to which the seal's state is known; null if it never was. */
  readonly statusAsOf: string | null;
  /** The time of the oldest revocation list that counts; null if there never was one. */
  readonly revocationListsAsOf: string | null;
}

/** An entry in its place in the register. */
export interface RegisteredEntry {
  /** From 0, without gaps. */
  readonly index: number;
  readonly entry: RegisterEntry;
}

/** A page of the entries of the register that match a query. */
export interface RegisterListing {
  /** The number of entries in the whole register. */
  readonly size: number;
  /** Newest first. */
  readonly entries: readonly RegisteredEntry[];
  /** The index before which the next page begins; null when no older entry matches. */
  readonly next: number | null;
  /** Indexes of entries of the whole register whose bytes are no JSON any more. */
  readonly unreadable: readonly number[];
  /** SM3 of the files of this page that are recorded as void. */
  readonly voided: readonly string[];
  /** Shared tokens that are taken now. */
  readonly taken: readonly TakenToken[];
}

/** A shared token that was taken (领用) and not returned yet. */
export interface TakenToken {
  readonly tokenSerial: string;
  readonly user: string;
  /** ISO 8601 */
  readonly since: string;
}

/** The particulars of a use for the register; '' for what the person leaves out. */
export interface UseParticulars {
  readonly purpose: string;
  readonly counterpart: string;
  readonly applicant: string;
  readonly approver: string;
  readonly keeper: string;
  /** Number of the approval under which the seal is used. */
  readonly approval?: string;
  /** Absent when the person names nothing of it. */
  readonly office?: OfficeFacts | undefined;
}

/**
 * A size and a root, signed by a key or countersigned by a platform, by which a shorter or changed register
 * is found.
 */
export interface RegisterCheckpoint {
  readonly size: number;
  /** Root of the RFC 6962 tree over SM3, hexadecimal. */
  readonly root: string;
  readonly time: string;
  /** The signer's certificate, DER in hexadecimal; null for a checkpoint that is not signed. */
  readonly certificate: string | null;
  /** r ‖ s over SM3(Z ‖ checkpoint bytes), hexadecimal. */
  readonly signature: string | null;
}

/** A signer of the register's checkpoints. */
export interface RegisterSigner {
  readonly subject: string;
  /** Serial number of the certificate, hexadecimal. */
  readonly serial: string;
  readonly checkpoints: number;
  /** True if the certificate leads to the trust folder; null if there is no trust folder. */
  readonly trusted: boolean | null;
}

/** A platform's countersignatures of the register. */
export interface RegisterCountersigner {
  readonly platform: string;
  readonly countersignatures: number;
  /** True if its root is known here; signatures under an unknown root count for nothing. */
  readonly known: boolean;
  /** ISO 8601; the time of its last countersignature. */
  readonly last: string;
}

/** The result of a check of the whole register. */
export interface RegisterAudit {
  readonly size: number;
  readonly root: string;
  readonly checkpoints: number;
  readonly signedCheckpoints: number;
  readonly signers: readonly RegisterSigner[];
  readonly countersigners: readonly RegisterCountersigner[];
  /**
   * The number of entries, from the first, that a signature protects: of a key that is not known to be
   * untrusted, or of a known platform. Later entries can be removed or rewritten without the check finding
   * it.
   */
  readonly protectedSize: number;
  readonly sound: boolean;
  /** The first error; null if there is none. */
  readonly finding: RegisterFinding | null;
  /** The newest head of each place outside the database. */
  readonly outside: readonly OutsideHead[];
  /** Serial numbers of the tokens here that keep no head of this register. */
  readonly tokensWithout: readonly string[];
  readonly renewals: readonly RegisterRenewal[];
}

/** Where a head of the register was kept by which a shorter or other history was found. */
export interface HeadSource {
  /** A checkpoint in the database, the journal of heads beside it, a token, a platform, or this process's memory. */
  readonly kind: 'checkpoint' | 'journal' | 'token' | 'platform' | 'session';
  /** Serial number of the token, or id of the platform; null for the others. */
  readonly name: string | null;
}

export interface RegisterFinding {
  readonly kind:
    | 'entryAltered'
    | 'entryMissing'
    | 'shortened'
    | 'registerReplaced'
    | 'checkpointForged'
    | 'countersignatureForged'
    | 'outOfOrder';
  /**
   * The index of an entry, from 0: the first that may differ, or the first that is missing; of a forged signature
   * its index among its kind.
   */
  readonly index: number;
  /** The index of the last entry that may be the first to differ, or of the last that is missing. */
  readonly last: number;
  /** The number of entries, from the first, that a head confirms to be as they were. */
  readonly held: number;
  /** The head that does not fit; null if an entry does not fit its own hash. */
  readonly source: HeadSource | null;
}

/** A register that is not as it was written: what was found, and the error that bars sealing. */
export interface RegisterCut {
  readonly finding: RegisterFinding;
  readonly error: AppError;
}

/** A head that is kept outside the database, as a check of the register names it. */
export interface OutsideHead {
  readonly source: HeadSource;
  readonly size: number;
  readonly time: string;
  /** False if its signature or certificate does not hold; null for a head without one. */
  readonly signed: boolean | null;
}

/** A former id of the register, and why it goes on under another one. */
export interface RegisterRenewal {
  readonly formerId: string;
  readonly time: string;
  readonly reason: string | null;
  /** The size of the largest head of the former id that the register does not fit; 0 if it fits all. */
  readonly unfitting: number;
}

/** The result of bringing back what platforms hold of the register. */
export interface RegisterRecovery {
  /** The number of entries before and after. */
  readonly before: number;
  readonly size: number;
  /** The number of entries that the platforms hold. */
  readonly held: number;
  /** The number of entries that were brought back with their content. */
  readonly recovered: number;
  /** The number of entries that were brought back, of which only the leaf hash is known. */
  readonly hashOnly: number;
  /** The number of entries that were made here since the loss, and that follow now. */
  readonly madeSince: number;
  /** The number of entries, from the first, that a platform has countersigned. */
  readonly countersigned: number;
  /** Present path of the former database; null if nothing had to be brought back. */
  readonly setAside: string | null;
}

/** The result of bringing a register back by its holder's key. */
export interface HolderRecovery extends RegisterRecovery {
  readonly registerId: string;
  /** Why the register's new key is not bound at a platform; null if it is. */
  readonly unbound: AppError | null;
}

/** The result of the last upload of the register to a platform. */
export interface RegisterUploadState {
  readonly platform: string;
  /** ISO 8601 */
  readonly at: string;
  /** The number of entries, from the first, that the platform has countersigned; null if it is not known. */
  readonly countersigned: number | null;
  /** Null if everything was uploaded. */
  readonly problem: AppError | null;
}
