import type { AppError, ErrorDetails } from '../errors.ts';
import type { OfficePerson, OfficeWay } from './office-system.ts';
import type { DateStyle } from './seal-places.ts';

/** The extensions of files of approvals: requests that travel by mail beside their documents, and decisions of office systems. */
export const APPROVAL_FILES = { request: 'sealrequest', decision: 'sealdecision' } as const;

/** Tells by a file's name whether it is one of approvals and no document. */
export function isApprovalFile(name: string): boolean {
  return Object.values(APPROVAL_FILES).some((extension) => name.toLowerCase().endsWith(`.${extension}`));
}

/** The place of the seal: millimetres from the page's top left to the seal's centre, to a hundredth. */
export type ApprovedTarget =
  | { readonly kind: 'place'; readonly page: number; readonly xMm: number; readonly yMm: number }
  | { readonly kind: 'field'; readonly name: string }
  | ApprovedList;

/**
 * The forms of lists in requests: without and with what stands beside the seal. Another one is not understood, and nothing
 * is sealed by it.
 */
export const APPROVED_LIST_VERSIONS = { withoutBeside: 1, withBeside: 2 } as const;

/** All places of one seal under one signature. Requests of earlier versions name one place, and stay as they are. */
export type ApprovedList = {
  readonly kind: 'list';
  /** An existing field that shows the seal too; null for none. */
  readonly field: string | null;
  readonly places: readonly ApprovedRule[];
} & (
  | { readonly version: typeof APPROVED_LIST_VERSIONS.withoutBeside; readonly beside?: undefined }
  | {
      readonly version: typeof APPROVED_LIST_VERSIONS.withBeside;
      readonly beside: readonly ApprovedBeside[];
    }
);

/** Where something stands beside a seal: its centre at a point of pages, or behind words. */
export type ApprovedWhere =
  | { readonly kind: 'point'; readonly xMm: number; readonly yMm: number }
  | {
      readonly kind: 'keyword';
      readonly keyword: { readonly text: string; readonly isPattern: boolean };
      readonly which: number;
      readonly dxMm: number;
      readonly dyMm: number;
    };

/** What stands beside a seal and is signed with it: the date of sealing, or one picture of a handwritten signature. */
export type ApprovedBeside =
  | {
      readonly kind: 'date';
      readonly pages: ApprovedPages;
      readonly where: ApprovedWhere;
      /** Null writes it as the words before it are written. */
      readonly style: DateStyle | null;
    }
  | ({
      readonly kind: 'handwriting';
      readonly pages: ApprovedPages;
      readonly where: ApprovedWhere;
      readonly widthMm: number;
      readonly heightMm: number;
    } & NamedPicture);

/** A picture as a request names it. */
export interface NamedPicture {
  /** Of its file, hexadecimal. */
  readonly sm3: string;
  /** In bytes. */
  readonly size: number;
}

/** Lists the pictures that an item names, in the order of its rules. */
export function namedPictures({ target }: Pick<ApprovalItem, 'target'>): readonly NamedPicture[] {
  const beside = target.kind === 'list' ? (target.beside ?? []) : [];
  return beside.flatMap((rule) => (rule.kind === 'handwriting' ? rule : []));
}

/** Pages counted from 1, or kinds of pages. */
type ApprovedPages = readonly (
  | { readonly kind: 'all' | 'odd' | 'even' }
  | { readonly kind: 'span'; readonly from: number; readonly to: number }
)[];

/** A rule of a list, with lengths to a hundredth of a millimetre: at a point of pages, where they have a keyword, or across their edges (骑缝章). */
export type ApprovedRule =
  | {
      readonly kind: 'point';
      readonly pages: ApprovedPages;
      readonly xMm: number;
      readonly yMm: number;
    }
  | {
      readonly kind: 'keyword';
      readonly pages: ApprovedPages;
      readonly keyword: { readonly text: string; readonly isPattern: boolean };
      readonly which: number | 'all';
      readonly each: 'page' | 'document';
      readonly dxMm: number;
      readonly dyMm: number;
    }
  | {
      readonly kind: 'straddle';
      readonly edge: 'left' | 'right' | 'top' | 'bottom';
      readonly pages: ApprovedPages;
      readonly alongMm: number | null;
      readonly firstShare: number | null;
      readonly minimumMm: number;
      readonly group: number | null;
      readonly facing: boolean;
    };

/** One file of a request: exactly these bytes, with this seal, in this place, locked or not, once. */
export interface ApprovalItem {
  readonly fileName: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sm3: string;
  readonly pages: number;
  readonly esId: string;
  readonly sealName: string;
  readonly target: ApprovedTarget;
  /** True if the seal locks its document (锁定签章), which is an OFD and takes no further one; absent if it does not. */
  readonly locks?: true;
}

/** A request for the use of seals (用印申请), as the applicant (申请人) prepares it. Times are ISO 8601. */
export interface ApprovalRequest {
  readonly id: string;
  /** The holder's name, as certificates have it. */
  readonly enterprise: string;
  readonly applicant: string;
  readonly purpose: string;
  readonly counterpart: string;
  readonly requestedAt: string;
  readonly validUntil: string;
  readonly items: readonly ApprovalItem[];
}

/** The decision that the approver (审批人) signs. */
export interface ApprovalDecision {
  readonly requestId: string;
  /** SM3 of the request's canonical octets, hexadecimal. */
  readonly requestSm3: string;
  readonly outcome: 'approved' | 'rejected';
  readonly approver: string;
  readonly decidedAt: string;
  readonly comment: string;
}

export const SCAN_KINDS = ['pdf', 'jpeg', 'png'] as const;

export type ScanKind = (typeof SCAN_KINDS)[number];

/** An approval on paper, as the keeper recorded it, with its scan. */
export interface PaperApproval {
  readonly number: string;
  /** Day of the approval, YYYY-MM-DD. */
  readonly date: string;
  readonly approver: string;
  readonly scan: {
    readonly fileName: string;
    readonly kind: ScanKind;
    readonly size: number;
    /** Hexadecimal. */
    readonly sm3: string;
  };
  readonly recordedAt: string;
}

export type ApprovalState = 'underReview' | 'approved' | 'rejected' | 'withdrawn' | 'expired' | 'used';

/** `unsettled`: sealing began, but the program stopped before its end was recorded. */
export type ApprovalItemState = 'open' | 'unsettled' | 'used';

/** The way by which a request came to this computer. */
export type ApprovalOrigin = 'here' | 'file' | 'platform' | 'office';

/** A decision with its proof: the approver's signature, or a paper with its scan. */
export type DecisionView =
  | {
      readonly kind: 'signed';
      readonly decision: ApprovalDecision;
      /** Subject and serial number of the approver's certificate. */
      readonly certificate: { readonly subject: string; readonly serial: string };
    }
  | { readonly kind: 'paper'; readonly paper: PaperApproval }
  | { readonly kind: 'office'; readonly office: OfficeDecided };

/** A decision of an office system (OA), where approvers hold no key. */
export interface OfficeDecided {
  /** Name of the system as it is registered here. */
  readonly system: string;
  /** OA 单号 */
  readonly number: string;
  readonly outcome: 'approved' | 'rejected';
  readonly applicant: OfficePerson;
  readonly approver: OfficePerson;
  readonly comment: string;
  readonly decidedAt: string;
  readonly way: OfficeWay;
  /** True if every result that is due has gone back to the system. */
  readonly returned: boolean;
}

/** A use of a seal that was made. */
export interface ClaimedUse {
  /** ISO 8601 */
  readonly at: string;
  /** SM3 of the sealed file, hexadecimal. */
  readonly sm3After: string;
}

/** A claim to one use of an approval, as the platform keeps it. */
export interface ApprovalClaim {
  readonly claimId: string;
  readonly registerId: string;
  /** Which of the approval's uses, from 1. */
  readonly use: number;
  readonly documentSm3: string;
  readonly esId: string;
  readonly claimedAt: string;
  /** Null until the platform knows that the seal was used. */
  readonly used: ClaimedUse | null;
}

/** A part in a use of a seal: 申请人, 审批人, 保管人. */
export const USE_ROLES = ['applicant', 'approver', 'keeper'] as const;

export type UseRole = (typeof USE_ROLES)[number];

/** Two parts in a use that are one person's, and what shows it. */
export interface SamePerson {
  readonly one: UseRole;
  readonly other: UseRole;
  readonly by: 'certificate' | 'name';
}

/** `local`: no platform is there to keep a claim; `offline`: it was not reached, and is told later. */
export type ClaimStanding = 'local' | 'offline' | 'claimed';

/** The claim to one item as people see it. */
export interface ClaimView {
  readonly state: 'sending' | 'held' | 'offline' | 'taken';
  /** The claim that stands in place of this computer's; null if none does. */
  readonly standing: ApprovalClaim | null;
}

/** A use that was made more than once: every claim, the one that stands first. */
export interface DoubleUse {
  readonly approvalSm3: string;
  readonly use: number;
  readonly claims: readonly ApprovalClaim[];
  /** The time when this computer learned of it, ISO 8601. */
  readonly foundAt: string;
}

export interface ApprovalItemView {
  readonly item: ApprovalItem;
  /** Its places as people read them in either language. */
  readonly placesText: string;
  /** What is to stand beside the seal, as people read it in either language; empty for nothing. */
  readonly besideText: string;
  /** The pictures that it names. The content of one that is not here must be given before the seal is used. */
  readonly pictures: readonly (NamedPicture & { readonly isHere: boolean })[];
  readonly state: ApprovalItemState;
  /** SM3 of the sealed file; null if there is none. */
  readonly sm3After: string | null;
  /** Null if none was made. */
  readonly claim: ClaimView | null;
  /** Null unless the approval was used twice for this item. */
  readonly doubleUse: DoubleUse | null;
  /** The parts that one person had in its use. */
  readonly samePeople: readonly SamePerson[];
}

/** A request as people see it. */
export interface ApprovalView {
  readonly request: ApprovalRequest;
  /** SM3 of its canonical octets. */
  readonly digest: string;
  readonly origin: ApprovalOrigin;
  /** True if the platform has the request. */
  readonly onPlatform: boolean;
  /** True if the platform has the request but not yet the decision that was made here. */
  readonly undelivered: boolean;
  readonly state: ApprovalState;
  readonly decision: DecisionView | null;
  readonly items: readonly ApprovalItemView[];
  /** The parts in the request and its decision that one person has by name. */
  readonly samePeople: readonly SamePerson[];
  /** The reason why a decision that came with the request does not count; null if none came or it counts. */
  readonly problem: AppError | null;
}

const APPROVAL_ASPECTS = ['content', 'size', 'pages', 'seal', 'place', 'beside', 'lock'] as const;

export type ApprovalAspect = (typeof APPROVAL_ASPECTS)[number];

/** One difference between what was approved and what was found. */
export interface ApprovalDifference {
  readonly aspect: ApprovalAspect;
  readonly approved: string;
  readonly found: string;
}

/** The result of an exchange with the platform. */
export interface ApprovalExchange {
  /** Numbers of requests that are new here, or were decided or withdrawn since. */
  readonly changed: readonly string[];
  /** Numbers of the requests that contradict those here and were not accepted. */
  readonly conflicts: readonly string[];
}

/** Writes differences into the details of an error, which are flat. */
export function detailsOfDifferences(differences: readonly ApprovalDifference[]): ErrorDetails {
  return Object.fromEntries(
    differences.flatMap(({ aspect, approved, found }) => [
      [`${aspect}Approved`, approved],
      [`${aspect}Found`, found],
    ]),
  );
}

/** Reads the differences from the details of an error; empty if the error is about something else. */
export function differencesInDetails(details: ErrorDetails | undefined): ApprovalDifference[] {
  return APPROVAL_ASPECTS.flatMap((aspect) => {
    const [approved, found] = [details?.[`${aspect}Approved`], details?.[`${aspect}Found`]];
    return typeof approved === 'string' && typeof found === 'string' ? [{ aspect, approved, found }] : [];
  });
}
