import type { ReactNode } from 'react';
import { isUndrawn } from '../../../electron/shared/model/document-view.ts';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import { ofdViewTexts } from '../../../electron/shared/texts/ofd-view-texts.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';

interface Props {
  readonly document: Pick<OpenDocument, 'viewNotes'>;
  /** Pages of which the viewer could not unpack a picture, from 0. */
  readonly undecoded: readonly number[];
  /** Brings a page into sight. @param page from 0 */
  readonly onPage: (page: number) => void;
}

/** Kinds of what is missing that are named; the others are of the same document and tell nothing new. */
const MOST_KINDS = 3;

/** Says above the pages what of them cannot be shown, and on which. */
export function UndrawnBanner({ document: { viewNotes }, undecoded, onPage }: Props): ReactNode {
  const texts = useTexts().documents.undrawn;
  const language = useLanguage();
  const missing = [
    ...viewNotes.filter(isUndrawn),
    ...undecoded.map((page) => ({ page, code: 'IMAGE_DAMAGED' }) as const),
  ].toSorted((a, b) => a.page - b.page);
  const [first] = missing;
  if (first === undefined) return null;
  const pages = new Set(missing.map(({ page }) => page)).size;
  const kinds = [...new Set(missing.map(({ code }) => ofdViewTexts[code].mark[language]))];
  const named = kinds.slice(0, MOST_KINDS).join(texts.and);
  return (
    <div className="banner banner-doubt" role="status" data-testid="undrawn">
      <span className="banner-text">{texts.what(pages, named)}</span>
      <Button kind="quiet" onPress={() => onPage(first.page)}>
        {texts.show(first.page + 1)}
      </Button>
    </div>
  );
}
