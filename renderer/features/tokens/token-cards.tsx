import type { ReactNode } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { PinLife } from '../../../electron/shared/model/pin-rules.ts';
import type { PinState, TokenInfo, TokenView } from '../../../electron/shared/model/token.ts';
import { formatDay } from '../../lib/format.ts';
import { type Messages, useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button } from '../../ui/form.tsx';
import { KeyIcon } from '../../ui/icons.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import { PinByApplication, PinForm } from './pin-form.tsx';
import { isHopeless, overdueDays, type PinStore } from './pin-store.ts';
import { type ResetWay, TokenAdvice } from './token-advice.tsx';
import { type SealFoot, TokenContents } from './token-contents.tsx';

interface TokenCardsProps {
  readonly view: TokenView | null;
  readonly pin: StoreApi<PinStore>;
  readonly onCheckDrivers: () => void;
  /** Buttons beside the title. */
  readonly actions: ReactNode;
  readonly sealFoot: SealFoot;
  /** The way to an application for a PIN reset; null if no platform takes one. */
  readonly resetWay: ResetWay | null;
  /** The content above the keys. */
  readonly children: ReactNode;
}

/** Shows every key with its state, the next step, certificates and seals. */
export function TokenCards(props: TokenCardsProps): ReactNode {
  const { view, pin, onCheckDrivers, actions, sealFoot, resetWay, children } = props;
  const texts = useTexts();
  if (view === null) return <p role="status">{texts.seal.loading}</p>;
  return (
    <div className="place-column">
      <div className="place-head">
        <h1>{texts.tokens.title}</h1>
        <div className="button-row">
          {actions}
          <Button onPress={onCheckDrivers}>{texts.drivers.open}</Button>
        </div>
      </div>
      {children}
      {view.tokens.length === 0 && (
        <EmptyState icon={<KeyIcon />} title={texts.tokens.emptyTitle} text={texts.tokens.emptyText} />
      )}
      {view.tokens.map((token) => (
        <TokenCard
          key={`${token.module} ${token.serial}`}
          token={token}
          pin={pin}
          sealFoot={sealFoot}
          resetWay={resetWay}
        />
      ))}
      {view.failures.map(({ module, error }) => (
        <section key={module} className="card" aria-label={texts.tokens.failures}>
          <ErrorView error={error} title={texts.tokens.failures} />
          <FactList facts={[[texts.tokens.driver, module]]} />
        </section>
      ))}
    </div>
  );
}

interface TokenCardProps {
  readonly token: TokenInfo;
  readonly pin: StoreApi<PinStore>;
  readonly resetWay: ResetWay | null;
}

/** Shows one key: its state, the next step, its facts and its content. */
function TokenCard(props: TokenCardProps & { readonly sealFoot: SealFoot }): ReactNode {
  const { token, pin, resetWay, sealFoot } = props;
  const texts = useTexts();
  const life = useStore(pin, (store) => store.life);
  return (
    <section className="card" aria-label={token.label} data-testid={`token-${token.serial}`}>
      <h2>
        <KeyIcon /> {token.label} · {texts.tokens.states[token.state]}
      </h2>
      <PinPart token={token} pin={pin} resetWay={resetWay} life={life} />
      <FactList
        facts={[
          [texts.tokens.serial, token.serial],
          [texts.tokens.maker, token.manufacturer],
          [texts.tokens.driver, token.module],
          [texts.tokens.pinState, pinText(token.pin, texts)],
          [texts.pin.soPinState, token.soPin.locked ? texts.tokens.pinLocked : null],
          [texts.pin.lastChange, changeText(token, life, texts)],
        ]}
      />
      <TokenContents token={token} sealFoot={sealFoot} />
    </section>
  );
}

interface PinPartProps extends TokenCardProps {
  readonly life: PinLife | null;
}

/** Shows the form while the person changes this key's PIN, else the advice. */
function PinPart({ token, pin, resetWay, life }: PinPartProps): ReactNode {
  const texts = useTexts().pin;
  const { state, begin, submit, close } = useStore(pin);
  const barred = life?.byApplication[token.serial];
  if (barred !== undefined) {
    return (
      <PinByApplication refusal={barred}>
        {resetWay?.(token, token.pin.locked ? 'reset' : 'change')}
      </PinByApplication>
    );
  }
  const advice = (
    <TokenAdvice
      token={token}
      overdueDays={overdueDays(life, token.serial, Date.now())}
      resetWay={resetWay}
      onBegin={(job) => begin(job, token.serial)}
    />
  );
  if (state.step === 'idle' || state.serial !== token.serial || life === null) return advice;
  if (state.step === 'done') {
    return (
      <>
        <div className="notice notice-good" role="status">
          <p>{state.job === 'change' ? texts.changed : texts.unblocked}</p>
          <Button onPress={close}>{texts.close}</Button>
        </div>
        {advice}
      </>
    );
  }
  if (state.step === 'asking' && isHopeless(state.job, token)) return advice;
  return (
    <PinForm
      key={state.job}
      job={state.job}
      token={token}
      policy={life.policy}
      problem={state.step === 'asking' ? state.problem : null}
      working={state.step === 'working'}
      onSubmit={(secrets) => void submit(secrets)}
      onCancel={close}
    />
  );
}

function changeText({ serial }: TokenInfo, life: PinLife | null, texts: Messages): string {
  const at = life?.changedAt[serial];
  return at === undefined ? texts.pin.unknownChange : formatDay(at);
}

function pinText(pin: PinState, texts: Messages): string {
  if (pin.locked) return texts.tokens.pinLocked;
  if (pin.finalTry) return texts.tokens.pinLast;
  if (pin.triesLeft !== null) return texts.seal.triesLeft(pin.triesLeft);
  return pin.countLow ? texts.tokens.pinLow : texts.tokens.pinOk;
}
