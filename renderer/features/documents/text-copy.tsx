import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import type { PageViewer } from '../../lib/pdf-view/page-viewer.ts';
import { useWindowKeys } from '../../lib/window-keys.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button } from '../../ui/form.tsx';
import type { TextCopyStore } from './text-copy-store.ts';

/** How long it is said that pages were copied. */
const SAID_MS = 5_000;

/**
 * Copies what is selected of the pages whenever the person copies, wherever the focus is. What is selected beside the pages,
 * or in a field, is left to the browser.
 */
export function useTextCopy(
  viewer: PageViewer | null,
  store: StoreApi<TextCopyStore>,
  documentId: string,
): void {
  useEffect(() => {
    if (viewer === null) return;
    const listen = (event: ClipboardEvent): void => {
      const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      const selected = isField ? [] : viewer.selected();
      if (selected.length === 0) return;
      event.preventDefault();
      // The viewer has listeners of its own, which would ask for a permission that no page has.
      event.stopImmediatePropagation();
      void store.getState().copy(documentId, selected, (page) => viewer.linesOf(page));
    };
    document.addEventListener('copy', listen, { capture: true });
    return () => document.removeEventListener('copy', listen, { capture: true });
  }, [viewer, store, documentId]);
  useEffect(() => () => store.getState().dismiss(), [store, documentId]);
}

/** Says how far a copy of many pages is, that it is done, and why there is none. */
export function TextCopyNotice({ store }: { readonly store: StoreApi<TextCopyStore> }): ReactNode {
  const texts = useTexts();
  const { state, dismiss } = useStore(store);
  useWindowKeys((event) => (event.key === 'Escape' && state.step === 'copying' ? dismiss : null));
  useEffect(() => {
    if (state.step !== 'copied') return;
    const end = setTimeout(dismiss, SAID_MS);
    return () => clearTimeout(end);
  }, [state, dismiss]);
  if (state.step === 'none') return null;
  if (state.step === 'failed') {
    return (
      <ErrorView error={state.error}>
        <Button onPress={dismiss}>{texts.documents.copy.close}</Button>
      </ErrorView>
    );
  }
  const { copying, copied, stop } = texts.documents.copy;
  return (
    <div className="banner banner-neutral" role="status" data-testid="text-copy">
      <span className="banner-text">
        {state.step === 'copied' ? copied(state.pages) : copying(state.done, state.pages)}
      </span>
      {state.step === 'copying' && <Button onPress={dismiss}>{stop}</Button>}
    </div>
  );
}
