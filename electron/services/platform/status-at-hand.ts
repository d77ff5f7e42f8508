import type { ListState, PlatformStore } from './platform-store.ts';

/**
 * As of when the seal states of a platform are at hand. Null where they never were, and where the file that holds
 * them has been lost since: its absence must not pass for "no seal is suspended".
 */
export async function statusAtHand(
  platform: string,
  lists: readonly ListState[],
  store: Pick<PlatformStore, 'lastStatusNumber'>,
): Promise<ListState | null> {
  const state = lists.find((each) => each.platform === platform && each.list === 'seal-status');
  if (state === undefined) return null;
  return (await store.lastStatusNumber(platform)) >= state.number ? state : null;
}
