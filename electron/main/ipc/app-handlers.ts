import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { AppInfo, Preferences } from '../../shared/model/app-info.ts';
import { success } from '../../shared/result.ts';

export interface AppHandlerParts {
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
