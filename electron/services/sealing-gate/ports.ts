import type { SealStatus } from '../../shared/model/seal-standing.ts';
import type { Result } from '../../shared/result.ts';
import type { SealInfo } from '../../shared/model/token.ts';
import type { RevocationFinding } from '../documents/document-engine.ts';

/** What the last synchronisation tells of the clock. */
export interface LastSync {
  /** The platform's own time then, ISO 8601. */
  readonly platformTime: string;
  /** How many entries the register had then: only later ones can contradict the clock. */
  readonly registerSize: number;
}

/** What this computer knows of the platform that a seal belongs to. */
export interface PlatformKnowledge {
  readonly platformId: string;
  readonly platformName: string;
  /** The profile that its configuration or its description names. */
  readonly profileId: string;
  /** Null where the feed says nothing of the seal. */
  readonly status: SealStatus | null;
  /** Of the oldest list that counts, ISO 8601; null where there never was one. */
  readonly revocationListsAsOf: string | null;
  readonly statusAsOf: string | null;
  readonly lastSync: LastSync | null;
}

/** Which seal is asked about. */
export type NamedSeal = Pick<SealInfo, 'esId' | 'name' | 'tokenSerial'>;

/** Each method rejects with a CodedError of the store where it cannot be read. */
export interface PlatformKnowledgePort {
  /** Null where no platform is configured: nothing is then to be in step with. */
  of(seal: NamedSeal): Promise<PlatformKnowledge | null>;
}

export interface RevocationPort {
  /** @param certificate DER */
  revocationOf(certificate: Uint8Array): Promise<Result<RevocationFinding>>;
}

/** A report that a seal or its key is lost, made on this computer. */
export interface StandingLossReport {
  /** ISO 8601 */
  readonly reportedAt: string;
  readonly number: string | null;
}

export interface LossReportPort {
  /**
   * Null where none stands: never reported, or withdrawn.
   * @param holderName as the certificate has it; null where it is not known, and then any holder is meant
   */
  standing(seal: NamedSeal, holderName: string | null): Promise<StandingLossReport | null>;
}

/** What the register of this computer knows; null where there is none. */
export interface UseRecords {
  /** When a seal was last used, ISO 8601; null for never. */
  lastUse(esId: string): Promise<string | null>;
  /** When the register began; null where it is empty. */
  began(): Promise<string | null>;
  /** The latest time among the entries from a size on; null where there are none. */
  latestSince(size: number): Promise<string | null>;
}
