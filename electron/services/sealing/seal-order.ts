import type { SealTarget } from '../../core/signing/seal-request.ts';
import type { UseParticulars } from '../../shared/model/register.ts';
import type { ArchiveStamped } from '../../shared/model/archive-stamp.ts';
import type { ArchiveFollowing, TrustedTime } from '../../shared/model/sealing.ts';
import type { Result } from '../../shared/result.ts';
import type { ApprovalPorts } from '../approvals/approval-record.ts';
import type { ByteProgress, DocumentEngine, SealedFile } from '../documents/document-engine.ts';
import type { SealIdentity } from '../platform/platform-knowledge.ts';
import type { OpenedDocument } from '../ports/files.ts';
import type { TokenAddress, TokenPort } from '../ports/tokens.ts';
import type { OpeningSigner } from '../register/open-register.ts';
import type { CheckpointKey } from '../register/sign-checkpoint.ts';
import type { GateRules, SealingGate } from '../sealing-gate/create-gate.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import type { TimeStampSource } from '../trusted-time/trusted-time.ts';

/** The wish of a person to seal one document, with one seal or with several in one act. */
export interface SealOrder {
  /** Open since the person chose it; whoever opened it closes it afterwards. */
  readonly document: OpenedDocument;
  readonly outputPath: string;
  /** At least one, in their order: each is a signature of its own, in a revision over the one before. */
  readonly seals: readonly OrderedSeal[];
  readonly reason?: string;
  readonly location?: string;
  /** The keeper's own words for the register. An approval's words go before them. */
  readonly particulars: UseParticulars;
  /** Rules for these uses alone, asked before those about approvals. */
  readonly rules?: readonly GateRules[];
  /** True when no trusted time is to be asked for. */
  readonly withoutTimeStamp?: boolean;
  /** The red findings of the examination that the person accepts by their codes; they go on record. */
  readonly accepted?: readonly string[];
  /** Locks an OFD by the last seal (锁定签章): nobody can seal it afterwards. An approval of that seal has to say so too. */
  readonly locks?: boolean;
}

/** One seal of an order, and where it goes. */
export interface OrderedSeal {
  readonly chosen: ChosenSeal;
  readonly target: SealTarget;
  /** Number of the approval that allows this use; null is refused when the policy demands one. */
  readonly approvalId: string | null;
  /** True when the person knows that a wrong PIN now locks the token. */
  readonly lastTryConfirmed?: boolean;
}

/** Gives the PIN of a key; the caller zeroes it. Null seals in a login that stands, and fails with PIN_REQUIRED without. */
export type PinOf = (key: TokenAddress) => Uint8Array | null;

export type SealStep = 'preparing' | 'signing' | 'stamping' | 'publishing';

/** The parts of a home that sealing works with, the same for the window and the command line. */
export interface SealingParts {
  readonly documents: Pick<
    DocumentEngine,
    'summarise' | 'rehearse' | 'examine' | 'hash' | 'prepare' | 'embed' | 'publish' | 'discard'
  >;
  /** By which signatures that a document has already are judged. */
  readonly trustFolder: string;
  readonly tokens: TokenPort;
  /**
   * The gate of the jurisdiction.
   * @param purpose judged by the rules of delegation; null when an approver has judged it
   * @param rules further ones, asked last
   */
  gate(purpose: string | null, rules: readonly GateRules[]): SealingGate;
  /** Returns the source of trusted time for a seal; undefined when the seal belongs to no platform. */
  trustedTimes(seal: SealIdentity): Promise<TimeStampSource | undefined>;
  readonly approvals: Pick<
    ApprovalPorts,
    'records' | 'engine' | 'clock' | 'random' | 'trust' | 'revokedSince' | 'recorder' | 'claims' | 'register'
  >;
  /**
   * Claims the use of a delegate's own seal at its platform; does nothing for other seals. Rejects when nothing may be sealed.
   */
  claimDelegatedUse(esId: string, signer: () => OpeningSigner): Promise<void>;
  /**
   * Has the key, which has just signed, open the register at the platform of the seal, unless it has done so before: a
   * time stamp is given to open registers only. Never fails.
   */
  openRegister(seal: SealIdentity, key: CheckpointKey | null): Promise<void>;
  /** Keeps the opening of the register at a platform, signed by a key. Rejects as the signer does. */
  signOpening(platform: string, signer: OpeningSigner): Promise<void>;
  /**
   * Gives a sealed document an archive time stamp in a further file beside it, on record.
   * @param password of an encrypted document
   */
  archiveStamp(path: string, password: Uint8Array | undefined): Promise<Result<ArchiveStamped>>;
  /**
   * Has the person type the PINs, once nothing that can be known without a key is in the way; absent if they are there already.
   * Rejects with CANCELLED when they type none.
   */
  askPins?(): Promise<void>;
  /** Returns true when a file lies at the path. */
  exists(path: string): boolean;
  /**
   * Is told before each step. It stops the act by throwing CANCELLED.
   * @param seal whose step it is, by its place in the order from 0
   */
  readonly onStep?: (step: SealStep, seal: number) => void;
  readonly onProgress?: ByteProgress;
}

/** A seal that stands in the document. */
export interface AppliedSeal extends Pick<SealedFile, 'field' | 'signedAt' | 'sm3Before' | 'sm3After'> {
  readonly esId: string;
  readonly name: string;
  /** What is known of its time beyond the signer's claim. */
  readonly trustedTime: TrustedTime;
}

/** The one new file of an act. */
export interface SealedDocument extends Pick<SealedFile, 'path' | 'size' | 'sm3Before' | 'sm3After'> {
  /** In the order of the act. */
  readonly seals: readonly AppliedSeal[];
}

/** The new file, and what became of the archive time stamp that the rules want of it. */
export interface ArchivableDocument extends SealedDocument {
  readonly archive: ArchiveFollowing;
}

/** Tells whether a seal of an order locks the document: the last one does, since it would break on one after it. */
export function isLocking({ seals, locks = false }: SealOrder, index: number): boolean {
  return locks && index === seals.length - 1;
}

/** Returns what became of the trusted time of an act: the first that is missing, else that of its last seal. */
export function leastTime(seals: SealedDocument['seals']): TrustedTime {
  const times = seals.map(({ trustedTime }) => trustedTime);
  return times.find(({ state }) => state === 'missing') ?? times.at(-1) ?? { state: 'notAsked' };
}
