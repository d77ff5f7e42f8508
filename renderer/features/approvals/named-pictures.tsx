import { type ReactNode, useEffect, useState } from 'react';
import type {
  ApprovalItem,
  ApprovalItemView,
  ApprovedBeside,
} from '../../../electron/shared/model/approval.ts';
import { pagesIn, pagesText } from '../../../electron/shared/page-range.ts';
import { formatMillimetres } from '../../lib/format.ts';
import { type Messages, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { SealPicture } from '../../ui/seal-view.tsx';
import type { ApprovalsStore } from './approvals-store.ts';

interface Props {
  readonly store: ApprovalsStore;
  /** Number of the request. */
  readonly id: string;
  readonly pictures: ApprovalItemView['pictures'];
}

/** Shows the pictures that are to stand beside the seal, as whoever decides must see them; asks for those that are not here. */
export function NamedPictures({ store, id, pictures }: Props): ReactNode {
  const texts = useTexts().approvals;
  if (pictures.length === 0) return null;
  const isMissing = pictures.some(({ isHere }) => !isHere);
  return (
    <div className="approval-pictures" data-testid="approval-pictures">
      {pictures.map(({ sm3, isHere }, index) => (
        <figure key={`${sm3} ${index}`} className="approval-picture">
          {isHere && <Picture sm3={sm3} load={store.picture} />}
          <figcaption className="hint">
            {texts.picture} · SM3 <code>{sm3}</code>
          </figcaption>
        </figure>
      ))}
      {isMissing && (
        <>
          <p className="notice notice-warning">{texts.pictureMissing}</p>
          <Button onPress={() => void store.choosePicture(id)}>{texts.choosePicture}</Button>
        </>
      )}
    </div>
  );
}

function Picture({
  sm3,
  load,
}: {
  readonly sm3: string;
  readonly load: ApprovalsStore['picture'];
}): ReactNode {
  const texts = useTexts().approvals;
  const [content, setContent] = useState<Uint8Array | null>(null);
  useEffect(() => {
    let isShown = true;
    void load(sm3).then((found) => isShown && setContent(found));
    return () => void (isShown = false);
  }, [sm3, load]);
  // Chromium tells the kind of a picture by its content.
  return content === null ? null : <SealPicture picture={content} pictureType="png" alt={texts.picture} />;
}

/** Says in words what is to stand beside the seal, a line each; null for nothing. */
export function besideLines({ target, pages }: ApprovalItem, messages: Messages): ReactNode {
  const beside = target.kind === 'list' ? (target.beside ?? []) : [];
  if (beside.length === 0) return null;
  return beside.map((rule, index) => <div key={index}>{besideLine(rule, pages, messages)}</div>);
}

function besideLine(rule: ApprovedBeside, count: number, { beside, placing }: Messages): string {
  const { where } = rule;
  const pages = pagesText(pagesIn(rule.pages, count).pages);
  const place =
    where.kind === 'keyword'
      ? placing.onPages(pages, placing.keywordText(where.keyword.text))
      : placing.pointText(
          placing.pages.some(pages),
          formatMillimetres(where.xMm),
          formatMillimetres(where.yMm),
        );
  if (rule.kind === 'date') return `${beside.dateRow(place)} · ${beside.styles[rule.style ?? 'words']}`;
  const size = `${formatMillimetres(rule.widthMm)} × ${formatMillimetres(rule.heightMm)} mm`;
  return `${beside.handwritingRow(place)} · ${size}`;
}
