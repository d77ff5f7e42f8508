import type { ReactNode } from 'react';
import type { NewSeal, SealApplication } from '../../../electron/shared/model/seal-life.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { formatDay, formatMillimetres } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import { SealPicture } from '../../ui/seal-view.tsx';
import { isReady, KeyOpeningFields, takeOpening, useKeyOpening } from './key-opening.tsx';
import type { SealLifeStore } from './seal-life-store.ts';

interface Props {
  readonly store: SealLifeStore;
  readonly application: SealApplication;
  readonly newSeal: NewSeal;
  readonly token: TokenInfo | undefined;
}

/** Shows the new seal as the platform has made it, to be checked before it is written to the key. */
export function StoringPanel({ store, application, newSeal, token }: Props): ReactNode {
  const texts = useTexts();
  const life = texts.sealLife.application;
  const opening = useKeyOpening(token);
  const write = (): void => {
    const key = takeOpening(opening);
    if (key !== null) void store.storeSeal({ number: application.number, ...key });
  };
  return (
    <FormPanel
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
    </FormPanel>
  );
}

const known = new Map<string, Uint8Array>();

/** Decodes a picture from base64; the array stays the same, so that its URL does. */
function pictureBytes(base64: string): Uint8Array {
  const bytes = known.get(base64) ?? Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  known.set(base64, bytes);
  return bytes;
}
