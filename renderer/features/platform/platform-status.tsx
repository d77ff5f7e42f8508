import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { TrustInfo } from '../../../electron/shared/model/app-description.ts';
import { formatDay, formatMinute } from '../../lib/format.ts';
import { type Messages, useTexts } from '../../lib/i18n/use-texts.ts';
import { listsAsOf, platformState, type PlatformState, type PlatformStore } from './platform-store.ts';

interface Props {
  readonly store: StoreApi<PlatformStore>;
  /** Tells the age of the lists if no platform is set up; null until it is known. */
  readonly trust: TrustInfo | null;
  readonly onOpen: () => void;
}

/** Shows the state of platforms and lists in the status strip, with a button that synchronises. */
export function PlatformStatus({ store, trust, onOpen }: Props): ReactNode {
  const { view, syncNow } = useStore(store);
  const texts = useTexts();
  if (view === null) return null;
  const state = platformState(view);
  const hasPlatform = view.platforms.length > 0;
  const asOf = hasPlatform ? listsAsOf(view) : (trust?.revocationListsAsOf ?? null);
  return (
    <>
      <button type="button" onClick={onOpen} data-testid="status-platform" data-state={state.kind}>
        <span className={`state-dot state-${state.kind}`} aria-hidden="true" />
        {severalText(stateText(state, texts), view.platforms.length, texts)}
      </button>
      {(hasPlatform || trust !== null) && (
        <button type="button" onClick={onOpen} data-testid="status-lists">
          {asOf === null ? texts.status.noList : texts.status.listAsOf(dayAndTime(asOf))}
        </button>
      )}
      {hasPlatform && state.kind !== 'syncing' && (
        <button type="button" onClick={() => void syncNow(null)} data-testid="sync-now">
          {texts.platform.syncNow}
        </button>
      )}
    </>
  );
}

function stateText(state: PlatformState, { platform: { status } }: Messages): string {
  switch (state.kind) {
    case 'synced':
      return status.synced(shortTime(state.at));
    case 'offline':
      return status.offline(state.at === null ? null : shortTime(state.at));
    case 'problem':
      return status.problem(state.at === null ? null : shortTime(state.at));
    case 'bundle':
      return (state.isOverdue ? status.bundleOverdue : status.bundle)(shortTime(state.at));
    case 'none':
    case 'never':
    case 'syncing':
      return status[state.kind];
  }
}

const severalText = (text: string, count: number, { platform }: Messages): string =>
  count > 1 ? platform.status.several(text, count) : text;

/** Writes 09:41 for today, 11-20 09:41 for this year, and the whole day for another. */
function shortTime(iso: string): string {
  const [now, time] = [formatMinute(new Date().toISOString()), formatMinute(iso)];
  return now.slice(0, 10) === time.slice(0, 10) ? time.slice(11) : dayAndTime(iso);
}

/** Writes 11-20 09:41 for this year, today as well: lists are often issued at midnight. */
function dayAndTime(iso: string): string {
  const [now, time] = [formatMinute(new Date().toISOString()), formatMinute(iso)];
  return now.slice(0, 4) === time.slice(0, 4) ? time.slice(5) : formatDay(iso);
}
