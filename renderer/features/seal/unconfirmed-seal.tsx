import type { ReactNode } from 'react';
import type { SealInfo } from '../../../electron/shared/model/token.ts';
import { formatMillimetres } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { SealPicture } from '../../ui/seal-picture.tsx';

interface Props {
  readonly seal: SealInfo;
  readonly onConfirm: (esId: string) => void;
}

/** A new seal: its holder looks at the picture and confirms it before the first use. */
export function UnconfirmedSeal({ seal, onConfirm }: Props): ReactNode {
  const texts = useTexts().seal;
  const size = texts.size(formatMillimetres(seal.widthMm), formatMillimetres(seal.heightMm));
  return (
    <div className="seal-unconfirmed" role="group" aria-label={texts.confirmTitle(seal.name)}>
      <span className="seal-thumb seal-thumb-large">
        <SealPicture picture={seal.picture} pictureType={seal.pictureType} alt={seal.name} />
      </span>
      <span className="seal-facts">
        <strong>{texts.confirmTitle(seal.name)}</strong>
        <span className="seal-detail">{size}</span>
        <span className="seal-detail">{texts.confirmText}</span>
      </span>
      <Button onPress={() => onConfirm(seal.esId)}>{texts.confirm}</Button>
    </div>
  );
}
