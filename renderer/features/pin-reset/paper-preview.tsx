import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { ResetPaper } from '../../../electron/shared/model/pin-reset.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { loadDocument } from '../../lib/pdf-view/load-document.ts';
import { drawThumbnail } from '../../lib/pdf-view/thumbnail.ts';

interface Props {
  readonly number: string;
  readonly paper: ResetPaper;
  readonly bridge: AppBridge['pinReset'];
}

/** Wide enough to read an identity card. */
const PAGE_WIDTH = 380;

/** A watermarked paper, page by page, from the very bytes that will be sent. */
export function PaperPreview({ number, paper, bridge }: Props): ReactNode {
  const texts = useTexts().pinReset;
  const pdf = usePaper(number, paper.id, bridge);
  const title = texts.paperTitle(texts.kinds[paper.kind], paper.name, paper.pages);
  return (
    <figure className="reset-paper">
      <figcaption>{title}</figcaption>
      {pdf === 'failed' && <p role="alert">{texts.unreadable}</p>}
      {pdf !== null && pdf !== 'failed' && (
        <div className="reset-pages">
          {Array.from({ length: pdf.numPages }, (_, page) => (
            <Page key={page} pdf={pdf} page={page} label={texts.pageOf(paper.name, page + 1)} />
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
    return target === null ? undefined : drawThumbnail(pdf, page, target, PAGE_WIDTH);
  }, [pdf, page]);
  return <canvas ref={canvas} className="reset-page" role="img" aria-label={label} />;
}

/** Null while it loads. */
function usePaper(
  number: string,
  paperId: string,
  bridge: AppBridge['pinReset'],
): PDFDocumentProxy | 'failed' | null {
  const [pdf, setPdf] = useState<PDFDocumentProxy | 'failed' | null>(null);
  useEffect(() => {
    let current = true;
    const loading = bridge.paper({ number, paperId }).then((result) => {
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
  }, [number, paperId, bridge]);
  return pdf;
}
