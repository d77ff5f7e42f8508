import type { PlatformTrust } from '../../core/platform/signed-statement.ts';
import type { ListState } from './platform-store.ts';
import type { SyncPorts } from './ports.ts';

/** What every step of a synchronisation with one platform works with. */
export interface SyncContext extends SyncPorts {
  /** Id of the platform. */
  readonly platform: string;
  /** What its statements must rest on. */
  readonly trust: PlatformTrust;
  /** When the synchronisation began. */
  readonly now: Date;
}

/** What is known of a list of the platform; undefined where none was ever accepted. */
export async function knownList(
  { store, platform }: SyncContext,
  list: string,
): Promise<ListState | undefined> {
  return (await store.lists()).find((each) => each.platform === platform && each.list === list);
}
