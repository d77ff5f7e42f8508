import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import type { PageViewer, ViewState } from '../../lib/pdf-view/page-viewer.ts';
import type { Side } from './document-store.ts';
import { Outline, useOutline } from './outline.tsx';
import { Thumbnails } from './thumbnails.tsx';

interface Props {
  readonly pdf: PDFDocumentProxy;
  readonly viewer: PageViewer | null;
  readonly view: ViewState;
  readonly lists: Side['lists'];
  readonly onLists: (lists: Side['lists']) => void;
  readonly onLink: (url: string) => void;
}

/** Lies beside the pages: small pages, or the headings of a document that has some. */
export function ReadingSide({ pdf, viewer, view, lists, onLists, onLink }: Props): ReactNode {
  const texts = useTexts().documents;
  const outline = useOutline(pdf);
  const hasOutline = outline !== null && outline.length > 0;
  const shown = hasOutline ? lists : 'pages';
  return (
    <div className={`reading-side reading-side-${shown}`}>
      {hasOutline && (
        <ToggleButtonGroup
          className="side-choice"
          aria-label={texts.side}
          disallowEmptySelection
          selectedKeys={[shown]}
          onSelectionChange={(keys) => onLists(keys.has('outline') ? 'outline' : 'pages')}
        >
          <ToggleButton id="pages" className="button button-toggle">
            {texts.pagesShort}
          </ToggleButton>
          <ToggleButton id="outline" className="button button-toggle">
            {texts.outline}
          </ToggleButton>
        </ToggleButtonGroup>
      )}
      {shown === 'pages' ? (
        <Thumbnails
          pdf={pdf}
          labels={view.labels}
          current={view.page}
          onChoose={(page) => viewer?.goTo(page)}
        />
      ) : (
        <Outline
          entries={outline ?? []}
          onGo={(destination) => viewer?.follow(destination)}
          onLink={onLink}
        />
      )}
    </div>
  );
}
