import type { EnterpriseStatus } from '../../core/platform/enterprise-status-statement.ts';
import { actsFrom, decisionsIn, openClaim } from '../../core/seal-life/status-events.ts';
import { olderOf } from '../../core/seal-life/seal-standing.ts';
import type { AppError } from '../../shared/errors.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import type { LossClaim, PublishedEvent, SealStatus } from '../../shared/model/seal-standing.ts';
import type { SealInfo } from '../../shared/model/token.ts';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import { POLICY_LIST } from './policy-statement.ts';
import { type KnownPlatform, type KnownWorld, notBound } from './known-platforms.ts';
import {
  type ListState,
  type PlatformSealStatus,
  type PlatformStore,
  statusAtHand,
} from './platform-store.ts';

/** What a platform knew of a seal, its certificate and its enterprise at the moment of a use (openapi.yaml). */
export type UseState = PlatformSchema<'UseState'>;

/** The facts that this computer holds about the platform of a seal. */
export interface PlatformKnowledge {
  readonly platformId: string;
  readonly platformName: string;
  /** The profile that the platform was bound with, or that its settings name. */
  readonly profileId: string;
  /** The rules in force for its seals; null when nobody here knows them. */
  readonly policy: PolicyProfile | null;
  /** The reason why nothing may be sealed in this world until a person has put it right, or null. */
  readonly barred: AppError | null;
  /** Null when the feed does not mention the seal. */
  readonly status: SealStatus | null;
  /** The report of a loss that the platform has received and not decided on; null when there is none. */
  readonly claim: LossClaim | null;
  /** The time of the oldest list that counts, ISO 8601; null when there never was one. */
  readonly revocationListsAsOf: string | null;
  readonly statusAsOf: string | null;
  /** The time of the signed statement that names the rules, ISO 8601; null when there never was one. */
  readonly policyAsOf: string | null;
  readonly lastSync: LastSync | null;
  /** True if the status says "replaced" because the seal was renewed (续期) and its successor lies on a key here. */
  readonly renewedHere: boolean;
  /** The platform's last word about this seal at a use of it here; null when it has never given one. */
  readonly atUse: UseState | null;
  /** The platform's last word about the enterprise of this seal; null when it was never asked. */
  readonly enterprise: EnterpriseStatus | null;
}

/** The facts about the clock from the last synchronisation. */
interface LastSync {
  /** The platform's own time at that moment, ISO 8601. */
  readonly platformTime: string;
  /** The number of entries in the register at that moment: only later entries can contradict the clock. */
  readonly registerSize: number;
}

/** Identifies the seal that a question is about. */
export type SealIdentity = Pick<SealInfo, 'esId' | 'name' | 'tokenSerial'>;

/** Each method rejects with a CodedError of the store when the store cannot be read. */
export interface PlatformKnowledgePort {
  /** Returns null in a world without platforms: there is then nothing to be in step with. */
  of(seal: SealIdentity): Promise<PlatformKnowledge | null>;
}

/** The sources of the facts by which the rules judge the use of a seal. */
export interface KnowledgeParts {
  /**
   * Reads the platforms of the home. Rejects with PLATFORM_SETTINGS_DAMAGED when nothing is bound and nobody knows
   * which rules hold.
   */
  readonly world: () => Promise<KnownWorld>;
  readonly store: Pick<PlatformStore, 'lists' | 'syncStates' | 'sealEvents' | 'lastStatusNumber'>;
}

/**
 * Reads the facts that synchronisations have left about the platform of a seal. That is the platform whose feed names
 * the seal, else the first one. When several name it the first one counts, so that no other platform can bar its seals.
 * A platform that was unbound still bars the seals that it has ended.
 */
export function platformKnowledge({ world, store }: KnowledgeParts): PlatformKnowledgePort {
  return {
    of: async ({ esId }) => {
      const { platforms, changes } = await world();
      if (platforms.length === 0) return null;
      const events = esId === '' ? [] : await store.sealEvents(esId);
      const platform = platformOf(platforms, events);
      return platform === undefined ? null : await knowledgeOf(platform, changes, events, store);
    },
  };
}

function platformOf(
  platforms: readonly KnownPlatform[],
  events: readonly PlatformSealStatus[],
): KnownPlatform | undefined {
  const present = platforms.filter(({ standing }) => standing !== 'former');
  const own = ({ settings: { id } }: KnownPlatform) => events.filter(({ platform }) => platform === id);
  const naming = present.find((each) => own(each).length > 0);
  const ending = platforms.find((each) => (statusBy(own(each))?.state ?? 'active') !== 'active');
  return naming ?? ending ?? present[0];
}

async function knowledgeOf(
  { settings: { id, name, profile }, standing, policy }: KnownPlatform,
  changes: readonly AppError[],
  events: readonly PlatformSealStatus[],
  store: KnowledgeParts['store'],
): Promise<PlatformKnowledge> {
  const lists = (await store.lists()).filter(({ platform }) => platform === id);
  const own = events.filter(({ platform }) => platform === id);
  return {
    platformId: id,
    platformName: name,
    profileId: profile,
    policy: policy?.profile ?? null,
    barred: changes[0] ?? (standing === 'toBind' ? notBound({ id, name, profile }) : null),
    status: statusBy(own),
    claim: openClaim(own),
    revocationListsAsOf: oldest(lists.filter(({ list }) => list.startsWith('crl/')).map(goodAsOf)),
    statusAsOf: (await statusAtHand(id, lists, store))?.issuedAt ?? null,
    policyAsOf: lists.filter(({ list }) => list === POLICY_LIST).map(goodAsOf)[0] ?? null,
    lastSync: await lastSyncOf(id, store),
    renewedHere: false,
    atUse: null,
    enterprise: null,
  };
}

/**
 * Returns the time of the oldest list by which a seal is judged; null when one that it needs was never here. A platform
 * whose rules this computer has never fetched is judged by those that were bound.
 * @param isUnlisted true when no list of the certificate's authority is here
 */
export function oldestList(
  {
    revocationListsAsOf,
    statusAsOf,
    policyAsOf,
  }: Pick<PlatformKnowledge, 'revocationListsAsOf' | 'statusAsOf' | 'policyAsOf'>,
  isUnlisted = false,
): string | null {
  const oldest = olderOf(isUnlisted ? null : revocationListsAsOf, statusAsOf);
  return policyAsOf === null ? oldest : olderOf(oldest, policyAsOf);
}

/**
 * A revocation list or a statement counts for the time when it was last confirmed as the newest, but not beyond its promised
 * successor.
 */
function goodAsOf({ confirmedAt, nextUpdate }: ListState): string {
  return Date.parse(confirmedAt) < Date.parse(nextUpdate) ? confirmedAt : nextUpdate;
}

function oldest(times: readonly string[]): string | null {
  return [...times].sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null;
}

/** Returns the state that the newest decision on a seal gives it, or null when there is none. */
export function statusBy(events: readonly PublishedEvent[]): SealStatus | null {
  const last = decisionsIn(events).at(-1);
  if (last === undefined) return null;
  const { esId, state, reason, replacedBy, number } = last;
  return { esId, state, since: actsFrom(last).toISOString(), reason, replacedBy, number };
}

async function lastSyncOf(id: string, store: KnowledgeParts['store']): Promise<LastSync | null> {
  const state = (await store.syncStates()).find(({ platform }) => platform === id);
  if (state?.platformTime === undefined || state.platformTime === null) return null;
  return { platformTime: state.platformTime, registerSize: state.registerSize ?? 0 };
}
