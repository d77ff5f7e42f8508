import { policyAt } from '../../core/policy/policy-at.ts';
import { idleFrom } from '../../core/seal-life/idleness.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { type AppError, CodedError } from '../../shared/errors.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import type { SealInfo } from '../../shared/model/token-info.ts';
import type { Result } from '../../shared/result.ts';
import type { RevocationFinding } from '../documents/document-engine.ts';
import {
  type PlatformKnowledge,
  type PlatformKnowledgePort,
  type SealIdentity,
} from '../platform/platform-knowledge.ts';
import type { Clock } from '../ports/clock.ts';

/** All that the rules judge by, gathered beforehand. */
export interface SealingSituation {
  readonly now: Date;
  readonly seal: Pick<SealInfo, 'esId' | 'name' | 'kind' | 'validFrom' | 'validTo'>;
  readonly certificate: {
    /** ISO 8601; null when it is not revoked by any list here. */
    readonly revokedSince: string | null;
    /** An authority above it has no list here that can be used. */
    readonly unlisted: boolean;
    /** Null when the certificate cannot be read. */
    readonly notAfter: Date | null;
  };
  /** Null when no platform is configured. */
  readonly knowledge: PlatformKnowledge | null;
  /** The rules in effect now; null without a platform, or where nobody knows its profile. */
  readonly policy: PolicyProfile | null;
  readonly lossReport: StandingLossReport | null;
  /** From when the seal counts as unused for too long; null when no rule or no record says so. */
  readonly idleFrom: Date | null;
  /** The latest time in the register since the last synchronisation, ISO 8601; null for none. */
  readonly latestUse: string | null;
}

/** One rule: why the seal may not be used now, or null. */
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
   * Null when none stands: never reported, or withdrawn.
   * @param holderName as the certificate has it; null when it is not known, and then any holder is meant
   */
  standing(seal: SealIdentity, holderName: string | null): Promise<StandingLossReport | null>;
}

/** What the register of this computer knows; null when there is none. */
export interface UseRecords {
  /** When a seal was last used, ISO 8601; null for never. */
  lastUse(esId: string): Promise<string | null>;
  /** When the register began; null when it is empty. */
  began(): Promise<string | null>;
  /** The latest time among the entries from a size on; null when there are none. */
  latestSince(size: number): Promise<string | null>;
}

export interface SituationPorts {
  readonly clock: Clock;
  readonly knowledge: PlatformKnowledgePort;
  readonly revocation: RevocationPort;
  readonly lossReports: LossReportPort;
  readonly uses: UseRecords;
  /** The shipped ones and those of the home. */
  readonly profiles: readonly PolicyProfile[];
}

/** A seal and the certificate that it would be used with; null when its token has none. */
export interface JudgedSeal {
  readonly info: SealInfo;
  readonly certificate: Uint8Array | null;
}

/**
 * Gathers what the rules judge by. Rejects with the CodedError of the store where a platform is configured and
 * what is known of it cannot be read.
 */
export async function gatherSituation(
  { info, certificate }: JudgedSeal,
  ports: SituationPorts,
): Promise<SealingSituation> {
  const now = ports.clock.now();
  const knowledge = await ports.knowledge.of(info);
  const policy = knowledge === null ? null : policyAt(ports.profiles, knowledge.profileId, now);
  return {
    now,
    seal: info,
    certificate: {
      ...(await revocationOf(certificate, knowledge, ports)),
      notAfter: certificate === null ? null : (certificateOrNull(certificate)?.notAfter ?? null),
    },
    knowledge,
    policy,
    lossReport: await standingReport({ info, certificate }, knowledge, ports),
    ...(await usesOf(info, knowledge, policy, ports)),
  };
}

/** Without a platform there may be no lists at all, and the trust folder is no condition of sealing. */
async function revocationOf(
  certificate: Uint8Array | null,
  knowledge: PlatformKnowledge | null,
  { revocation }: SituationPorts,
): Promise<RevocationFinding> {
  const nothing = { revokedSince: null, unlisted: false };
  if (certificate === null) return nothing;
  const found = await revocation.revocationOf(certificate);
  if (found.ok) return found.value;
  if (knowledge === null) return nothing;
  throw new CodedError(found.error.code, undefined, found.error.details);
}

/**
 * A store that cannot be used holds no report, and sealing goes on without a register, as everywhere. Where a
 * platform is configured the store is needed anyway.
 */
async function standingReport(
  { info, certificate }: JudgedSeal,
  knowledge: PlatformKnowledge | null,
  { lossReports }: SituationPorts,
): Promise<StandingLossReport | null> {
  try {
    const holder = certificate === null ? null : certificateOrNull(certificate);
    return await lossReports.standing(info, holder?.subject.commonName ?? null);
  } catch (error) {
    if (error instanceof CodedError && knowledge === null) return null;
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
