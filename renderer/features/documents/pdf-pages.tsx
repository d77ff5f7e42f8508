import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import 'pdfjs-dist/legacy/web/pdf_viewer.css';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { loadDocument, readerOf } from '../../lib/pdf-view/load-document.ts';
import type { PagePoint } from '../../lib/pdf-view/page-point.ts';
import { PageViewer, type ViewState } from '../../lib/pdf-view/page-viewer.ts';

interface Props {
  readonly pdf: PDFDocumentProxy;
  /** The page to show first, zero-based. */
  readonly firstPage: number;
  /** Called with the viewer once it is made, and with null when it is destroyed. */
  readonly onViewer: (viewer: PageViewer | null) => void;
  readonly onView: (state: ViewState) => void;
  readonly onPoint: (point: PagePoint) => void;
  readonly onHover: (point: PagePoint | null) => void;
  /** The overlay, which scrolls with the pages. */
  readonly overlay: ReactNode;
}

/** Shows the pages of a document in pdf.js's viewer. */
export function PdfPages({ pdf, firstPage, onViewer, onView, onPoint, onHover, overlay }: Props): ReactNode {
  const texts = useTexts();
  const container = useRef<HTMLDivElement>(null);
  const viewer = useRef<PageViewer | null>(null);
  const first = useRef(firstPage);
  const label = texts.documents.pageLabel;
  useEffect(() => {
    if (container.current === null) return;
    const made = new PageViewer(container.current, label, onView);
    viewer.current = made;
    onViewer(made);
    made.show(pdf, first.current);
    return () => {
      viewer.current = null;
      onViewer(null);
      made.destroy();
    };
  }, [pdf, label, onView, onViewer]);
  const pointOf = (event: { readonly clientX: number; readonly clientY: number }): PagePoint | null =>
    viewer.current?.pointAt(event.clientX, event.clientY) ?? null;
  return (
    <div className="pages-frame">
      <div
        ref={container}
        className="pages-scroll"
        tabIndex={0}
        role="region"
        aria-label={texts.documents.viewLabel}
        data-testid="pages"
        onClick={(event) => {
          // Who drags over text selects it, and puts nothing there.
          if (window.getSelection()?.isCollapsed === false) return;
          const point = pointOf(event);
          if (point !== null) onPoint(point);
        }}
        onPointerMove={(event) => onHover(pointOf(event))}
        onPointerLeave={() => onHover(null)}
      >
        {overlay}
      </div>
    </div>
  );
}

type PdfState =
  | { readonly step: 'loading' }
  | { readonly step: 'ready'; readonly pdf: PDFDocumentProxy }
  | { readonly step: 'failed' };

/**
 * Loads the pages of the open document, and releases them when other bytes replace them.
 * @param bytes the length of the version to show: a file begins with each of its former versions
 */
export function usePdf({ id }: OpenDocument, bytes: number, documents: AppBridge['documents']): PdfState {
  const [state, setState] = useState<PdfState>({ step: 'loading' });
  useEffect(() => {
    let current = true;
    const loading = loadDocument(bytes, readerOf(id, bytes, documents));
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
  }, [id, bytes, documents]);
  return state;
}
