import { type ReactNode, useEffect, useState } from 'react';
import type { ApprovalItemView } from '../../../electron/shared/model/approval.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
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
