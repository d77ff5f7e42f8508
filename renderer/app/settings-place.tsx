import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { AppInfo } from '../../electron/shared/model/app-description.ts';
import { AddPlatform } from '../features/platform/add-platform.tsx';
import { BindingSection } from '../features/platform/binding-section.tsx';
import { OfflineBundles } from '../features/platform/offline-bundles.tsx';
import { PlatformSection } from '../features/platform/platform-section.tsx';
import { SettingsPage } from '../features/settings/settings-page.tsx';
import { SupportSection } from '../features/settings/support-section.tsx';
import { UpdateSection } from '../features/settings/update-section.tsx';
import { WorkSection } from '../features/settings/work-section.tsx';
import { TrustListsSection } from '../features/trust-lists/trust-lists-section.tsx';
import type { AppParts, Stores } from './stores.ts';

interface SettingsPlaceProps extends AppParts {
  readonly info: AppInfo;
}

/** The place for settings: those of the window, platforms with their rules, and trust. */
export function SettingsPlace({ bridge, stores, info }: SettingsPlaceProps): ReactNode {
  const { setPreferences } = useStore(stores.app);
  const arePlatformsFixed = info.settings.fixed.includes('platforms');
  return (
    <SettingsPage
      info={info}
      work={<WorkSettings stores={stores} info={info} />}
      support={<SupportSection support={bridge.support} />}
      updates={<UpdateSection updates={bridge.updates} />}
      policy={stores.policy}
      enterpriseRules={stores.enterpriseRules}
      platforms={
        <>
          <BindingSection store={stores.binding} isFixed={arePlatformsFixed} />
          {!arePlatformsFixed && <AddPlatform store={stores.platformSetup} />}
          <PlatformSection store={stores.platform} />
          <OfflineBundles store={stores.platform} />
        </>
      }
      trustLists={<TrustListsSection store={stores.trustLists} />}
      onPreferences={(preferences) => void setPreferences(preferences)}
      onShowTrust={() => void bridge.trust.showFolder()}
    />
  );
}

interface WorkSettingsProps {
  readonly stores: Stores;
  readonly info: AppInfo;
}

/** The settings that window and command line go by, with the presets that one of them names. */
function WorkSettings({ stores, info }: WorkSettingsProps): ReactNode {
  const { changeSettings } = useStore(stores.app);
  const { presets, load } = useStore(stores.presets);
  useEffect(() => void load(), [load]);
  const names = (presets ?? []).map(({ name }) => name);
  return <WorkSection settings={info.settings} presets={names} onChange={changeSettings} />;
}
