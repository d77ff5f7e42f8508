import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useState } from 'react';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { loadDocument, type ReadRange } from '../../lib/pdf-view/load-document.ts';

export type PdfState =
  | { readonly step: 'loading' }
  | { readonly step: 'ready'; readonly pdf: PDFDocumentProxy }
  | { readonly step: 'failed' };

/** Loads the pages of the open document, and lets go of them when another one takes its place. */
export function usePdf(document: OpenDocument, documents: AppBridge['documents']): PdfState {
  const [state, setState] = useState<PdfState>({ step: 'loading' });
  useEffect(() => {
    let current = true;
    const loading = loadDocument(document.size, readerOf(document.id, documents));
    setState({ step: 'loading' });
    loading
      .then((task) => task.promise)
      .then(
        (pdf) => current && setState({ step: 'ready', pdf }),
        () => current && setState({ step: 'failed' }),
      );
    return () => {
      current = false;
      loading.then((task) => task.destroy()).catch(() => undefined);
    };
  }, [document.id, document.size, documents]);
  return state;
}

function readerOf(id: string, documents: AppBridge['documents']): ReadRange {
  return async (offset, length) => {
    const result = await documents.read({ id, offset, length });
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };
}
