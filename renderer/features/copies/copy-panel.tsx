import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { COPY_KINDS } from '../../../electron/shared/model/document-copy.ts';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button } from '../../ui/form.tsx';
import { CopySheet } from './copy-sheet.tsx';
import type { CopyStore } from './copy-store.ts';

interface Props {
  readonly document: OpenDocument;
  readonly store: StoreApi<CopyStore>;
}

/** Prints a sealed document, or makes pictures or a PDF of its pages. Each page says what the copy counts for. */
export function CopyPanel({ document, store }: Props): ReactNode {
  const texts = useTexts().copies;
  const { state, copy, clear, sheetReady } = useStore(store);
  useEffect(() => clear, [clear, document.id]);
  const isBusy = state.step === 'drawing' || state.step === 'printing';
  return (
    <section className="card" aria-label={texts.title} data-testid="copies">
      <h2>{texts.title}</h2>
      <p className="hint">{texts.hint}</p>
      <div className="button-row">
        {COPY_KINDS.map((kind) => (
          <Button key={kind} isDisabled={isBusy} onPress={() => void copy(document, kind)}>
            {texts.kinds[kind]}
          </Button>
        ))}
      </div>
      {state.step === 'drawing' && <p role="status">{texts.drawing(state.page, state.pages)}</p>}
      {state.step === 'printing' && (
        <>
          <p role="status">{texts.working[state.kind]}</p>
          <CopySheet pages={state.sheet} onReady={sheetReady} />
        </>
      )}
      {state.step === 'made' && (
        <p role="status">
          {state.made.name === null
            ? texts.printed(state.made.pages)
            : texts.saved(state.made.name, state.made.pages)}
        </p>
      )}
      {state.step === 'failed' && <ErrorView error={state.error} />}
    </section>
  );
}
