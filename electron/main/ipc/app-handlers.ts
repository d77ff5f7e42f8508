import { enterpriseRulesIn, layDownRules } from '../../services/sealing-gate/enterprise-rules.ts';
import { describePolicies } from '../../services/sealing-gate/policies.ts';
import type { MissingPiece, TrustInfo } from '../../shared/model/app-description.ts';
import type { Preferences } from '../../shared/model/app-info.ts';
import type { SettingsView } from '../../shared/model/settings.ts';
import { type Result, resultOf, success } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { Home } from '../../home/home.ts';
import type { FirstScreen } from '../first-screen.ts';

interface AppHandlerParts {
  trust(): TrustInfo;
  missing(): Promise<readonly MissingPiece[]>;
  /** Makes the demonstration and starts the app anew in it. Fails with why it could not be made. */
  startDemo(): Promise<Result<null>>;
  readonly settings: Home['preferences'];
  /** Shows the window as the settings say. */
  applySettings(settings: SettingsView): void;
  /** Stores and applies the preferences. */
  setPreferences(preferences: Preferences): Promise<void>;
}

/** Answers what the first screen does not answer already. */
export function appHandlers(
  parts: AppHandlerParts,
): Omit<ContractHandlers['app'], keyof FirstScreen['handlers']['app']> {
  return {
    trust: () => success(parts.trust()),
    missing: async () => success(await parts.missing()),
    startDemo: () => parts.startDemo(),
    setPreferences: (preferences) =>
      resultOf(async () => {
        await parts.setPreferences(preferences);
        return preferences;
      }),
    changeSettings: async (changes) => {
      const changed = await parts.settings.change(changes);
      if (changed.ok) parts.applySettings(changed.value);
      return changed;
    },
  };
}

/**
 * Answers questions of the window about rules, and lays down the enterprise's own.
 * @param changed is called when other rules hold
 */
export function policyHandlers(
  home: Pick<Home, 'bound' | 'policies' | 'clock' | 'register' | 'recorder' | 'administrated'>,
  changed: () => Promise<unknown>,
): ContractHandlers['policy'] {
  return {
    enterprise: () => resultOf(() => enterpriseRulesIn(home.register, home.administrated)),
    layDown: async ({ rules, reason }) => {
      const { register, recorder, administrated } = home;
      const laidDown = await layDownRules(rules, reason, { register, recorder, administrated });
      if (laidDown.ok) await changed();
      return laidDown;
    },
    view: async () => {
      const world = await resultOf(() => home.bound.known());
      return success(describePolicies(home.policies, world, home.clock.now()));
    },
  };
}
