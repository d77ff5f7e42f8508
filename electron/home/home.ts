import type { Policies } from '../adapters/files/policy-folder.ts';
import type { TokenStation } from '../adapters/tokens/token-station.ts';
import type { StartTokenHost } from '../adapters/tokens/token-hosts.ts';
import type { SystemProxy } from '../adapters/platform-api/connection.ts';
import type { PlatformTransports } from '../adapters/platform-api/https-transport.ts';
import type { RunningSync } from '../adapters/platform-sync/sync-operations.ts';
import type { StoreClient } from '../adapters/store/store-operations.ts';
import type { StoreDamage } from '../adapters/store/backups.ts';
import type { TrustedTimes } from '../adapters/platform-api/time-stamp-api.ts';
import type { AuditTrust } from '../core/register/audit-heads.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import type { DocumentPorts } from '../services/documents/file-facts.ts';
import type { ApprovalPorts } from '../services/approvals/approval-record.ts';
import type { ScanFolder } from '../services/approvals/decide-request.ts';
import type { ApprovalPlatforms } from '../services/approvals/exchange-approvals.ts';
import type { DemoWorldPorts } from '../services/demo-world/world-folder.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { DocumentEngine } from '../services/documents/document-engine.ts';
import type { SealingParts } from '../services/sealing/seal-document.ts';
import type { SealConfirmations, ListedTokens } from '../services/tokens/list-tokens.ts';
import type { SecretKeeper, ResetPorts, ResetKeyPorts } from '../services/pin-reset/reset-records.ts';
import type { EvidenceStore } from '../services/evidence/platform-evidence.ts';
import type { PlatformStore } from '../services/platform/platform-store.ts';
import type { RecordStore } from '../services/records/records.ts';
import type { RandomBytes, Clock } from '../services/ports/clock.ts';
import type { Recorder } from '../services/register/acts-on-record.ts';
import type { RegisterStore } from '../services/register/register-store.ts';
import type { RecordingPorts } from '../services/register/record-entry.ts';
import type { RegisterUpload } from '../services/register/upload-register.ts';
import type { DelegationPorts } from '../services/seal-life/delegations.ts';
import type { LossPorts } from '../services/seal-life/report-loss.ts';
import type { KnownSealPorts } from '../services/seal-life/known-seals.ts';
import type { StoringPorts } from '../services/seal-life/store-new-seal.ts';
import type { GateRules, SealingGate } from '../services/sealing-gate/create-gate.ts';
import type { SituationPorts } from '../services/sealing-gate/situation.ts';
import type { PlatformKnowledgePort } from '../services/platform/platform-knowledge.ts';
import type { PinHistory } from '../services/tokens/pin-life.ts';
import type { AppError } from '../shared/errors.ts';
import type { DriverReport } from '../shared/model/driver-report.ts';
import type { PlatformSettings, SyncProgress } from '../shared/model/platform.ts';
import type { TokenHostEnd } from '../shared/model/token.ts';
import type { Result } from '../shared/result.ts';

/** What losses, applications, delegations and new seals work with. */
export type SealLifePorts = LossPorts &
  StoringPorts &
  DelegationPorts &
  KnownSealPorts & { readonly clock: Clock };

/** What requests for approval work with, and where the documents that they name are read. */
export type ApprovalHomePorts = ApprovalPorts & DocumentPorts;

/**
 * Every service over the world of one folder, each composed once, for the window and for the command line. A part
 * that costs something is made when it is first asked for. Methods that return a promise load their code then, too.
 *
 * @typeParam Documents the engine that the host brought: the window's runs in threads and can be cancelled
 */
export interface Home<Documents extends DocumentEngine = DocumentEngine> {
  /** Absolute path of the world's folder. */
  readonly folder: string;
  /** Folder of all bundles. */
  readonly dist: string;
  /** The demonstration world of the folder, or why there is none; then no soft token is admitted. */
  readonly world: Result<DemoWorld>;
  /** Certificates and lists that the person trusts, those of the platforms included. */
  readonly trustFolder: string;
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Ports for enrolment in the demonstration world, but for the keys. */
  readonly demoPorts: Omit<DemoWorldPorts, 'tokens'>;

  /** The store's worker. It starts with the first call. */
  readonly store: StoreClient;
  readonly register: RegisterStore;
  readonly records: RecordStore;
  /** What synchronisations have left: lists, seal states, last contact. */
  readonly platformStore: PlatformStore;
  /** What verdicts ask of the store. */
  readonly evidence: EvidenceStore;
  /** For entries in the register by hand. */
  readonly recording: RecordingPorts;
  /**
   * Writes acts down. Uses that an earlier process did not live to write down are recorded first; the listener hears
   * of every entry that cannot be kept.
   */
  readonly recorder: Recorder;
  /** Reads whom the register's signatures are judged by, anew with each call. */
  auditTrust(): AuditTrust;

  readonly documents: Documents;

  /** All keys of this computer. No module is loaded before the first call. */
  readonly tokens: TokenStation;
  /** What of the person's settings for keys could not be used. */
  readonly keyProblems: readonly AppError[];
  /** New seals whose picture the holder has yet to confirm. */
  readonly confirmations: SealConfirmations;
  /** When each token's PIN was last changed here. */
  readonly pinHistory: PinHistory;
  /** Looks at all keys now. */
  listTokens(): Promise<ListedTokens>;
  /** Examines drivers and keys for the driver doctor, also without a demonstration world. */
  diagnose(): Promise<DriverReport>;

  /** The policy profiles, read once: a changed file counts from the next start. */
  readonly policies: Policies;
  /** What the rules judge by. */
  readonly situation: SituationPorts;
  /**
   * @param purpose what the seal is used for; null when an approver has judged that
   * @param rules further ones for this use, asked last
   */
  gate(purpose: string | null, rules: readonly GateRules[]): SealingGate;
  /** Where the trusted time of a seal comes from. */
  readonly trustedTimes: TrustedTimes;
  /** The parts that sealing works with. */
  readonly sealing: SealingParts;

  /** The platforms' settings, or why they cannot be read. */
  readonly settings: Result<readonly PlatformSettings[]>;
  /** The configured platforms; none when the settings cannot be read. */
  readonly configured: readonly PlatformSettings[];
  /** The ways to the platforms, each opened at its first use. */
  readonly transports: PlatformTransports;
  /** What this computer knows of the platform that a seal belongs to. */
  readonly knowledge: PlatformKnowledgePort;
  /** Starts one synchronisation with a platform, in a thread of its own. */
  synchronise(platform: PlatformSettings, progress: (progress: SyncProgress) => void): RunningSync;
  /** Uploads the register to a platform, by its id. Fails with PLATFORM_NOT_CONFIGURED and as the upload does. */
  uploadRegister(platformId: string): Promise<Result<RegisterUpload>>;

  readonly approvals: ApprovalHomePorts;
  /** Scans of paper approvals. */
  readonly scans: ScanFolder;
  /** The platforms that requests for approval go by way of. */
  approvalPlatforms(): Promise<ApprovalPlatforms>;
  /** Ports for losses, applications, delegations and new seals. */
  sealLife(): Promise<SealLifePorts>;
  /** Ports for applications to have a PIN reset. */
  pinResets(): Promise<ResetPorts & ResetKeyPorts>;

  /**
   * Ends token hosts at once, then lets go of connections and of the store; resolves when a backup under way is
   * finished.
   */
  close(): Promise<void>;
}

/** What a home tells of by itself. */
export interface HomeListener {
  /** The store was found damaged and was mended. */
  storeDamaged(damage: StoreDamage): void;
  /** The register has so many entries now. */
  recorded(size: number): void;
  /** An act could not be written down. */
  unrecorded(error: AppError): void;
  /** What earlier processes did not live to write down cannot be written down now. */
  unsettled(error: AppError): void;
  /** A token host ended by itself, or was ended because it did not answer. */
  hostEnded(end: TokenHostEnd): void;
}

/** What the window and the command line bring to a home, each in its own way. */
export interface HomeHosts<Documents extends DocumentEngine = DocumentEngine> {
  /** Folder of all bundles. */
  readonly dist: string;
  /** Starts token hosts: as Electron's utility processes, or as child processes. */
  readonly startHost: StartTokenHost;
  /** The engine of the SM algorithms, when it is loaded already. */
  readonly engine?: SmEngine;
  /** @param platformUrl of the first platform; undefined when none is configured */
  proxyFor(platformUrl: string | undefined): SystemProxy | Promise<SystemProxy>;
  /** Makes the document engine: in threads of its own, or in the process that asks. */
  openDocuments(home: Pick<Home, 'folder' | 'evidence' | 'engine'>): Documents | Promise<Documents>;
  /** Keeps the secrets of PIN resets from other users of the computer. */
  readonly secrets: SecretKeeper;
  /** True when keys are looked at again and again: a slow module then holds up no other. */
  readonly looksOften: boolean;
  readonly listener: Partial<HomeListener>;
}
