import { type ReactNode, useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { PinLife } from '../../../electron/shared/model/pin-rules.ts';
import {
  type CertificateInfo,
  isAwaited,
  type PinState,
  type TokenInfo,
  type TokenView,
} from '../../../electron/shared/model/token.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { formatDay } from '../../lib/format.ts';
import { type Messages, useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { ForgottenPin } from '../../ui/forgotten-pin.tsx';
import { Button } from '../../ui/form.tsx';
import { KeyIcon } from '../../ui/icons.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import { DriverChoice } from './driver-choice.tsx';
import { PinByApplication, PinForm } from './pin-form.tsx';
import { isHopeless, overdueDays, type PinStore } from './pin-store.ts';
import type { TokenStore } from './token-store.ts';
import { type ResetWay, TokenAdvice } from './token-advice.tsx';

interface TokenCardsProps {
  readonly tokens: StoreApi<TokenStore>;
  /** Null until it is known whether there are keys. */
  readonly view: TokenView | null;
  readonly pin: StoreApi<PinStore>;
  readonly onCheckDrivers: () => void;
  /** The way to an application for a PIN reset; null if no platform takes one. */
  readonly resetWay: ResetWay | null;
}

/** Shows every key with its state and the next step; the details of one at a time open below. */
export function TokenCards({ tokens, view, pin, onCheckDrivers, resetWay }: TokenCardsProps): ReactNode {
  const texts = useTexts();
  const [opened, setOpened] = useState<string | null>(null);
  if (view === null) return <p role="status">{texts.seal.loading}</p>;
  const failing = view.failures.filter(({ error }) => !isAwaited(error));
  return (
    <>
      {failing.length > 0 && (
        <div className="notice failing-drivers">
          <p>{texts.tokens.failing(failing.length)}</p>
          <Button onPress={onCheckDrivers}>{texts.tokens.seeFailing}</Button>
        </div>
      )}
      {view.tokens.length === 0 && (
        <EmptyState icon={<KeyIcon />} title={texts.tokens.emptyTitle} text={texts.tokens.emptyText} />
      )}
      {view.tokens.map((token) => (
        <TokenCard
          key={`${token.module} ${token.serial}`}
          token={token}
          tokens={tokens}
          pin={pin}
          resetWay={resetWay}
          isOpen={opened === token.serial}
          onOpen={(open) => setOpened(open ? token.serial : null)}
        />
      ))}
    </>
  );
}

interface TokenCardProps {
  readonly token: TokenInfo;
  readonly pin: StoreApi<PinStore>;
  readonly resetWay: ResetWay | null;
}

interface OpenProps {
  readonly tokens: StoreApi<TokenStore>;
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** Shows one key: its state, the next step and, when asked, its facts and certificates. */
function TokenCard(props: TokenCardProps & OpenProps): ReactNode {
  const { token, tokens, pin, resetWay, isOpen, onOpen } = props;
  const texts = useTexts();
  const life = useStore(pin, (store) => store.life);
  return (
    <section className="card" aria-label={token.label} data-testid={`token-${token.serial}`}>
      <div className="token-head">
        <h2>
          <KeyIcon /> {token.label} · {texts.tokens.states[token.state]}
        </h2>
        <Button
          kind="quiet"
          aria-expanded={isOpen}
          aria-label={texts.tokens.detailsOf(token.label)}
          onPress={() => onOpen(!isOpen)}
        >
          {texts.tokens.details} <span aria-hidden>{isOpen ? '▴' : '▾'}</span>
        </Button>
      </div>
      <p className="hint">
        {texts.tokens.pinLine(pinText(token.pin, texts))} · {changeText(token, life, texts)}
      </p>
      <PinPart token={token} pin={pin} resetWay={resetWay} life={life} />
      {isOpen && (
        <>
          <FactList
            facts={[
              [texts.tokens.serial, token.serial],
              [texts.tokens.maker, token.manufacturer],
              [texts.tokens.driver, token.module],
              [texts.pin.soPinState, token.soPin.locked ? texts.tokens.pinLocked : null],
            ]}
          />
          <DriverChoice token={token} tokens={tokens} />
          <h3>{texts.tokens.certificates}</h3>
          {token.certificates.length === 0 && <p className="hint">{texts.tokens.none}</p>}
          {token.certificates.map((certificate) => (
            <Certificate key={certificate.serial} certificate={certificate} />
          ))}
        </>
      )}
    </section>
  );
}

function Certificate({ certificate }: { readonly certificate: CertificateInfo }): ReactNode {
  const texts = useTexts();
  const language = useLanguage();
  const { subject, serial, algorithm, notBefore, notAfter, usable, reason } = certificate;
  return (
    <FactList
      facts={[
        [texts.tokens.holder, subject],
        [texts.tokens.serial, serial],
        [texts.tokens.algorithm, algorithm],
        [texts.tokens.validity, texts.tokens.period(formatDay(notBefore), formatDay(notAfter))],
        [
          usable ? texts.seal.usable : texts.seal.unusable,
          reason === null ? texts.verify.results.pass : errorTexts[language][reason].what,
        ],
      ]}
    />
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
        <div className="button-row">
          {resetWay?.(token, token.pin.locked ? 'reset' : 'change')}
          {!token.pin.locked && <ForgottenPin token={token} />}
        </div>
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
  return texts.pin.lastChangeLine(at === undefined ? texts.pin.unknownChange : formatDay(at));
}

function pinText(pin: PinState, texts: Messages): string {
  if (pin.locked) return texts.tokens.pinLocked;
  if (pin.finalTry) return texts.tokens.pinLast;
  if (pin.triesLeft !== null) return texts.seal.triesLeft(pin.triesLeft);
  return pin.countLow ? texts.tokens.pinLow : texts.tokens.pinOk;
}
