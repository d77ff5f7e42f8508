import type { ReactNode } from 'react';
import type { NewSeal, SealApplication } from '../../../electron/shared/model/seal-life.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { formatDay, formatMillimetres } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { SealPicture } from '../../ui/seal-picture.tsx';
import { isReady, KeyOpeningFields, takeOpening, useKeyOpening } from './key-opening.tsx';
import { LifePanel } from '../../ui/life-panel.tsx';
import { pictureBytes } from './picture-bytes.ts';
import type { SealLifeStore } from './seal-life-store.ts';

interface Props {
  readonly store: SealLifeStore;
  readonly application: SealApplication;
  readonly newSeal: NewSeal;
  readonly token: TokenInfo | undefined;
}

/** The new seal as the platform has made it, to be looked at before it goes to the key. */
export function StoringPanel({ store, application, newSeal, token }: Props): ReactNode {
  const texts = useTexts();
  const life = texts.sealLife.application;
  const opening = useKeyOpening(token);
  const write = (): void => {
    const key = takeOpening(opening);
    if (key !== null) void store.storeSeal({ number: application.number, ...key });
  };
  return (
    <LifePanel
      title={`${life.storeTitle} · ${newSeal.name}`}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      submit={{ text: life.storeSubmit, ready: isReady(opening), act: write }}
    >
      <p>{life.storeCheck}</p>
      <div className="life-new-seal">
        <span className="seal-thumb seal-thumb-large">
          <SealPicture
            picture={pictureBytes(newSeal.picture)}
            pictureType={newSeal.pictureType}
            alt={newSeal.name}
          />
        </span>
        <FactList
          facts={[
            [texts.sealLife.application.seal, newSeal.name],
            [texts.sealLife.application.number, newSeal.esId],
            [texts.tokens.validity, texts.seal.validTo(formatDay(newSeal.validTo))],
            ['', texts.seal.size(formatMillimetres(newSeal.widthMm), formatMillimetres(newSeal.heightMm))],
          ]}
        />
      </div>
      <KeyOpeningFields opening={opening} tokenSerial={application.tokenSerial} purpose={life.storeKey} />
    </LifePanel>
  );
}
