import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { BindingOffer } from '../../../electron/shared/model/platform-binding.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ComparedFingerprint } from '../../ui/compared-fingerprint.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button, TextEntry } from '../../ui/form.tsx';
import { OfferFacts } from './offer-facts.tsx';
import type { SetupStore } from './setup-store.ts';

interface Props {
  readonly store: StoreApi<SetupStore>;
}

/** Adds a platform by its address or a settings file, once the person has compared its root's fingerprint. */
export function AddPlatform({ store }: Props): ReactNode {
  const { step, problem, go } = useStore(store);
  const texts = useTexts().platform.setup;
  return (
    <section className="card" aria-label={texts.title} data-testid="add-platform">
      <h2>{texts.title}</h2>
      {problem !== null && <ErrorView error={problem} />}
      {step.kind === 'added' && <p role="status">{texts.added(step.name)}</p>}
      {(step.kind === 'none' || step.kind === 'added') && (
        <>
          <p className="hint">{texts.hint}</p>
          <Button onPress={() => go('typing')}>{texts.begin}</Button>
        </>
      )}
      {(step.kind === 'typing' || step.kind === 'asking') && <Source store={store} />}
      {step.kind === 'confirming' && <Confirm key={step.offer.digest} store={store} offer={step.offer} />}
    </section>
  );
}

function Source({ store }: Props): ReactNode {
  const { step, address, type, askAddress, chooseFile, go } = useStore(store);
  const texts = useTexts().platform.setup;
  const isAsking = step.kind === 'asking';
  return (
    <form
      aria-label={texts.begin}
      onSubmit={(event) => {
        event.preventDefault();
        void askAddress();
      }}
    >
      <TextEntry
        label={texts.address}
        value={address}
        onChange={type}
        placeholder="https://seal.example.gov.cn"
        maxLength={500}
      />
      <p className="hint">{texts.orFile}</p>
      <div className="button-row">
        <Button kind="primary" type="submit" isDisabled={isAsking || address.trim() === ''}>
          {isAsking ? texts.asking : texts.ask}
        </Button>
        <Button isDisabled={isAsking} onPress={() => void chooseFile()}>
          {texts.choose}
        </Button>
        <Button onPress={() => go('none')}>{texts.cancel}</Button>
      </div>
    </form>
  );
}

function Confirm({ store, offer }: Props & { readonly offer: BindingOffer }): ReactNode {
  const { busy, add, go } = useStore(store);
  const texts = useTexts().platform.setup;
  return (
    <ComparedFingerprint
      title={texts.confirmTitle}
      text={texts.confirmText}
      tick={texts.tick}
      confirm={texts.add}
      cancel={texts.cancel}
      testId="confirm-platform"
      isBusy={busy}
      onConfirm={() => void add(offer)}
      onCancel={() => go('none')}
    >
      <OfferFacts offer={offer} />
    </ComparedFingerprint>
  );
}
