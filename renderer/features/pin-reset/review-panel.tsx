import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { PinReset, ResetPaper } from '../../../electron/shared/model/pin-reset.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { drawThumbnail, loadDocument } from '../../lib/pdf-view/load-document.ts';
import { Button } from '../../ui/form.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import type { PinResetStore } from './pin-reset-store.ts';

interface ReviewPanelProps {
  readonly store: PinResetStore;
  readonly reset: PinReset;
  readonly bridge: AppBridge['pinReset'];
}

/** Shows exactly what will be sent before it is submitted. */
export function ReviewPanel({ store, reset, bridge }: ReviewPanelProps): ReactNode {
  const { pinReset: texts, sealLife } = useTexts();
  const { number, tokenSerial, sealName, holderName, applicant, reason, papers } = reset;
  const { name, role, contact } = applicant;
  return (
    <FormPanel
      title={texts.reviewTitle(number)}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      closeText={texts.later}
      more={
        <Button onPress={() => void store.withdraw(number)} isDisabled={store.busy}>
          {texts.withdraw}
        </Button>
      }
      submit={{ text: texts.submit, ready: true, act: () => void store.submit(number) }}
    >
      <FactList
        facts={[
          [texts.key, tokenSerial],
          [texts.seal, sealName],
          [texts.holder, holderName],
          [texts.applicant, `${name} · ${sealLife.person.roles[role]} · ${contact}`],
          [texts.reason, reason],
        ]}
      />
      <p className="hint">{texts.reviewHint}</p>
      {papers.map((paper) => (
        <PaperPreview key={paper.id} number={number} paper={paper} bridge={bridge} />
      ))}
    </FormPanel>
  );
}

interface PaperPreviewProps {
  readonly number: string;
  readonly paper: ResetPaper;
  readonly bridge: AppBridge['pinReset'];
}

/** CSS pixels, wide enough to read an identity card. */
const PAGE = { width: 380, height: 1_000 } as const;

/** Shows a watermarked paper page by page, from the same bytes that will be sent. */
function PaperPreview({ number, paper, bridge }: PaperPreviewProps): ReactNode {
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
    return target === null ? undefined : drawThumbnail(pdf, page, target, PAGE);
  }, [pdf, page]);
  return <canvas ref={canvas} className="reset-page" role="img" aria-label={label} />;
}

/** Null while it is loaded. */
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
