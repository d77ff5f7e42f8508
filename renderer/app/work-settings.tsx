import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { AppInfo } from '../../electron/shared/model/app-description.ts';
import { WorkSection } from '../features/settings/work-section.tsx';
import type { Stores } from './stores.ts';

/** The settings that window and command line go by, with the presets that one of them names. */
export function WorkSettings({
  stores,
  info,
}: {
  readonly stores: Stores;
  readonly info: AppInfo;
}): ReactNode {
  const { changeSettings } = useStore(stores.app);
  const { presets, load } = useStore(stores.presets);
  useEffect(() => void load(), [load]);
  const names = (presets ?? []).map(({ name }) => name);
  return <WorkSection settings={info.settings} presets={names} onChange={changeSettings} />;
}
