import type { ReactNode } from 'react';
import type { ChangedArea, RevisionEntry } from '../../../electron/shared/model/document-details.ts';
import type { SignatureReport } from '../../../electron/shared/model/verification-report.ts';
import { changeLine } from '../../../electron/shared/texts/change-texts.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { frameOnPage, type PageBox } from '../../lib/pdf-view/page-point.ts';
import { signatureHeadline } from './headline.tsx';

/** Returns the position of a page, zero-based; null while it is not laid out. */
type BoxOf = (page: number) => PageBox | null;

interface SealMarksProps {
  readonly signatures: readonly SignatureReport[];
  readonly focused: number | null;
  readonly boxOf: BoxOf;
  readonly onChoose: (signature: number) => void;
}

/** Makes each visible seal on the pages a button that leads to its verdict. */
export function SealMarks({ signatures, focused, boxOf, onChoose }: SealMarksProps): ReactNode {
  const texts = useTexts().verify;
  const language = useLanguage();
  return signatures.map((signature, index) => {
    const { place } = signature;
    const box = place === null ? null : boxOf(place.page);
    const frame = place === null || box === null ? null : frameOnPage(place, box);
    if (frame === null) return null;
    const { tone, text } = signatureHeadline(signature, language);
    return (
      <button
        key={index}
        type="button"
        className={`seal-mark seal-mark-${tone}`}
        style={frame}
        aria-label={texts.sealOnPage(index + 1, text)}
        aria-pressed={index === focused}
        title={text}
        data-testid="seal-mark"
        onClick={(event) => {
          event.stopPropagation();
          onChoose(index);
        }}
      />
    );
  });
}

interface ChangeMarksProps {
  readonly revisions: readonly RevisionEntry[];
  readonly boxOf: BoxOf;
}

/** Boxes what later revisions changed on the pages; a whole page where its contents changed. */
export function ChangeMarks({ revisions, boxOf }: ChangeMarksProps): ReactNode {
  const texts = useTexts().verify;
  const language = useLanguage();
  const changes = revisions.flatMap(({ number, changes: each }) =>
    (each ?? []).map((change) => ({ change, number })),
  );
  return changes.map(({ change, number }, index) => {
    const box = isOnPage(change) ? boxOf(change.page) : null;
    if (box === null) return null;
    const { widthMm, heightMm } = sizeOf(box);
    const frame = frameOnPage(change.area ?? { xMm: 0, yMm: 0, widthMm, heightMm }, box);
    if (frame === null) return null;
    return (
      <div
        key={index}
        className={`change-mark${change.area === null ? ' change-mark-page' : ''}`}
        style={frame}
        data-testid="change-mark"
        data-change={change.change}
      >
        <span className="change-label">
          {texts.changeInVersion(changeLine({ ...change, page: null }, language), number)}
        </span>
      </div>
    );
  });
}

/** Seals have marks of their own, and a page that is gone has no place. */
function isOnPage(change: ChangedArea): change is ChangedArea & { readonly page: number } {
  return change.page !== null && change.change !== 'signatureAdded' && change.change !== 'pageRemoved';
}

function sizeOf(box: PageBox): { readonly widthMm: number; readonly heightMm: number } {
  return { widthMm: box.width / box.pixelsPerMm, heightMm: box.height / box.pixelsPerMm };
}
