import type { AppInfo, MissingPiece, Preferences, TrustInfo } from '../shared/model/app-info.ts';
import { APP_VERSION, runtimeInfo } from './runtime-info.ts';
import { summariseTrust } from './trust-summary.ts';
import type { World } from './world.ts';

/**
 * What the window shows of the app itself: versions, world, and whom it trusts now.
 * @param more what is missing beyond the world's own pieces
 */
export function describeApp(world: World, more: readonly MissingPiece[], preferences: Preferences): AppInfo {
  const { home, demo, missing, trustFolder } = world;
  const unread: TrustInfo = { folder: trustFolder, certificates: 0, revocationListsAsOf: null };
  return {
    version: APP_VERSION,
    runtime: runtimeInfo(process.versions),
    home,
    demo,
    missing: [...missing, ...more],
    trust: summariseTrust(trustFolder) ?? unread,
    preferences,
  };
}
