import { type ReactNode, useEffect, useState } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { BindingOffer, BindingView } from '../../../electron/shared/model/platform-binding.ts';
import { formatMinute } from '../../lib/format.ts';
import { type Messages, useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button, TextEntry } from '../../ui/form.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import type { BindingStore } from './binding-store.ts';
import { OfferFacts } from './offer-facts.tsx';

interface SectionProps {
  readonly store: StoreApi<BindingStore>;
  /** True when the administrator has fixed the platforms, so that none is removed. */
  readonly isFixed: boolean;
}

/** Shows the binding to every platform and what bars sealing; binds, unbinds and removes by the person's word. */
export function BindingSection({ store, isFixed }: SectionProps): ReactNode {
  const { view, problem, load } = useStore(store);
  useEffect(() => void load(), [load]);
  const texts = useTexts().binding;
  if (problem === null && (view === null || view.platforms.length === 0)) return null;
  return (
    <section className="card" aria-label={texts.title} data-testid="bindings">
      <h2>{texts.title}</h2>
      <p className="hint">{texts.hint}</p>
      {problem !== null && <ErrorView error={problem} />}
      {view?.changes.map((change, index) => (
        <div key={index} data-testid="bound-change">
          <ErrorView error={change} title={texts.barred} />
        </div>
      ))}
      {view?.platforms.map((platform) => (
        <OneBinding
          key={platform.platform}
          binding={platform}
          offer={view.offers.find((offer) => offer.platform === platform.platform) ?? null}
          isOnRecord={view.changes.some(({ details }) => details?.['platform'] === platform.platform)}
          isFixed={isFixed}
          store={store}
        />
      ))}
    </section>
  );
}

interface OneProps {
  readonly isFixed: boolean;
  readonly binding: BindingView;
  /** Null when there is nothing to bind. */
  readonly offer: BindingOffer | null;
  /** True when something of it is missing or changed, which a person may also end by unbinding. */
  readonly isOnRecord: boolean;
  readonly store: StoreApi<BindingStore>;
}

function OneBinding({ binding, offer, isOnRecord, isFixed, store }: OneProps): ReactNode {
  const { step, go } = useStore(store);
  const texts = useTexts().binding;
  const { platform, name, url, rootSm3, profile, standing } = binding;
  const isChosen = step.kind !== 'none' && step.platform === platform;
  const isChecking = isChosen && step.kind === 'checking' && offer !== null;
  const canUnbind = standing === 'bound' || standing === 'lost' || isOnRecord;
  return (
    <div className="platform-one" data-testid={`binding-${platform}`} data-standing={standing}>
      <h3>{name}</h3>
      {isChecking ? (
        <Check offer={offer} store={store} />
      ) : (
        <FactList
          facts={[
            [texts.standing, standingText(binding, texts)],
            [texts.address, url],
            [texts.rootSm3, rootSm3 === null ? null : <Fingerprint hex={rootSm3} />],
            [texts.profile, profile],
          ]}
        />
      )}
      {isChosen && step.kind !== 'checking' && <End platform={platform} act={step.kind} store={store} />}
      {!isChosen && (
        <div className="button-row">
          {offer !== null && (
            <Button kind="primary" onPress={() => go({ kind: 'checking', platform })}>
              {texts.check}
            </Button>
          )}
          {canUnbind && <Button onPress={() => go({ kind: 'unbinding', platform })}>{texts.unbind}</Button>}
          {!isFixed && (standing === 'bound' || standing === 'toBind') && (
            <Button onPress={() => go({ kind: 'removing', platform })}>{texts.remove}</Button>
          )}
        </div>
      )}
    </div>
  );
}

function standingText({ standing, boundAt, unbound }: BindingView, texts: Messages['binding']): string {
  if (standing === 'bound' && boundAt !== null) return texts.boundSince(formatMinute(boundAt));
  if (unbound !== null) return texts.unboundAt(formatMinute(unbound.at), unbound.reason);
  return texts.standings[standing];
}

interface StepProps {
  readonly store: StoreApi<BindingStore>;
}

/** Lets the person compare what is to be bound, and confirm it. */
function Check({ offer, store }: StepProps & { readonly offer: BindingOffer }): ReactNode {
  const { busy, bind, go } = useStore(store);
  const texts = useTexts().binding;
  return (
    <div className="notice notice-warning" role="group" aria-label={texts.check}>
      <p>{texts.checkText}</p>
      <OfferFacts offer={offer} />
      <div className="button-row">
        <Button kind="primary" isDisabled={busy} onPress={() => void bind(offer)}>
          {texts.bind}
        </Button>
        <Button onPress={() => go({ kind: 'none' })}>{texts.cancel}</Button>
      </div>
    </div>
  );
}

interface EndProps extends StepProps {
  readonly platform: string;
  readonly act: 'unbinding' | 'removing';
}

/** Asks for the reason why a platform is unbound or removed. */
function End({ platform, act, store }: EndProps): ReactNode {
  const { busy, unbind, remove, go } = useStore(store);
  const texts = useTexts().binding;
  const [reason, setReason] = useState('');
  const isRemoval = act === 'removing';
  const name = isRemoval ? texts.remove : texts.unbind;
  return (
    <form
      className="notice notice-danger"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        void (isRemoval ? remove : unbind)(platform, reason.trim());
      }}
    >
      <p>{isRemoval ? texts.removeText : texts.unbindText}</p>
      <TextEntry label={texts.reason} value={reason} onChange={setReason} required />
      <div className="button-row">
        <Button type="submit" isDisabled={busy || reason.trim() === ''}>
          {name}
        </Button>
        <Button onPress={() => go({ kind: 'none' })}>{texts.cancel}</Button>
      </div>
    </form>
  );
}
