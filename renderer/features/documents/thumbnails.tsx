import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { drawThumbnail } from '../../lib/pdf-view/load-document.ts';

const WIDTH = 88;

interface Props {
  readonly pdf: PDFDocumentProxy;
  readonly current: number;
  readonly onChoose: (page: number) => void;
}

/** Shows small pages beside the large ones; each is drawn once it is visible. */
export function Thumbnails({ pdf, current, onChoose }: Props): ReactNode {
  const texts = useTexts();
  return (
    <nav className="thumbnails" aria-label={texts.documents.pages}>
      {Array.from({ length: pdf.numPages }, (_, page) => (
        <Thumbnail key={page} pdf={pdf} page={page} isCurrent={page === current} onChoose={onChoose} />
      ))}
    </nav>
  );
}

interface ThumbnailProps {
  readonly pdf: PDFDocumentProxy;
  readonly page: number;
  readonly isCurrent: boolean;
  readonly onChoose: (page: number) => void;
}

function Thumbnail({ pdf, page, isCurrent, onChoose }: ThumbnailProps): ReactNode {
  const texts = useTexts();
  const button = useRef<HTMLButtonElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const target = canvas.current;
    if (target === null) return;
    let stop: () => void = () => undefined;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting !== true) return;
      observer.disconnect();
      stop = drawThumbnail(pdf, page, target, WIDTH);
    });
    observer.observe(target);
    return () => {
      observer.disconnect();
      stop();
    };
  }, [pdf, page]);
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <button
      ref={button}
      type="button"
      className="thumbnail"
      aria-label={texts.documents.pageLabel(page + 1)}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => onChoose(page)}
    >
      <canvas ref={canvas} aria-hidden="true" />
      <span aria-hidden="true">{page + 1}</span>
    </button>
  );
}
