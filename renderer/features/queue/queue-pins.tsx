import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { ForgottenPin } from '../../ui/forgotten-pin.tsx';
import { Button } from '../../ui/form.tsx';
import { isLastTry, LastTryGuard, PinField, takePin, TriesNotice } from '../../ui/pin-entry.tsx';
import { isLocking, type QueueStore, readyCount } from './queue-store.ts';

interface Props {
  readonly queue: QueueStore;
  readonly tokens: readonly TokenInfo[];
}

/** Asks for the PIN of one key after the other, before anything is sealed; each serves all documents. */
export function QueuePins({ queue, tokens }: Props): ReactNode {
  const texts = useTexts().queue;
  const token = tokens.find(({ serial }) => serial === queue.asksPin);
  if (token === undefined) {
    return (
      <ErrorView error={{ code: 'TOKEN_REMOVED' }} title={texts.paused}>
        <Button onPress={queue.leavePins}>{texts.back}</Button>
      </ErrorView>
    );
  }
  return <PinForm key={token.serial} queue={queue} token={token} />;
}

function PinForm({ queue, token }: Pick<Props, 'queue'> & { readonly token: TokenInfo }): ReactNode {
  const texts = useTexts().queue;
  const field = useRef<HTMLInputElement>(null);
  const [confirmed, setConfirmed] = useState(false);
  useEffect(() => void field.current?.focus(), []);
  const { batchSeals, rows } = queue;
  const guarded = isLastTry(token.pin);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { current } = field;
    if (current === null || current.value === '' || (guarded && !confirmed)) return;
    const pin = takePin(current);
    void queue.givePin({ tokenSerial: token.serial, pin, lastTryConfirmed: guarded });
  };
  const keys = [...new Set(batchSeals.map(({ tokenSerial }) => tokenSerial))];
  const esIds = batchSeals.flatMap(({ tokenSerial, esId }) => (tokenSerial === token.serial ? esId : []));
  const names = token.seals.flatMap(({ esId, name }) => (esIds.includes(esId) ? name : []));
  return (
    <form className="queue-pin" onSubmit={submit} data-testid="queue-pin">
      {keys.length > 1 && (
        <p className="hint">{texts.pinOf(keys.indexOf(token.serial) + 1, keys.length, token.label)}</p>
      )}
      <p>{(isLocking(rows) ? texts.pinHintLocking : texts.pinHint)(names.join('、'), readyCount(rows))}</p>
      <PinField label={texts.pin} field={field} />
      <TriesNotice pin={token.pin} />
      {guarded && <LastTryGuard confirmed={confirmed} onConfirm={setConfirmed} />}
      <Button type="submit" kind="primary" wide>
        {texts.confirm}
      </Button>
      <Button wide onPress={queue.leavePins}>
        {texts.back}
      </Button>
      <ForgottenPin token={token} />
    </form>
  );
}
