import type { SmEngine } from '../../core/sm/engine.ts';
import type { MessageSigner } from '../../core/sm/message-signature.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import type { TrustStore } from '../../core/x509/trust-store.ts';
import type { ApprovalRequest, PaperApproval } from '../../shared/model/approval.ts';
import type { Result } from '../../shared/result.ts';
import type { RecordStore } from '../records/records.ts';
import type { Clock, RandomBytes } from '../ports/clock.ts';
import type { Recorder } from '../register/acts-on-record.ts';

/** What approvals take from outside. */
export interface ApprovalPorts {
  readonly records: RecordStore;
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly recorder: Recorder;
  /** Whose word counts for certificates of approvers; lists are asked by `revokedSince`. */
  trust(): Promise<TrustStore>;
  /** @param certificate DER @returns since when it is revoked, ISO 8601; null where no list here names it */
  revokedSince(certificate: Uint8Array): Promise<string | null>;
}

/** Keeps scans of paper approvals with the store. */
export interface ScanFolder {
  /**
   * Copies a scan; the same one again is no error. Fails with APPROVAL_SCAN_UNSUPPORTED, FILE_NOT_FOUND,
   * FILE_UNREADABLE, OUTPUT_UNWRITABLE or DISK_FULL.
   */
  keep(path: string): Promise<Result<PaperApproval['scan']>>;
}

/** A request on the platform, and its decision as far as there is one. */
export interface PlatformApproval {
  readonly request: ApprovalRequest;
  readonly state: 'underReview' | 'approved' | 'rejected' | 'withdrawn';
  readonly decision: Statement | null;
}

/** A platform as approvals see it, in a session that a key has opened; each call fails as the transport does. */
export interface ApprovalPlatform {
  /** ISO 8601; when the session ends. */
  readonly expiresAt: string;
  list(): Promise<Result<readonly PlatformApproval[]>>;
  send(request: ApprovalRequest): Promise<Result<PlatformApproval>>;
  decide(requestId: string, decision: Statement): Promise<Result<PlatformApproval>>;
}

/** The platforms that requests go by way of. */
export interface ApprovalPlatforms {
  /** The platform that a seal belongs to, else the first. Fails with PLATFORM_NOT_CONFIGURED. */
  platformOf(esId: string | null): Promise<Result<string>>;
  /** Shows the platform a key of the enterprise. Fails as transport and signer do. */
  open(platformId: string, certificate: Uint8Array, sign: MessageSigner): Promise<Result<ApprovalPlatform>>;
}
