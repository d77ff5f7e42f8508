import { CodedError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { SealStatus } from '../../shared/model/seal-standing.ts';
import type { Result } from '../../shared/result.ts';
import type { LastSync, PlatformKnowledge, PlatformKnowledgePort } from '../sealing-gate/ports.ts';
import { statusAtHand } from './status-at-hand.ts';
import type { ListState, PlatformSealStatus, PlatformStore } from './platform-store.ts';

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
