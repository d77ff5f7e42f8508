import type { ReactNode } from 'react';
import { isUndrawn } from '../../../electron/shared/model/document-view.ts';
import {
  OFD_VIEW_CODES,
  type OfdViewCode,
  type OfdViewNote,
} from '../../../electron/shared/model/ofd-view.ts';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import { pagesText } from '../../../electron/shared/page-range.ts';
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

/** One kind of what cannot be shown, and the pages that lack it, from 0. */
interface MissingKind {
  readonly code: OfdViewCode;
  readonly pages: readonly [number, ...number[]];
}

/** Kinds of what is missing that the first line names; it counts the others, and the list beneath has all. */
const MOST_NAMED = 3;

/** Says above the pages what of them cannot be shown, and on which. */
export function UndrawnBanner({ document: { viewNotes }, undecoded, onPage }: Props): ReactNode {
  const texts = useTexts().documents.undrawn;
  const language = useLanguage();
  const missing = undecoded.map((page) => ({ page, code: 'IMAGE_DAMAGED' }) as const);
  const kinds = missingKinds([...viewNotes.filter(isUndrawn), ...missing]);
  const pages = new Set(kinds.flatMap((kind) => kind.pages));
  const first = Math.min(...pages);
  if (pages.size === 0) return null;
  const marks = kinds.map(({ code }) => ofdViewTexts[code].mark[language]);
  const named = marks.slice(0, MOST_NAMED).join(texts.and);
  const more = marks.length > MOST_NAMED ? texts.more(marks.length - MOST_NAMED) : '';
  return (
    <div className="banner banner-doubt" role="status" data-testid="undrawn">
      <span className="banner-text">{texts.what(pages.size, named + more)}</span>
      <Button kind="quiet" onPress={() => onPage(first)}>
        {texts.show(first + 1)}
      </Button>
      {(kinds.length > 1 || pages.size > 1) && (
        <details className="banner-list">
          <summary>{texts.list}</summary>
          <ul>
            {kinds.map((kind) => (
              <Kind key={kind.code} kind={kind} onPage={onPage} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Kind({ kind, onPage }: Pick<Props, 'onPage'> & { readonly kind: MissingKind }): ReactNode {
  const texts = useTexts().documents.undrawn;
  const language = useLanguage();
  const { mark, what } = ofdViewTexts[kind.code];
  const [first] = kind.pages;
  return (
    <li>
      <span>
        <strong>{mark[language]}</strong> · {texts.on(pagesText(kind.pages).replaceAll(',', texts.and))}
        <br />
        {what[language]}
      </span>
      <Button kind="quiet" onPress={() => onPage(first)}>
        {texts.show(first + 1)}
      </Button>
    </li>
  );
}

/** Gathers what cannot be shown by its kinds, in the order of their codes. */
function missingKinds(notes: readonly Pick<OfdViewNote, 'page' | 'code'>[]): readonly MissingKind[] {
  return OFD_VIEW_CODES.flatMap((code): readonly MissingKind[] => {
    const pages = new Set(notes.flatMap((note) => (note.code === code ? note.page : [])));
    const [first, ...others] = [...pages].sort((one, other) => one - other);
    return first === undefined ? [] : [{ code, pages: [first, ...others] }];
  });
}
