import { type ReactNode, useEffect, useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { AppError } from '../../../electron/shared/errors.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button } from '../../ui/form.tsx';
import { type ConversionStore, offerIn } from './conversion-store.ts';

interface Props {
  readonly store: StoreApi<ConversionStore>;
  readonly error: AppError;
  readonly title: string;
  /** Leaves the file as it is; absent where nothing is behind the card. */
  readonly onClose?: () => void;
}

/** A file that could not be opened: why, and the offer to convert it where that can be. */
export function RefusedFile({ store, error, title, onClose }: Props): ReactNode {
  const texts = useTexts().conversion;
  const { state, begin, cancel } = useStore(store);
  const offerId = offerIn(error);
  const isAsked = offerId !== null && state.step !== 'none' && state.offerId === offerId;
  const close = onClose !== undefined && <Button onPress={onClose}>{texts.leave}</Button>;
  if (!isAsked || state.step === 'looking') {
    return (
      <ErrorView error={error} title={title}>
        {close}
      </ErrorView>
    );
  }
  if (state.step === 'failed') {
    return (
      <ErrorView error={state.error} title={texts.failed}>
        {close}
      </ErrorView>
    );
  }
  const { name, kind, program, holdsMacros } = state.offer;
  return (
    <section className="card conversion-card" aria-label={texts.title} data-testid="conversion">
      <h2>{texts.title}</h2>
      <p>{texts.what(name, kind)}</p>
      <p>{program === null ? texts.byUs : texts.by(program)}</p>
      {holdsMacros && <p>{texts.macros}</p>}
      <p className="hint">{texts.result}</p>
      {state.step === 'working' ? (
        <div className="button-row">
          <Working />
          <Button onPress={cancel}>{texts.cancel}</Button>
        </div>
      ) : (
        <div className="button-row">
          <Button kind="primary" onPress={() => void begin()}>
            {texts.begin}
          </Button>
          {close}
        </div>
      )}
    </section>
  );
}

/** Says that the conversion is under way, and after a while for how long. */
function Working(): ReactNode {
  const texts = useTexts().conversion;
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return <span role="status">{texts.working(seconds)}</span>;
}

/** Says of an open document what it was made of, until it is closed. */
export function OriginBanner({
  store,
  documentId,
}: {
  readonly store: StoreApi<ConversionStore>;
  readonly documentId: string;
}): ReactNode {
  const texts = useTexts();
  const origin = useStore(store, ({ origins }) => origins[documentId]);
  if (origin === undefined) return null;
  const { name, program } = origin;
  return (
    <div className="banner banner-neutral" role="status" data-testid="origin">
      <span className="banner-text">{texts.conversion.origin(name, program ?? texts.appName)}</span>
      <Button kind="quiet" onPress={() => store.getState().forgetOrigin(documentId)}>
        {texts.conversion.checked}
      </Button>
    </div>
  );
}
