import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { formatMinute } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button, ChoiceField, TextEntry } from '../../ui/form.tsx';
import { KeyPart, useKey } from '../../ui/key-fields.tsx';
import type { RegisterStore } from './register-store.ts';

type LostProps = Pick<RegisterStore, 'lost' | 'recovery' | 'recoverByKey'> & {
  /** The USB keys that are plugged in. */
  readonly tokens: readonly TokenInfo[];
};

/** Offers to bring a register back by its holder's key, once the platform does not know this computer's register. */
export function LostRegister({ lost, recovery, recoverByKey, tokens }: LostProps): ReactNode {
  const texts = useTexts().register;
  const key = useKey(tokens);
  const [chosen, choose] = useState('');
  if (lost === null) return null;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = key.take();
    if (given !== null) void recoverByKey({ ...given, registerId: chosen === '' ? null : chosen });
  };
  const isChoosing = lost.length > 0;
  const isRunning = recovery.step === 'running';
  return (
    <form
      className="card handover"
      onSubmit={submit}
      aria-label={texts.lostTitle}
      data-testid="lost-register"
    >
      <h2>{texts.lostTitle}</h2>
      <p className="hint">{isChoosing ? texts.lostWarning : texts.lostHint}</p>
      {isChoosing && (
        <ChoiceField
          label={texts.lostWhich}
          value={chosen}
          options={[
            ['', texts.lostNone],
            ...lost.map(
              ({ registerId, size, openedAt }) =>
                [registerId, texts.lostOption(registerId, size, formatMinute(openedAt))] as const,
            ),
          ]}
          onChange={choose}
        />
      )}
      <KeyPart chosen={key} tokens={tokens} none={texts.noKeyToOpen}>
        <Button
          kind="primary"
          type="submit"
          isDisabled={isRunning || key.waits || (isChoosing && chosen === '')}
        >
          {isChoosing ? texts.lostRecover : texts.lostList}
        </Button>
      </KeyPart>
    </form>
  );
}

/** Offers to let a register that was cut go on under another id, with a reason on record. */
export function NewRegisterId({ onRenew }: { readonly onRenew: RegisterStore['renew'] }): ReactNode {
  const texts = useTexts().register;
  const [shown, setShown] = useState(false);
  const [reason, setReason] = useState('');
  if (!shown) {
    return (
      <div className="button-row">
        <Button onPress={() => setShown(true)}>{texts.renew}</Button>
      </div>
    );
  }
  return (
    <form
      className="card handover"
      aria-label={texts.renew}
      onSubmit={(event) => {
        event.preventDefault();
        void onRenew(reason.trim());
      }}
    >
      <h2>{texts.renew}</h2>
      <p className="hint">{texts.renewHint}</p>
      <TextEntry label={texts.renewReason} value={reason} onChange={setReason} />
      <div className="button-row">
        <Button type="submit" isDisabled={reason.trim() === ''}>
          {texts.renewConfirm}
        </Button>
        <Button onPress={() => setShown(false)}>{texts.renewCancel}</Button>
      </div>
    </form>
  );
}
