import { type ReactNode, useEffect } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { formatMinute } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { FailIcon } from '../../ui/icons.tsx';
import type { RecentStore } from './recent-store.ts';

/** Lists the documents that were opened last on the first screen; those that are gone are said to be. */
export function RecentList({ store }: { readonly store: StoreApi<RecentStore> }): ReactNode {
  const texts = useTexts().documents;
  const { documents, load, open, forget } = useStore(store);
  useEffect(() => void load(), [load]);
  if (documents.length === 0) return null;
  return (
    <section className="recent" aria-label={texts.recent} data-testid="recent">
      <div className="recent-head">
        <h2>{texts.recent}</h2>
        <Button kind="quiet" onPress={() => void forget(null)}>
          {texts.forgetAll}
        </Button>
      </div>
      <ul>
        {documents.map(({ id, name, folder, openedAt, isThere }) => (
          <li key={id}>
            <button
              type="button"
              className="recent-open"
              title={folder}
              disabled={!isThere}
              onClick={() => void open(id)}
            >
              <span className="recent-name">{name}</span>
              <span className="hint">{isThere ? folder : texts.gone}</span>
            </button>
            <span className="hint recent-time">{formatMinute(openedAt)}</span>
            <Button kind="quiet" aria-label={texts.forget(name)} onPress={() => void forget(id)}>
              <FailIcon />
            </Button>
          </li>
        ))}
      </ul>
      <p className="hint">{texts.forgetText}</p>
    </section>
  );
}
