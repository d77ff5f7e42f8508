import { idleFrom } from '../../core/seal-life/reminders.ts';
import { type Certificate, certificateOrNull } from '../../core/x509/certificate.ts';
import { enterpriseCodeOf } from '../../core/x509/enterprise-code.ts';
import { type AppError, CodedError } from '../../shared/errors.ts';
import { type EnterpriseRules, NO_ENTERPRISE_RULES } from '../../shared/model/enterprise-rules.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import type { SealInfo } from '../../shared/model/token.ts';
import type { Result } from '../../shared/result.ts';
import type { RevocationFinding } from '../documents/document-engine.ts';
import type {
  PlatformKnowledge,
  PlatformKnowledgePort,
  SealIdentity,
} from '../platform/platform-knowledge.ts';
import type { UseAnswer } from '../platform/use-state.ts';
import type { Clock } from '../ports/clock.ts';

/** All facts that the rules judge by, gathered beforehand. */
export interface SealingSituation {
  readonly now: Date;
  readonly seal: Pick<SealInfo, 'esId' | 'name' | 'kind' | 'validFrom' | 'validTo'>;
  readonly certificate: {
    /** ISO 8601; null when no list here revokes the certificate. */
    readonly revokedSince: string | null;
    /** True when an authority above the certificate has no usable list here. */
    readonly unlisted: boolean;
    /** Null when the certificate cannot be read. */
    readonly notAfter: Date | null;
    /** The code of the enterprise in its subject (统一社会信用代码); null when it names none. */
    readonly enterpriseCode: string | null;
  };
  /** Null when no platform is configured. */
  readonly knowledge: PlatformKnowledge | null;
  /** The rules in effect now; null without a platform, or when its profile is unknown. */
  readonly policy: PolicyProfile | null;
  readonly lossReport: StandingLossReport | null;
  /** Whether the holder has confirmed the picture that the seal shows; null when no rule asks for that, or no record can be read. */
  readonly pictureConfirmed: boolean | null;
  /** The time from which the seal counts as unused for too long; null when no rule or no record sets one. */
  readonly idleFrom: Date | null;
  /** The rules that the enterprise has laid down itself. */
  readonly enterprise: EnterpriseRules;
  /** The latest use in the register since the last synchronisation, ISO 8601; null for none. */
  readonly latestUse: string | null;
  /** The outcome of the question to the platform about this use; null when nobody was asked. */
  readonly answer: UseAnswer | null;
}

/** One rule. Returns the reason why the seal may not be used now, or null. */
export type SealingRule = (situation: SealingSituation) => AppError | null;

interface RevocationPort {
  /** @param certificate DER */
  revocationOf(certificate: Uint8Array): Promise<Result<RevocationFinding>>;
}

/** A report that a seal or its key is lost, made on this computer. */
interface StandingLossReport {
  /** ISO 8601 */
  readonly reportedAt: string;
  readonly number: string | null;
}

export interface LossReportPort {
  /**
   * Returns null when no report stands, because none was made or it was withdrawn.
   * @param holderName as in the certificate; null when it is not known, and then reports of any holder count
   */
  standing(seal: SealIdentity, holderName: string | null): Promise<StandingLossReport | null>;
}

/** The register of this computer as the rules see it. Every method returns null when the register cannot be read. */
export interface UseRecords {
  /** Returns the time of a seal's last use, ISO 8601, or null. */
  lastUse(esId: string): Promise<string | null>;
  /** Returns the time of the first entry, or null when the register is empty. */
  began(): Promise<string | null>;
  /** Tells whether the holder has confirmed the picture of a seal, as it is now. */
  isPictureConfirmed(seal: Pick<SealInfo, 'esId' | 'picture'>): Promise<boolean | null>;
  /** Returns the latest time among the uses of keys from an index on that succeeded, or null when there are none. */
  latestSince(size: number): Promise<string | null>;
}

export interface SituationPorts {
  readonly clock: Clock;
  readonly knowledge: PlatformKnowledgePort;
  readonly revocation: RevocationPort;
  readonly lossReports: LossReportPort;
  readonly uses: UseRecords;
  /** Returns the enterprise's own rules. Rejects with the codes of the store. */
  enterpriseRules(): Promise<EnterpriseRules>;
}

/** A seal and the certificate that signs with it; null when its token holds none. */
export interface JudgedSeal {
  readonly info: SealInfo;
  readonly certificate: Uint8Array | null;
}

/**
 * Gathers the facts for the rules. Rejects with the CodedError of the store when a platform is configured and the facts
 * about it cannot be read.
 * @param answer the platform's answer about this use; null when nobody was asked
 */
export async function gatherSituation(
  { info, certificate }: JudgedSeal,
  ports: SituationPorts,
  answer: UseAnswer | null = null,
): Promise<SealingSituation> {
  const now = ports.clock.now();
  const knowledge = await ports.knowledge.of(info);
  const policy = knowledge?.policy ?? null;
  const read = certificate === null ? null : certificateOrNull(certificate);
  return {
    now,
    seal: info,
    certificate: {
      ...(await revocationOf({ certificate, read }, knowledge, ports)),
      notAfter: read?.notAfter ?? null,
      enterpriseCode: read === null ? null : enterpriseCodeOf(read.subject),
    },
    knowledge,
    policy,
    lossReport: await standingReport(info, { read, knowledge }, ports),
    enterprise: await enterpriseRules(knowledge, ports),
    pictureConfirmed:
      policy?.rules.picture?.confirmedBeforeUse === true ? await ports.uses.isPictureConfirmed(info) : null,
    ...(await usesOf(info, knowledge, policy, ports)),
    answer,
  };
}

/** Returns the rules for the uses of a seal, of which only the number need be known. */
export async function useRulesOf(
  esId: string,
  ports: Pick<SituationPorts, 'knowledge' | 'enterpriseRules'>,
): Promise<Pick<SealingSituation, 'policy' | 'enterprise'>> {
  const knowledge = await ports.knowledge.of({ esId, name: '', tokenSerial: '' });
  return { policy: knowledge?.policy ?? null, enterprise: await enterpriseRules(knowledge, ports) };
}

/** Without a platform there may be no lists at all, and sealing does not require the trust folder. */
async function revocationOf(
  { certificate, read }: { readonly certificate: Uint8Array | null; readonly read: Certificate | null },
  knowledge: PlatformKnowledge | null,
  { revocation }: SituationPorts,
): Promise<RevocationFinding> {
  const nothing = { revokedSince: null, unlisted: false };
  if (certificate === null) return nothing;
  const found = await revocation.revocationOf(certificate);
  if (found.ok) {
    const { revokedSince, unlisted } = found.value;
    return { revokedSince: revokedSince ?? revokedAtUse(read, knowledge), unlisted };
  }
  if (knowledge === null) return nothing;
  throw new CodedError(found.error.code, undefined, found.error.details);
}

/** Returns since when the platform has said, at a use of the seal, that this certificate is revoked; null if it has not. */
function revokedAtUse(certificate: Certificate | null, knowledge: PlatformKnowledge | null): string | null {
  const told = knowledge?.atUse?.certificate ?? null;
  return told?.serial === certificate?.serial ? (told?.revokedSince ?? null) : null;
}

/**
 * Without a platform, sealing continues when the store cannot be used, as it does everywhere. With a platform the store
 * is needed anyway.
 */
async function standingReport(
  info: SealInfo,
  { read, knowledge }: { readonly read: Certificate | null; readonly knowledge: PlatformKnowledge | null },
  { lossReports }: SituationPorts,
): Promise<StandingLossReport | null> {
  try {
    return await lossReports.standing(info, read?.subject.commonName ?? null);
  } catch (error) {
    if (error instanceof CodedError && knowledge === null) return null;
    throw error;
  }
}

/** As with loss reports, an unreadable store bars nothing where there is no platform. */
async function enterpriseRules(
  knowledge: PlatformKnowledge | null,
  ports: Pick<SituationPorts, 'enterpriseRules'>,
): Promise<EnterpriseRules> {
  try {
    return await ports.enterpriseRules();
  } catch (error) {
    if (error instanceof CodedError && knowledge === null) return NO_ENTERPRISE_RULES;
    throw error;
  }
}

async function usesOf(
  info: SealInfo,
  knowledge: PlatformKnowledge | null,
  policy: PolicyProfile | null,
  { uses }: SituationPorts,
): Promise<Pick<SealingSituation, 'idleFrom' | 'latestUse'>> {
  const lastSync = knowledge?.lastSync ?? null;
  const latestUse = lastSync === null ? null : await uses.latestSince(lastSync.registerSize);
  if (policy === null || policy.rules.idle === null) return { idleFrom: null, latestUse };
  const facts = {
    lastUse: dateOrNull(await uses.lastUse(info.esId)),
    registerBegan: dateOrNull(await uses.began()),
    validFrom: new Date(info.validFrom),
    restoredAt: restoredAt(knowledge),
  };
  return { idleFrom: idleFrom(policy, facts), latestUse };
}

function restoredAt(knowledge: PlatformKnowledge | null): Date | null {
  const status = knowledge?.status ?? null;
  return status?.state === 'active' ? new Date(status.since) : null;
}

function dateOrNull(time: string | null): Date | null {
  return time === null ? null : new Date(time);
}
