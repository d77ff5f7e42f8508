import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { drawThumbnail } from '../../lib/pdf-view/load-document.ts';

/** The largest picture in CSS pixels; a page keeps its shape within it. */
const PICTURE = { width: 88, height: 124 } as const;
/** Height of a row in CSS pixels; the style sheet has the same. */
const ROW_HEIGHT = 156;
/** Rows beyond either edge, so that a quick scroll shows no gap. */
const MARGIN_ROWS = 3;
/** A row that is only scrolled past is not drawn. */
const SETTLED_MS = 60;

interface Props {
  readonly pdf: PDFDocumentProxy;
  /** What the document itself calls each page; null if it only counts them. */
  readonly labels: readonly string[] | null;
  /** Zero-based */
  readonly current: number;
  readonly onChoose: (page: number) => void;
}

/**
 * Shows small pages beside the large ones. Only rows in sight are in the page, however many there are; the arrow keys go
 * from page to page.
 */
export function Thumbnails({ pdf, labels, current, onChoose }: Props): ReactNode {
  const texts = useTexts().documents;
  const scroller = useRef<HTMLElement>(null);
  const [sight, setSight] = useState({ top: 0, height: window.innerHeight });
  const pages = pdf.numPages;
  useLayoutEffect(() => {
    const area = scroller.current;
    if (area === null) return;
    const top = current * ROW_HEIGHT;
    if (top < area.scrollTop) area.scrollTop = top;
    else if (top + ROW_HEIGHT > area.scrollTop + area.clientHeight) {
      area.scrollTop = top + ROW_HEIGHT - area.clientHeight;
    }
    setSight({ top: area.scrollTop, height: area.clientHeight });
  }, [current]);
  const first = Math.max(0, Math.floor(sight.top / ROW_HEIGHT) - MARGIN_ROWS);
  const last = Math.min(pages, Math.ceil((sight.top + sight.height) / ROW_HEIGHT) + MARGIN_ROWS);
  const rows = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onChoose(Math.min(pages - 1, Math.max(0, current + step)));
  };
  // The current page takes the focus along, so that the arrow keys go on.
  useEffect(() => {
    const area = scroller.current;
    if (area?.contains(document.activeElement) !== true) return;
    area.querySelector<HTMLElement>('[aria-current]')?.focus({ preventScroll: true });
  }, [current]);
  return (
    <nav
      ref={scroller}
      className="thumbnails"
      aria-label={texts.pages}
      onScroll={({ currentTarget }) =>
        setSight({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
      onKeyDown={onKey}
    >
      <div className="thumbnail-rows" style={{ height: pages * ROW_HEIGHT }}>
        {rows.map((page) => (
          <Thumbnail
            key={page}
            pdf={pdf}
            page={page}
            label={labels?.[page] ?? String(page + 1)}
            isCurrent={page === current}
            onChoose={onChoose}
          />
        ))}
      </div>
    </nav>
  );
}

interface ThumbnailProps {
  readonly pdf: PDFDocumentProxy;
  readonly page: number;
  readonly label: string;
  readonly isCurrent: boolean;
  readonly onChoose: (page: number) => void;
}

function Thumbnail({ pdf, page, label, isCurrent, onChoose }: ThumbnailProps): ReactNode {
  const texts = useTexts().documents;
  const canvas = useRef<HTMLCanvasElement>(null);
  const name = label === String(page + 1) ? texts.pageLabel(page + 1) : texts.labelledPage(label, page + 1);
  useEffect(() => {
    const target = canvas.current;
    if (target === null) return;
    let stop: () => void = () => undefined;
    const settled = setTimeout(() => (stop = drawThumbnail(pdf, page, target, PICTURE)), SETTLED_MS);
    return () => {
      clearTimeout(settled);
      stop();
    };
  }, [pdf, page]);
  return (
    <button
      type="button"
      className="thumbnail"
      style={{ top: page * ROW_HEIGHT }}
      tabIndex={isCurrent ? 0 : -1}
      aria-label={name}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => onChoose(page)}
    >
      <span className="thumbnail-frame">
        <canvas ref={canvas} aria-hidden="true" width={PICTURE.width} height={PICTURE.height} />
      </span>
      <span aria-hidden="true">{label}</span>
    </button>
  );
}
