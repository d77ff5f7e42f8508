import { systemClock } from '../../adapters/document-engine.ts';
import { readPlatforms } from '../../adapters/platform-api/platforms-file.ts';
import { describePolicies } from '../../services/sealing-gate/describe-policies.ts';
import type { AppInfo, Preferences } from '../../shared/model/app-info.ts';
import { failure, success } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { PlatformDesk } from '../platform/platform-desk.ts';
import type { SealingDesk } from '../rules/sealing-desk.ts';

interface AppHandlerParts {
  describe(): Promise<AppInfo>;
  /** Stores and applies them. */
  setPreferences(preferences: Preferences): Promise<void>;
}

export function appHandlers(parts: AppHandlerParts): ContractHandlers['app'] {
  return {
    info: async () => success(await parts.describe()),
    setPreferences: async (preferences) => {
      await parts.setPreferences(preferences);
      return success(preferences);
    },
  };
}

export function platformHandlers(desk: PlatformDesk): ContractHandlers['platform'] {
  return {
    view: () => desk.view(),
    syncNow: ({ platform }) => desk.syncNow(platform),
    cancel: ({ platform }) => desk.cancel(platform),
  };
}

/** What the window may know of rules. */
export function policyHandlers({
  home,
  sealing,
}: {
  readonly home: string;
  readonly sealing: SealingDesk;
}): ContractHandlers['policy'] {
  return {
    view: () => success(describePolicies(sealing.policies, readPlatforms(home), systemClock.now())),
  };
}

/** @param open shows a folder in the system's file manager; answers '' or what went wrong */
export function trustHandlers(
  folder: string,
  open: (path: string) => Promise<string>,
): ContractHandlers['trust'] {
  return {
    showFolder: async () =>
      (await open(folder)) === '' ? success(null) : failure({ code: 'TRUST_FOLDER_UNREADABLE' }),
  };
}
