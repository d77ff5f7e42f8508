import type { SmEngine } from '../../core/sm/engine.ts';
import type { ApplicationPaperKind } from '../../shared/model/application-papers.ts';
import type {
  Delegation,
  DelegationGrant,
  ApplicationKind,
  ApplicationState,
  IssuedSealKind,
} from '../../shared/model/seal-life.ts';
import type {
  LossContact,
  LossReport,
  LossState,
  Person,
  SentLossCode,
  WithdrawalState,
} from '../../shared/model/loss-report.ts';
import type { ApplicationReason, PolicyProfile } from '../../shared/model/policy-profile.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import { type ApproverKey, tokenSigner } from '../tokens/token-signer.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import type { EnrolmentPort } from '../ports/tokens.ts';

/** A platform's answer about a loss report. */
export interface LossAnswer {
  readonly number: string;
  /** Contained in the first answer only. */
  readonly secret: string | null;
  readonly state: LossState;
  /** Null before the report is authorised. */
  readonly receivedAt: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  readonly contacts: readonly LossContact[];
  readonly code: SentLossCode | null;
  readonly withdrawal: {
    readonly state: Exclude<WithdrawalState, 'queued'>;
    readonly reason: string;
    readonly decisionReason: string | null;
  } | null;
}

/** Gives access to an application or a report without the holder's key. */
export interface CaseKey {
  readonly number: string;
  readonly secret: string;
}

/** The calls to a platform about loss reports. Each call fails with the codes of the way to the platform. */
export interface LossPlatform {
  /** The platform receives a report once, however often it is sent. */
  report(report: LossReport): Promise<Result<LossAnswer>>;
  read(key: CaseKey): Promise<Result<LossAnswer>>;
  /** Has a one-time code sent to a contact. PLATFORM_BUSY: too often. */
  sendCode(key: CaseKey, contactId: string): Promise<Result<LossAnswer>>;
  /** Authorises a report. PLATFORM_REFUSED: a wrong code (403) or one that is over (410). */
  authorise(key: CaseKey, code: string): Promise<Result<LossAnswer>>;
  withdraw(key: CaseKey, reason: string, idempotencyKey: string): Promise<Result<LossAnswer>>;
}

/** A holder's right to call a platform, obtained with the key. It ends by itself. */
export interface HolderSession {
  readonly authorization: string;
}

/** The content of an application. */
export interface ApplicationRequest {
  readonly kind: ApplicationKind;
  readonly esId: string;
  readonly reason: ApplicationReason;
  /** The applicant's own words; null without any. */
  readonly reasonText: string | null;
  readonly applicant: Person;
  /** PKCS#10, DER, for the key of the new certificate; null for a cancellation. */
  readonly certificateRequest: Uint8Array | null;
}

/** The content of an application for a first seal (申领). No key is known to the platform yet. */
export interface FirstSealRequest {
  readonly sealKind: IssuedSealKind;
  readonly sealName: string;
  readonly holderName: string;
  /** 统一社会信用代码 */
  readonly holderCode: string;
  readonly representative: string;
  readonly tokenSerial: string;
  readonly applicant: Person;
  /** PKCS#10, DER: it proves that the key is in hand. */
  readonly certificateRequest: Uint8Array;
}

/** A platform's answer about an application. */
export interface ApplicationAnswer {
  readonly number: string;
  /** Contained in the first answer only. */
  readonly secret: string | null;
  readonly state: ApplicationState;
  readonly submittedAt: string;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  /** The kinds of papers that the platform wants before it looks at the application. */
  readonly demanded: readonly ApplicationPaperKind[];
  /** The SM3 (hexadecimal) of the papers that it has, by their ids. */
  readonly papers: ReadonlyMap<string, string>;
  /** DER; both null before the decision and for a cancellation. */
  readonly certificate: Uint8Array | null;
  readonly seal: Uint8Array | null;
}

export interface ApplicationPlatform {
  apply(
    request: ApplicationRequest,
    session: HolderSession,
    idempotencyKey: string,
  ): Promise<Result<ApplicationAnswer>>;
  /** Applies for a first seal, without a session. */
  applyForFirst(request: FirstSealRequest, idempotencyKey: string): Promise<Result<ApplicationAnswer>>;
  read(key: CaseKey): Promise<Result<ApplicationAnswer>>;
  /** Adds a paper to a draft; the same id again replaces it. */
  sendPaper(key: CaseKey, paper: SentPaper): Promise<Result<ApplicationAnswer>>;
  /** Hands a draft in with its papers. */
  submit(key: CaseKey): Promise<Result<ApplicationAnswer>>;
  /** Withdraws an application that is not decided; its papers are deleted there. */
  withdraw(key: CaseKey): Promise<Result<ApplicationAnswer>>;
}

/** A paper on its way to the platform. */
interface SentPaper {
  readonly id: string;
  readonly kind: ApplicationPaperKind;
  /** PDF */
  readonly bytes: Uint8Array;
}

/** What a delegate gets: a certificate and a seal object of their own, DER. */
export interface DelegateAccess {
  readonly delegation: Delegation;
  readonly certificate: Uint8Array;
  readonly seal: Uint8Array;
}

export interface DelegationPlatform {
  list(session: HolderSession): Promise<Result<readonly Delegation[]>>;
  grant(grant: DelegationGrant, session: HolderSession, idempotencyKey: string): Promise<Result<Delegation>>;
  end(number: string, session: HolderSession): Promise<Result<Delegation>>;
  /** Takes a delegate's own access by the code that the holder was told. PLATFORM_REFUSED: a wrong code (403), or taken (409). */
  enrol(
    number: string,
    code: string,
    certificateRequest: Uint8Array,
    idempotencyKey: string,
  ): Promise<Result<DelegateAccess>>;
  /** Claims one use of a delegate, in a session of their key. PLATFORM_REFUSED (409): spent, or not in force. */
  claimUse(number: string, useId: string, session: HolderSession): Promise<Result<null>>;
}

/** A key that answers a challenge. */
interface SessionSigner {
  /** DER of the certificate whose key signs. */
  readonly certificate: Uint8Array;
  /** @returns r ‖ s, 64 bytes, over SM3(Z ‖ message) */
  readonly sign: (message: Uint8Array) => Promise<Result<Uint8Array>>;
}

/** The calls to one platform about the life of seals. */
export interface SealLifePlatform {
  readonly name: string;
  readonly losses: LossPlatform;
  readonly applications: ApplicationPlatform;
  readonly delegations: DelegationPlatform;
  openSession(signer: SessionSigner): Promise<Result<HolderSession>>;
}

/** The platforms that this computer knows. */
export interface SealLifePlatforms {
  /** Returns the platforms of the settings, in their order. */
  all(): readonly { readonly id: string; readonly name: string }[];
  /** Returns the platform of a seal, the first platform when none names the seal, or null when there is none. */
  platformOf(esId: string | null): Promise<string | null>;
  platform(platformId: string): SealLifePlatform | null;
  /** Returns the policy for the seals of a platform, or null when it is not known. */
  profileOf(platformId: string | null): Promise<PolicyProfile | null>;
}

/** The key of a holder's seal with its PIN. */
export interface HolderSeal {
  readonly chosen: ChosenSeal;
  /** The caller zeroes it. */
  readonly pin: Uint8Array;
  /** The person knows that a wrong PIN now locks the token. */
  readonly lastTryConfirmed: boolean;
}

/**
 * Proves to a platform that the key of a holder's seal is here.
 * @throws CodedError of the token and of the way to the platform, and before the PIN is sent when it must not be tried
 */
export async function openHolderSession(
  platform: Pick<SealLifePlatform, 'openSession'>,
  { chosen, pin, lastTryConfirmed }: HolderSeal,
  { tokens, engine }: { readonly tokens: Pick<EnrolmentPort, 'signDigest'>; readonly engine: SmEngine },
): Promise<HolderSession> {
  const { token, certificate } = chosen;
  const address = { module: token.module, serial: token.serial };
  const key: ApproverKey = { tokens, address, pinState: token.pin, certificate, pin, lastTryConfirmed };
  const sign = tokenSigner(key, engine);
  return unwrap(
    await platform.openSession({ certificate, sign: (message) => resultOf(() => sign(message)) }),
  );
}
