import { type ReactNode, useEffect } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { KeptTrustList } from '../../../electron/shared/model/trust-lists.ts';
import { formatDay } from '../../lib/format.ts';
import { type Messages, useTexts } from '../../lib/i18n/use-texts.ts';
import type { TrustListStore } from './trust-list-store.ts';

interface Props {
  readonly store: StoreApi<TrustListStore>;
  readonly onOpen: () => void;
}

/** Shows in the status strip that this window only verifies, and how old the lists are that it goes by. */
export function VerifyOnlyStatus({ store, onOpen }: Props): ReactNode {
  const { view, load } = useStore(store);
  useEffect(() => void load(), [load]);
  const texts = useTexts().trustLists;
  if (view === null) return null;
  return (
    <button type="button" onClick={onOpen} data-testid="status-verify-only">
      {statusText(view.kept, texts)}
    </button>
  );
}

/** Says the worst of the lists, and the age of the oldest. */
function statusText(kept: readonly KeptTrustList[], texts: Messages['trustLists']): string {
  const dates = kept.flatMap(({ list }) => list?.issuedAt ?? []).sort();
  if (kept.some(({ state }) => state === 'changed')) return texts.statusChanged;
  const [oldest] = dates;
  if (oldest === undefined) return texts.statusNone;
  const isOutdated = kept.some(({ state }) => state === 'outdated');
  return (isOutdated ? texts.statusOutdated : texts.statusAsOf)(formatDay(oldest));
}
