import type { ReactNode } from 'react';
import type { SealInfo, TokenInfo } from '../../../electron/shared/model/token.ts';
import { formatMillimetres } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { SealName, SealPicture } from '../../ui/seal-view.tsx';

interface Props {
  readonly seal: SealInfo;
  readonly token: TokenInfo | undefined;
  readonly onChange: () => void;
}

/** Shows the chosen seal in one line above its places, with the way to another. */
export function ChosenSeal({ seal, token, onChange }: Props): ReactNode {
  const { seal: texts, placing } = useTexts();
  const size = texts.size(formatMillimetres(seal.widthMm), formatMillimetres(seal.heightMm));
  return (
    <section className="chosen-seal" aria-label={placing.chosen} data-testid="chosen-seal">
      <span className="seal-thumb place-thumb">
        <SealPicture picture={seal.picture} pictureType={seal.pictureType} alt="" />
      </span>
      <span className="seal-facts">
        <SealName name={seal.name} token={token} />
        <span className="seal-detail">{size}</span>
      </span>
      <Button kind="quiet" onPress={onChange}>
        {placing.change}
      </Button>
    </section>
  );
}
