import type { PlatformsView, PlatformView } from '../../../electron/shared/model/platform.ts';

/** What the status strip says in a word; of several platforms the one that needs most attention counts. */
export type PlatformState =
  | { readonly kind: 'none' | 'never' | 'syncing' }
  | { readonly kind: 'synced'; readonly at: string }
  | { readonly kind: 'offline' | 'problem'; readonly at: string | null };

const ATTENTION = { problem: 0, offline: 1, syncing: 2, never: 3, synced: 4, none: 5 } as const;

export function platformState({ platforms, settingsProblem }: PlatformsView): PlatformState {
  if (settingsProblem !== null) return { kind: 'problem', at: null };
  const states = platforms.map(stateOf);
  return states.sort((one, other) => ATTENTION[one.kind] - ATTENTION[other.kind])[0] ?? { kind: 'none' };
}

function stateOf({ progress, problem, online, lastSyncAt, lastAttemptAt }: PlatformView): PlatformState {
  if (progress !== null) return { kind: 'syncing' };
  if (lastAttemptAt === null) return { kind: 'never' };
  if (online === false && problem?.code !== 'PLATFORM_TLS_REFUSED')
    return { kind: 'offline', at: lastSyncAt };
  if (problem !== null || lastSyncAt === null) return { kind: 'problem', at: lastSyncAt };
  return { kind: 'synced', at: lastSyncAt };
}

/** Of the oldest revocation list of all platforms, ISO 8601; null where one has none, or where there are none. */
export function listsAsOf({ platforms }: PlatformsView): string | null {
  const times = platforms.map(({ revocationListsAsOf }) => revocationListsAsOf);
  if (times.includes(null)) return null;
  return (
    times.filter((time) => time !== null).sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null
  );
}
