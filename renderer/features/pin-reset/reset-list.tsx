import type { ReactNode } from 'react';
import {
  mayWithdraw,
  nextStep,
  type PinReset,
  type ResetStep,
} from '../../../electron/shared/model/pin-reset.ts';
import { formatMinute } from '../../lib/format.ts';
import { type Messages, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import type { PinResetStore } from './pin-reset-store.ts';

/** Lists the applications of this computer, each with its next step. */
export function ResetList({ store }: { readonly store: PinResetStore }): ReactNode {
  const texts = useTexts().pinReset;
  const resets = store.resets ?? [];
  if (resets.length === 0) return null;
  return (
    <section className="card" aria-label={texts.list} data-testid="pin-resets">
      <div className="place-head">
        <h2>{texts.list}</h2>
        <Button onPress={() => void store.refresh()} isDisabled={store.busy}>
          {texts.refresh}
        </Button>
      </div>
      {store.panel === null && store.problem !== null && <ErrorView error={store.problem} />}
      {resets.map((reset) => (
        <Reset key={reset.number} reset={reset} store={store} />
      ))}
    </section>
  );
}

interface Props {
  readonly reset: PinReset;
  readonly store: PinResetStore;
}

function Reset({ reset, store }: Props): ReactNode {
  const texts = useTexts().pinReset;
  const { number, tokenSerial, purpose, sealName, steps, state, decisionReason, validUntil, checkedAt } =
    reset;
  const hint = hintOf(reset, texts);
  return (
    <article className="life-case" aria-label={`${texts.purpose[purpose]} ${number}`}>
      <h3>
        {texts.purpose[purpose]} · {sealName ?? tokenSerial}
      </h3>
      <ol className="life-steps">
        {steps.map((step) => (
          <li key={`${step.state} ${step.at}`}>
            {step.state === 'draft' ? texts.begun : texts.states[step.state]}{' '}
            <span className="hint">{formatMinute(step.at)}</span>
          </li>
        ))}
      </ol>
      <FactList
        facts={[
          [texts.number, number],
          [texts.key, tokenSerial],
          [texts.decision, decisionReason],
          [texts.validUntil, state === 'approved' && validUntil !== null ? formatMinute(validUntil) : null],
          ['', texts.checked(formatMinute(checkedAt))],
        ]}
      />
      {hint !== null && <p className="notice notice-good">{hint}</p>}
      <Steps reset={reset} store={store} />
    </article>
  );
}

function hintOf(reset: PinReset, texts: Messages['pinReset']): string | null {
  const hints: Readonly<Partial<Record<ResetStep, string>>> = {
    resume: texts.resumeHint,
    finish: texts.finishHint,
    ...(reset.progress === 'prepared' ? { setPin: texts.preparedHint } : {}),
  };
  return hints[nextStep(reset)] ?? null;
}

/** Shows the next step, and the withdrawal while it is possible. */
function Steps({ reset, store }: Props): ReactNode {
  const texts = useTexts().pinReset;
  const { number } = reset;
  const goOn = (): void => void store.apply(number, null, false);
  const steps: Readonly<Partial<Record<ResetStep, readonly [text: string, act: () => void]>>> = {
    submit: [texts.review, () => store.open({ kind: 'review', number })],
    setPin: [texts.setPin, () => store.open({ kind: 'newPin', number })],
    resume: [texts.resume, goOn],
    finish: [texts.resume, goOn],
  };
  const next = steps[nextStep(reset)];
  if (next === undefined && !mayWithdraw(reset)) return null;
  const [text, act] = next ?? [];
  return (
    <div className="button-row">
      {text !== undefined && act !== undefined && (
        <Button kind={store.panel === null ? 'primary' : 'secondary'} onPress={act} isDisabled={store.busy}>
          {text}
        </Button>
      )}
      {mayWithdraw(reset) && (
        <Button onPress={() => void store.withdraw(number)} isDisabled={store.busy}>
          {texts.withdraw}
        </Button>
      )}
    </div>
  );
}
