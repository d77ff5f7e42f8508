import { bindPlatform, unbindPlatform } from '../../services/bound-world/bind-platform.ts';
import { describeBindings } from '../../services/bound-world/list-bindings.ts';
import { enterpriseRulesIn, layDownRules } from '../../services/sealing-gate/enterprise-rules.ts';
import { describePolicies } from '../../services/sealing-gate/policies.ts';
import type { AppInfo, MissingPiece, Preferences } from '../../shared/model/app-info.ts';
import type { BindingsView } from '../../shared/model/platform-binding.ts';
import { type Result, resultOf, success } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { SyncScheduler } from '../../home/sync-scheduler.ts';
import type { Home } from '../../home/home.ts';

interface AppHandlerParts {
  describe(): AppInfo;
  missing(): Promise<readonly MissingPiece[]>;
  /** Makes the demonstration and starts the app anew in it. Fails with why it could not be made. */
  startDemo(): Promise<Result<null>>;
  /** Stores and applies the preferences. */
  setPreferences(preferences: Preferences): Promise<void>;
}

export function appHandlers(parts: AppHandlerParts): ContractHandlers['app'] {
  return {
    info: () => success(parts.describe()),
    missing: async () => success(await parts.missing()),
    startDemo: () => parts.startDemo(),
    setPreferences: async (preferences) => {
      await parts.setPreferences(preferences);
      return success(preferences);
    },
  };
}

/**
 * Answers questions of the window about platforms, and binds and unbinds them as the command line does.
 * @param changed is called when a platform was bound or unbound
 */
export function platformHandlers(
  scheduler: SyncScheduler,
  { ports }: Home['bound'],
  changed: (platform: string) => void,
): ContractHandlers['platform'] {
  const after = async (platform: string, act: Result<unknown>): Promise<Result<BindingsView>> => {
    if (!act.ok) return act;
    changed(platform);
    return describeBindings(ports);
  };
  return {
    view: () => scheduler.view(),
    syncNow: ({ platform }) => scheduler.syncNow(platform),
    cancel: ({ platform }) => scheduler.cancel(platform),
    bindings: () => describeBindings(ports),
    bind: async ({ platform, digest }) => after(platform, await bindPlatform(platform, digest, ports)),
    unbind: async ({ platform, reason }) => after(platform, await unbindPlatform(platform, reason, ports)),
  };
}

/**
 * Answers questions of the window about rules, and lays down the enterprise's own.
 * @param changed is called when other rules hold
 */
export function policyHandlers(
  home: Pick<Home, 'bound' | 'policies' | 'clock' | 'register' | 'recorder'>,
  changed: () => Promise<unknown>,
): ContractHandlers['policy'] {
  return {
    enterprise: () => resultOf(() => enterpriseRulesIn(home.register)),
    layDown: async ({ rules, reason }) => {
      const { register, recorder } = home;
      const laidDown = await layDownRules(rules, reason, { register, recorder });
      if (laidDown.ok) await changed();
      return laidDown;
    },
    view: async () => {
      const world = await resultOf(() => home.bound.known());
      return success(describePolicies(home.policies, world, home.clock.now()));
    },
  };
}
