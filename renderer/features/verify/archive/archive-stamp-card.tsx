import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { formatDay, formatMinute } from '../../../lib/format.ts';
import { useTexts } from '../../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../../ui/error-view.tsx';
import { Button } from '../../../ui/form.tsx';
import type { ArchiveStampStore } from './archive-stamp-store.ts';

interface Props {
  readonly documentId: string;
  readonly store: StoreApi<ArchiveStampStore>;
}

/** Lets a person give a valid document an archive time stamp (归档时间戳) in a new file. */
export function ArchiveStampCard({ documentId, store }: Props): ReactNode {
  const texts = useTexts().archiveStamp;
  const { state, stamp, clear } = useStore(store);
  useEffect(() => clear, [clear, documentId]);
  const isStamping = state.step === 'stamping';
  return (
    <section className="card" aria-label={texts.title} data-testid="archive-stamp">
      <h2>{texts.title}</h2>
      <p className="hint">{texts.hint}</p>
      <div className="button-row">
        <Button isDisabled={isStamping} onPress={() => void stamp(documentId)}>
          {texts.add}
        </Button>
      </div>
      {isStamping && <p role="status">{texts.stamping}</p>}
      {state.step === 'stamped' && (
        <div role="status">
          <p>{texts.stamped(state.stamped.name, formatMinute(state.stamped.stampedAt))}</p>
          {state.stamped.renewBy !== null && (
            <p className="hint">{texts.renewBy(formatDay(state.stamped.renewBy))}</p>
          )}
          {state.stamped.missing.map((name) => (
            <p key={name}>{texts.missing(name)}</p>
          ))}
        </div>
      )}
      {state.step === 'failed' && <ErrorView error={state.error} />}
    </section>
  );
}
