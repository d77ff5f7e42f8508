import { CodedError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { actsFrom, decisionsIn, openClaim } from '../../core/seal-life/status-events.ts';
import type { LossClaim, PublishedEvent, SealStatus } from '../../shared/model/seal-standing.ts';
import type { SealInfo } from '../../shared/model/token.ts';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import type { Result } from '../../shared/result.ts';
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
  /** The profile that the platform's settings or its description name. */
  readonly profileId: string;
  /** Null when the feed does not mention the seal. */
  readonly status: SealStatus | null;
  /** The report of a loss that the platform has received and not decided on; null when there is none. */
  readonly claim: LossClaim | null;
  /** The time of the oldest list that counts, ISO 8601; null when there never was one. */
  readonly revocationListsAsOf: string | null;
  readonly statusAsOf: string | null;
  readonly lastSync: LastSync | null;
  /** True if the status says "replaced" because the seal was renewed (续期) and its successor lies on a key here. */
  readonly renewedHere: boolean;
  /** The platform's last word about this seal at a use of it here; null when it has never given one. */
  readonly atUse: UseState | null;
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
  /** Returns null when no platform is configured: there is then nothing to be in step with. */
  of(seal: SealIdentity): Promise<PlatformKnowledge | null>;
}

/** The sources of the facts by which the rules judge the use of a seal. */
export interface KnowledgeParts {
  /** The settings of the home. Damaged settings bar sealing, because nobody knows then which rules hold. */
  readonly settings: Result<readonly PlatformSettings[]>;
  readonly store: Pick<PlatformStore, 'lists' | 'syncStates' | 'sealEvents' | 'lastStatusNumber'>;
}

/**
 * Reads the facts that synchronisations have left about the platform of a seal. That is the platform whose feed names
 * the seal, else the first one. When several name it the first one counts, so that no other platform can bar its seals.
 */
export function platformKnowledge({ settings, store }: KnowledgeParts): PlatformKnowledgePort {
  return {
    of: async ({ esId }) => {
      if (!settings.ok) throw new CodedError(settings.error.code, undefined, settings.error.details);
      if (settings.value.length === 0) return null;
      const events = esId === '' ? [] : await store.sealEvents(esId);
      const platform = platformOf(settings.value, events);
      return platform === undefined ? null : await knowledgeOf(platform, events, store);
    },
  };
}

function platformOf(
  settings: readonly PlatformSettings[],
  events: readonly PlatformSealStatus[],
): PlatformSettings | undefined {
  const naming = settings.find(({ id }) => events.some(({ platform }) => platform === id));
  return naming ?? settings[0];
}

async function knowledgeOf(
  { id, name, profile }: PlatformSettings,
  events: readonly PlatformSealStatus[],
  store: KnowledgeParts['store'],
): Promise<PlatformKnowledge> {
  const lists = (await store.lists()).filter(({ platform }) => platform === id);
  const own = events.filter(({ platform }) => platform === id);
  return {
    platformId: id,
    platformName: name,
    profileId: profile,
    status: statusBy(own),
    claim: openClaim(own),
    revocationListsAsOf: oldest(lists.filter(({ list }) => list.startsWith('crl/')).map(goodAsOf)),
    statusAsOf: (await statusAtHand(id, lists, store))?.issuedAt ?? null,
    lastSync: await lastSyncOf(id, store),
    renewedHere: false,
    atUse: null,
  };
}

/**
 * A revocation list counts for the time when it was last confirmed as the newest, but not beyond its promised
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
