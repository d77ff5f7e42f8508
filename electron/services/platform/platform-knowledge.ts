import { CodedError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform-settings.ts';
import type { SealStatus } from '../../shared/model/seal-status.ts';
import type { SealInfo } from '../../shared/model/token-info.ts';
import type { Result } from '../../shared/result.ts';
import {
  type ListState,
  type PlatformSealStatus,
  type PlatformStore,
  statusAtHand,
} from './platform-store.ts';

/** Where the rules of a seal's use take their facts from. */
export interface KnowledgeParts {
  /** As the home has them; damaged settings bar sealing, since nobody knows then what holds. */
  readonly settings: Result<readonly PlatformSettings[]>;
  readonly store: Pick<PlatformStore, 'lists' | 'syncStates' | 'sealEvents' | 'lastStatusNumber'>;
}

/**
 * What the synchronisations have left here of the platform that a seal belongs to: the one whose feed names it,
 * else the first. Of several that name it the first counts, so that no other can bar its seals.
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
  return {
    platformId: id,
    platformName: name,
    profileId: profile,
    status: statusOf(events.filter(({ platform }) => platform === id)),
    revocationListsAsOf: oldest(lists.filter(({ list }) => list.startsWith('crl/')).map(goodAsOf)),
    statusAsOf: (await statusAtHand(id, lists, store))?.issuedAt ?? null,
    lastSync: await lastSyncOf(id, store),
  };
}

/** A revocation list stands for the time when it was last found to be the newest, but not beyond its promise. */
function goodAsOf({ confirmedAt, nextUpdate }: ListState): string {
  return Date.parse(confirmedAt) < Date.parse(nextUpdate) ? confirmedAt : nextUpdate;
}

function oldest(times: readonly string[]): string | null {
  return [...times].sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null;
}

function statusOf(events: readonly PlatformSealStatus[]): SealStatus | null {
  const last = events.at(-1);
  if (last === undefined) return null;
  const { esId, state, since, reason, replacedBy, number } = last;
  return { esId, state, since, reason, replacedBy, number };
}

async function lastSyncOf(id: string, store: KnowledgeParts['store']): Promise<LastSync | null> {
  const state = (await store.syncStates()).find(({ platform }) => platform === id);
  if (state?.platformTime === undefined || state.platformTime === null) return null;
  return { platformTime: state.platformTime, registerSize: state.registerSize ?? 0 };
}

/** What the last synchronisation tells of the clock. */
interface LastSync {
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
  /** Null when the feed says nothing of the seal. */
  readonly status: SealStatus | null;
  /** Of the oldest list that counts, ISO 8601; null when there never was one. */
  readonly revocationListsAsOf: string | null;
  readonly statusAsOf: string | null;
  readonly lastSync: LastSync | null;
}

/** Which seal is asked about. */
export type SealIdentity = Pick<SealInfo, 'esId' | 'name' | 'tokenSerial'>;

/** Each method rejects with a CodedError of the store where it cannot be read. */
export interface PlatformKnowledgePort {
  /** Null when no platform is configured: nothing is then to be in step with. */
  of(seal: SealIdentity): Promise<PlatformKnowledge | null>;
}
