import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { PinLife } from '../../../electron/shared/model/pin-rules.ts';
import type { PinState, TokenInfo } from '../../../electron/shared/model/token.ts';
import { formatDay } from '../../lib/format.ts';
import { type Messages, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { KeyIcon } from '../../ui/icons.tsx';
import { overdueDays } from './overdue-days.ts';
import { PinByApplication } from './pin-by-application.tsx';
import { PinForm } from './pin-form.tsx';
import { isHopeless, type PinStore } from './pin-store.ts';
import { TokenAdvice, type ResetWay } from './token-advice.tsx';
import { TokenContents, type SealFoot } from './token-contents.tsx';

interface Props {
  readonly token: TokenInfo;
  readonly pin: StoreApi<PinStore>;
  readonly resetWay: ResetWay | null;
}

/** One key: its state and the next step, what it is, and what lies on it. */
export function TokenCard(props: Props & { readonly sealFoot: SealFoot }): ReactNode {
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

interface PinPartProps extends Props {
  readonly life: PinLife | null;
}

/** The form while the person is changing this key's PIN, else what there is to do. */
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
