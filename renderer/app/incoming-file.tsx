import type { ReactNode } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { RefusedFile } from '../features/conversion/conversion-card.tsx';
import { type ConversionStore, offerIn } from '../features/conversion/conversion-store.ts';
import type { DocumentStore } from '../features/documents/document-store.ts';
import { IncomingDocument } from '../features/documents/incoming-document.tsx';
import { useTexts } from '../lib/i18n/use-texts.ts';

interface Props {
  readonly documents: StoreApi<DocumentStore>;
  readonly conversion: StoreApi<ConversionStore>;
  /** A window that only verifies offers no conversion: it makes a PDF to be sealed. */
  readonly verifyOnly: boolean;
}

/** Tells of a file that is on its way while another one is open, and offers to convert one that is no PDF. */
export function IncomingFile({ documents, conversion, verifyOnly }: Props): ReactNode {
  const texts = useTexts().documents;
  const { incoming, dismissError } = useStore(documents);
  if (verifyOnly || incoming?.step !== 'failed' || offerIn(incoming.error) === null) {
    return <IncomingDocument store={documents} />;
  }
  return (
    <RefusedFile store={conversion} error={incoming.error} title={texts.failedTitle} onClose={dismissError} />
  );
}
