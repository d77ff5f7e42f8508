import type { AskedPlatforms } from '../services/platform/seal-evidence.ts';
import type { VerificationReport } from '../shared/model/verification-report.ts';
import type { EnterprisePorts } from '../services/platform/enterprise-status.ts';
import type { ConversionPorts } from '../services/conversions/convert-document.ts';
import type { ArchiveStampParts } from '../services/archive-stamp/archive-stamp.ts';
import type { Policies } from '../adapters/home-files/policy-folder.ts';
import type { OfficeWaysFile } from '../adapters/office-systems/office-ways-file.ts';
import type { TokenStation } from '../adapters/tokens/token-station.ts';
import type { StartTokenHost } from '../adapters/tokens/token-hosts.ts';
import type { SystemProxy } from '../adapters/platform-api/connection.ts';
import type { OpenInBrowser } from '../adapters/platform-api/dialects/dialect.ts';
import type { PlatformTransports } from '../adapters/platform-api/https-transport.ts';
import type { RunningSync } from '../adapters/platform-sync/sync-operations.ts';
import type { StoreClient } from '../adapters/store/store-operations.ts';
import type { StoreDamage } from '../adapters/store/backups.ts';
import type { TrustedTimes } from '../adapters/platform-api/time-stamp-api.ts';
import type { AuditTrust } from '../core/register/audit-heads.ts';
import type { PlatformRoots } from '../core/register/checkpoint.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import type { DocumentPorts } from '../services/documents/file-facts.ts';
import type { ApprovalPorts } from '../services/approvals/approval-record.ts';
import type { ScanFolder } from '../services/approvals/decide-request.ts';
import type { ApprovalPlatforms } from '../services/approvals/exchange-approvals.ts';
import type { DemoWorldPorts } from '../services/demo-world/world-folder.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { DocumentEngine } from '../services/documents/document-engine.ts';
import type { SealingParts } from '../services/sealing/seal-order.ts';
import type { SealConfirmations, ListedTokens } from '../services/tokens/list-tokens.ts';
import type { ResetPorts, ResetKeyPorts } from '../services/pin-reset/reset-records.ts';
import type { EvidenceStore } from '../services/evidence/platform-evidence.ts';
import type { OpenedWorld } from './open-world.ts';
import type { BindingPorts } from '../services/bound-world/binding-offers.ts';
import type { PlatformSetupPorts } from '../services/bound-world/set-up-platform.ts';
import type { KnownWorld } from '../services/platform/known-platforms.ts';
import type { PlatformStore } from '../services/platform/platform-store.ts';
import type { RecordStore } from '../services/records/records.ts';
import type { SecretKeeper } from '../services/ports/secrets.ts';
import type { TrustListPorts } from '../services/trust-lists/trust-list-store.ts';
import type { RandomBytes, Clock } from '../services/ports/clock.ts';
import type { Recorder } from '../services/register/acts-on-record.ts';
import type { RegisterHistory } from '../services/register/register-history.ts';
import type { OpeningPorts } from '../services/register/open-register.ts';
import type { HolderOrder } from '../services/register/recover-by-holder.ts';
import type { RegisterStore } from '../services/register/register-store.ts';
import type { RecordingPorts } from '../services/register/record-entry.ts';
import type { RegisterUpload } from '../services/register/upload-register.ts';
import type { HolderRecovery, RegisterRecovery } from '../shared/model/register.ts';
import type { ApplicationPaperPorts } from '../services/seal-life/application-papers.ts';
import type { DelegationPorts } from '../services/seal-life/delegations.ts';
import type { LossPorts } from '../services/seal-life/report-loss.ts';
import type { KnownSealPorts } from '../services/seal-life/known-seals.ts';
import type { StoringPorts } from '../services/seal-life/store-new-seal.ts';
import type { GateRules, SealingGate } from '../services/sealing-gate/create-gate.ts';
import type { SituationPorts } from '../services/sealing-gate/situation.ts';
import type { SettingsKeeper } from '../services/settings/settings-keeper.ts';
import type { Administrated } from '../shared/model/settings.ts';
import type { Language } from '../shared/model/app-info.ts';
import type { PlatformKnowledgePort } from '../services/platform/platform-knowledge.ts';
import type { PinHistory } from '../services/tokens/pin-life.ts';
import type { AppError } from '../shared/errors.ts';
import type { DoubleUse } from '../shared/model/approval.ts';
import type { DriverReport } from '../shared/model/driver-report.ts';
import type { BundlePart } from '../shared/model/support-bundle.ts';
import type { HealthReport } from '../shared/model/health.ts';
import type { EventConnection } from '../adapters/platform-api/event-stream-api.ts';
import type { Updates } from '../services/updates/updates.ts';
import type { FetchedBundle } from '../services/offline-bundle/fetch-bundle.ts';
import type { ImportedBundle } from '../shared/model/offline-bundle.ts';
import type { PlatformSettings, SyncProgress } from '../shared/model/platform.ts';
import type { TokenHostEnd } from '../shared/model/token.ts';
import type { Result } from '../shared/result.ts';

/** Ports of losses, applications, delegations and new seals. */
export type SealLifePorts = LossPorts &
  StoringPorts &
  DelegationPorts &
  ApplicationPaperPorts &
  KnownSealPorts & { readonly clock: Clock; readonly enterprises: EnterprisePorts };

/** Ports of requests for approval and of the documents that they name. */
export type ApprovalHomePorts = ApprovalPorts & DocumentPorts;

/**
 * Every service over the world of one folder, each composed once, for the window and for the command line. An
 * expensive part is made at its first use. Methods that return a promise also load their code then.
 *
 * @typeParam Documents the host's document engine: the window's runs in threads and can be cancelled
 */
export interface Home<Documents extends DocumentEngine = DocumentEngine> {
  /** Absolute path of the world's folder. */
  readonly folder: string;
  /** Folder of all bundles. */
  readonly dist: string;
  /**
   * The demonstration world of the folder; null when it has none, as a customer's home. Without one no soft token is
   * admitted. A failure when its description is damaged.
   */
  readonly world: Result<DemoWorld | null>;
  /** Certificates and lists that the person trusts, those of the platforms included. */
  readonly trustFolder: string;
  /** The signed lists of trust and makers that the person has confirmed, and those that lie ready. */
  readonly trustLists: TrustListPorts;
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Ports for enrolment in the demonstration world, without the keys. */
  readonly demoPorts: Omit<DemoWorldPorts, 'tokens'>;

  /** The store's worker. It starts with the first call. */
  readonly store: StoreClient;
  readonly register: RegisterStore;
  readonly records: RecordStore;
  /** Watches over the register, and keeps its heads outside the database. Heads on tokens count once they are listed. */
  readonly history: RegisterHistory;
  /** Results of synchronisations: lists, seal states, last contact. */
  readonly platformStore: PlatformStore;
  /** Answers questions of verdicts from the store. */
  readonly evidence: EvidenceStore;
  /** The register with its key, for openings at platforms. */
  readonly openings: OpeningPorts;
  /** Ports for manual entries in the register. */
  readonly recording: RecordingPorts;
  /**
   * Records acts. Uses that an earlier process could not record are recorded first. The listener is told of every
   * entry that cannot be kept.
   */
  readonly recorder: Recorder;
  /** Resolves once the uses that earlier processes could not record are in the register, or cannot be recorded. */
  settledUses(): Promise<void>;
  /** Reads the certificates that judge the register's signatures, again with each call. */
  auditTrust(): Promise<AuditTrust>;

  readonly documents: Documents;

  /** The person's settings, with what the administrator has fixed. */
  readonly preferences: SettingsKeeper;
  readonly administrated: Administrated;

  /** All keys of this computer. No module is loaded before the first call. */
  readonly tokens: TokenStation;
  /** Problems in the person's settings for keys. */
  readonly keyProblems: readonly AppError[];
  /** New seals with a picture that the holder has yet to confirm. */
  readonly confirmations: SealConfirmations;
  /** When each token's PIN was last changed here. */
  readonly pinHistory: PinHistory;
  /** Gathers the parts of a support bundle. */
  supportBundle(): Promise<readonly BundlePart[]>;
  /** Looks at all keys now. */
  listTokens(): Promise<ListedTokens>;
  /**
   * Examines drivers and keys for the driver doctor, also without a demonstration world.
   * @param parts folder: false leaves out who else may get into the home, which takes Windows a while to tell
   */
  diagnose(parts?: { readonly folder: boolean }): Promise<DriverReport>;
  /** Opens the updates of the program. */
  updates(): Promise<Updates>;
  /** Examines the installation as a whole. */
  health(): Promise<HealthReport>;

  /** The policy profiles. They are read once, so a changed file takes effect at the next start. */
  readonly policies: Policies;
  /** Ports for the facts that the rules judge. */
  readonly situation: SituationPorts;
  /**
   * Makes a gate that judges one use of a seal.
   * @param purpose purpose of the use; null when an approver has judged it
   * @param rules further rules for this use, judged last
   */
  gate(purpose: string | null, rules: readonly GateRules[]): SealingGate;
  /** Provides the trusted time of a seal. */
  readonly trustedTimes: TrustedTimes;
  /** The parts that sealing works with. */
  readonly sealing: SealingParts;

  /** The platforms' settings as they are now, or the reason why they cannot be read. */
  readonly settings: Result<readonly PlatformSettings[]>;
  /** The configured platforms; none when the settings cannot be read. The list follows the settings. */
  readonly configured: readonly PlatformSettings[];
  /** Ports for adding and removing platforms. */
  readonly platformSetup: PlatformSetupPorts;
  /** The platforms that this home is bound to. */
  readonly bound: BoundPlatforms;
  /** The connections to the platforms, each opened at its first use. None reaches a platform that is not bound. */
  readonly transports: PlatformTransports;
  /** Tells what this computer knows of a seal's platform. */
  readonly knowledge: PlatformKnowledgePort;
  /**
   * Starts one synchronisation with a platform, in a thread of its own. Fails at once when the platform is not bound or
   * its settings are not those that were bound.
   */
  synchronise(platform: PlatformSettings, progress: (progress: SyncProgress) => void): RunningSync;
  /**
   * Takes in an offline bundle (离线更新包) of a bound platform, in a thread of its own, as a whole or not at all. Fails
   * with codes of the OFFLINE_BUNDLE_, LIST_, FILE_ and STORE_ group.
   */
  importBundle(file: string): Promise<Result<ImportedBundle>>;
  /**
   * Fetches an offline bundle for a computer in a closed network. Fails with PLATFORM_NOT_CONFIGURED, as the transport
   * does, and with codes of the OFFLINE_BUNDLE_ group.
   */
  fetchBundle(platformId: string): Promise<Result<FetchedBundle>>;
  /** Tells whether a platform offers an event stream and may be asked. */
  mayListen(platform: PlatformSettings): Promise<boolean>;
  /** Listens to the event stream of a platform, as the function of the adapter does. */
  listen(platform: PlatformSettings, connection: EventConnection): Promise<void>;
  /** Uploads the register to a platform, by its id. Fails with PLATFORM_NOT_CONFIGURED and as the upload does. */
  uploadRegister(platformId: string): Promise<Result<RegisterUpload>>;
  /** Brings back what the platforms hold of the register, as {@link recoverRegister}. */
  recoverRegister(): Promise<Result<RegisterRecovery>>;
  /** Brings a lost register back by its holder's key, as the function of that name. */
  recoverByHolder(order: HolderOrder): Promise<Result<HolderRecovery>>;

  /**
   * Tells a platform, by its id, of the approvals that were used, and returns the double uses that it found. Fails with
   * the codes of the platform and the store.
   */
  followClaims(platformId: string): Promise<Result<readonly DoubleUse[]>>;

  readonly approvals: ApprovalHomePorts;
  /** Where this home meets office systems (OA). */
  readonly officeWays: OfficeWaysFile;
  /** Scans of paper approvals. */
  readonly scans: ScanFolder;
  /** Opens the platforms for requests for approval. */
  approvalPlatforms(): Promise<ApprovalPlatforms>;
  /** Ports for losses, applications, delegations and new seals. */
  sealLife(): Promise<SealLifePorts>;
  /** The question about the enterprise of a seal. */
  readonly enterprises: EnterprisePorts;
  /** Asks the platforms of seals on a document for the electronic data that they have. */
  evidenceOf(report: VerificationReport, documentSm3: string): Promise<Result<AskedPlatforms>>;
  /** What converts office documents and pictures to PDF. */
  conversions(): Promise<ConversionPorts>;
  /** Parts for archive time stamps. */
  archiveStamps(): Promise<ArchiveStampParts>;
  /** Ports for applications to have a PIN reset. */
  pinResets(): Promise<ResetPorts & ResetKeyPorts>;

  /**
   * Ends token hosts at once, then closes connections and the store. Resolves when a running backup is finished.
   */
  close(): Promise<void>;
}

/** The bound world of a home. Calls reject with the codes of the store. */
export interface BoundPlatforms {
  /** Gathers all platforms with what is missing or changed. Also rejects with PLATFORM_SETTINGS_DAMAGED. */
  readonly known: () => Promise<KnownWorld>;
  /** Returns the roots of all platforms that are or were bound, or that the settings name. */
  readonly roots: () => Promise<PlatformRoots>;
  /** Returns the platforms that are bound now, each with its pinned root. */
  readonly standing: TrustListPorts['bound'];
  /** Ports for binding and unbinding. */
  readonly ports: BindingPorts;
}

/** Receives events of a home. */
export interface HomeListener {
  /** The store was found damaged and was mended. */
  storeDamaged(damage: StoreDamage): void;
  /** The register has this many entries now. */
  recorded(size: number): void;
  /** An act could not be written down. */
  unrecorded(error: AppError): void;
  /** Uses that earlier processes could not record cannot be recorded now either. */
  unsettled(error: AppError): void;
  /** A token host ended by itself, or was ended because it did not answer. */
  hostEnded(end: TokenHostEnd): void;
}

/** The parts that the window and the command line provide for a home, each in its own way. */
export interface HomeHosts<Documents extends DocumentEngine = DocumentEngine> {
  /** Folder of all bundles. */
  readonly dist: string;
  /** The world of the home, where it is read already. */
  readonly openedWorld?: Promise<OpenedWorld>;
  /** Starts token hosts: as Electron's utility processes, or as child processes. */
  readonly startHost: StartTokenHost;
  /** The engine of the SM algorithms, when it is loaded already. */
  readonly engine?: SmEngine;
  /** Finds the proxy. @param platformUrl address of the first platform, or of one to be asked; undefined when none is configured */
  proxyFor(platformUrl: string | undefined): SystemProxy | Promise<SystemProxy>;
  /** Makes the document engine, in separate threads or in the calling process. */
  openDocuments(home: Pick<Home, 'folder' | 'evidence' | 'engine'>): Documents | Promise<Documents>;
  /** Keeps the secrets of PIN resets from other users of the computer. */
  readonly secrets: SecretKeeper;
  /** Returns the language of the window, in which platforms are to answer; Chinese when this is left out. */
  readonly language?: () => Language;
  /** Has the person open an address of a platform in a browser, to log in there; absent where no person is. */
  readonly openInBrowser?: OpenInBrowser;
  /** True when keys are listed repeatedly. A slow module then delays no other. */
  readonly looksOften: boolean;
  readonly listener: Partial<HomeListener>;
  /** What the administrator of this computer has fixed. */
  readonly administrated: Administrated;
}
