import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Result } from '../../electron/shared/result.ts';
import { drawThumbnail, loadDocument } from '../lib/pdf-view/load-document.ts';

interface PaperPreviewProps {
  readonly title: string;
  /** Names a page, from 1, to who does not see it. */
  readonly pageOf: (page: number) => string;
  /** What is said if the paper cannot be shown. */
  readonly unreadable: string;
  /** Reads the bytes that are sent, PDF. It is read anew when this is another function. */
  readonly read: () => Promise<Result<Uint8Array>>;
}

/** CSS pixels, wide enough to read an identity card. */
const PAGE = { width: 380, height: 1_000 } as const;

/** Shows a paper page by page, from the same bytes that will be sent. */
export function PaperPreview({ title, pageOf, unreadable, read }: PaperPreviewProps): ReactNode {
  const pdf = usePaper(read);
  return (
    <figure className="reset-paper">
      <figcaption>{title}</figcaption>
      {pdf === 'failed' && <p role="alert">{unreadable}</p>}
      {pdf !== null && pdf !== 'failed' && (
        <div className="reset-pages">
          {Array.from({ length: pdf.numPages }, (_, page) => (
            <Page key={page} pdf={pdf} page={page} label={pageOf(page + 1)} />
          ))}
        </div>
      )}
    </figure>
  );
}

interface PageProps {
  readonly pdf: PDFDocumentProxy;
  readonly page: number;
  readonly label: string;
}

function Page({ pdf, page, label }: PageProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const target = canvas.current;
    return target === null ? undefined : drawThumbnail(pdf, page, target, PAGE);
  }, [pdf, page]);
  return <canvas ref={canvas} className="reset-page" role="img" aria-label={label} />;
}

/** Null while it is loaded. */
function usePaper(read: PaperPreviewProps['read']): PDFDocumentProxy | 'failed' | null {
  const [pdf, setPdf] = useState<PDFDocumentProxy | 'failed' | null>(null);
  useEffect(() => {
    let current = true;
    const loading = read().then((result) => {
      if (!result.ok) throw new Error(result.error.code);
      return loadDocument(result.value.length, () => Promise.resolve(result.value));
    });
    loading
      .then((task) => task.promise)
      .then(
        (loaded) => current && setPdf(loaded),
        () => current && setPdf('failed'),
      );
    return () => {
      current = false;
      loading.then((task) => task.destroy()).catch(() => undefined);
    };
  }, [read]);
  return pdf;
}
