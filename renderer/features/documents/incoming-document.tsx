import type { ReactNode } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Notice } from '../../ui/error-view.tsx';
import type { DocumentStore } from './document-store.ts';

interface Props {
  readonly store: StoreApi<DocumentStore>;
}

/** Tells of a document that is on its way while another one is open, and why it could not be opened in its place. */
export function IncomingDocument({ store }: Props): ReactNode {
  const texts = useTexts().documents;
  const language = useLanguage();
  const { incoming, dismissError } = useStore(store);
  if (incoming === null) return null;
  if (incoming.step === 'opening') {
    return (
      <p className="banner banner-neutral" role="status">
        {incoming.name === null ? texts.openingAny : texts.opening(incoming.name)}
      </p>
    );
  }
  const { what, next } = errorTexts[language][incoming.error.code];
  return <Notice tone="doubt" text={texts.keptOpen(what, next)} onClose={dismissError} />;
}
