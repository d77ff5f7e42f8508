import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import 'pdfjs-dist/legacy/web/pdf_viewer.css';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import type { LoadedDocuments } from '../../lib/pdf-view/loaded-documents.ts';
import type { PagePoint } from '../../lib/pdf-view/page-point.ts';
import { PageViewer, type ViewState } from '../../lib/pdf-view/page-viewer.ts';
import type { ReadingPlace } from '../../lib/pdf-view/reading-place.ts';
import { isCommand } from '../../lib/window-keys.ts';

interface Props {
  readonly pdf: PDFDocumentProxy;
  /** Says where to begin, once the pages are there. */
  readonly start: () => ReadingPlace;
  /** Called with where the person has read when the pages go from the screen. */
  readonly onLeave: (place: ReadingPlace) => void;
  /** Asks the person whether to open an address that a link leads to. */
  readonly onLink: (url: string) => void;
  /** Called with the viewer once it is made, and with null when it is destroyed. */
  readonly onViewer: (viewer: PageViewer | null) => void;
  readonly onView: (state: ViewState) => void;
  readonly onPoint: (point: PagePoint) => void;
  readonly onHover: (point: PagePoint | null) => void;
  /** The overlay, which scrolls with the pages. */
  readonly overlay: ReactNode;
}

/** Shows the pages of a document in pdf.js's viewer. */
export function PdfPages(props: Props): ReactNode {
  const { pdf, onViewer, onView, onPoint, onHover, overlay } = props;
  const texts = useTexts();
  const container = useRef<HTMLDivElement>(null);
  const viewer = useRef<PageViewer | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const label = texts.documents.pageLabel;
  useEffect(() => {
    if (container.current === null) return;
    const made = new PageViewer(container.current, {
      pageLabel: label,
      changed: onView,
      askLink: (url) => latest.current.onLink(url),
    });
    viewer.current = made;
    onViewer(made);
    made.show(pdf, latest.current.start());
    return () => {
      viewer.current = null;
      onViewer(null);
      if (made.place !== null) latest.current.onLeave(made.place);
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
        onKeyDown={(event) => {
          if (!isCommand(event.nativeEvent) || event.key.toLowerCase() !== 'a') return;
          event.preventDefault();
          viewer.current?.selectAll();
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
 * Loads the pages of the open document.
 * @param bytes the length of the version to show: a file begins with each of its former versions
 */
export function usePdf({ id }: OpenDocument, bytes: number, loaded: LoadedDocuments): PdfState {
  const [state, setState] = useState<PdfState>({ step: 'loading' });
  useEffect(() => {
    let current = true;
    setState({ step: 'loading' });
    loaded.open(id, bytes).then(
      (pdf) => current && setState({ step: 'ready', pdf }),
      () => current && setState({ step: 'failed' }),
    );
    return () => {
      current = false;
    };
  }, [id, bytes, loaded]);
  return state;
}
