import { useState, type ReactNode } from 'react';
import type { TakenToken } from '../../../electron/shared/model/register.ts';
import { formatMinute } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button, TextEntry } from '../../ui/form.tsx';
import type { Handover, RegisterStore } from './register-store.ts';

/** A USB key that can be taken or returned. */
interface SharedToken {
  readonly serial: string;
  readonly label: string;
}

interface Props {
  readonly taken: readonly TakenToken[];
  /** The USB keys that are plugged in. */
  readonly tokens: readonly SharedToken[];
  readonly onHandOver: RegisterStore['handOver'];
}

const NOTHING: Handover = { tokenSerial: '', user: '', purpose: '' };

/** The panel that records the taking and returning of a shared USB key (领用, 归还). */
export function HandoverPanel({ taken, tokens, onHandOver }: Props): ReactNode {
  const texts = useTexts().register;
  return (
    <section className="card handover" aria-label={texts.handover} data-testid="handover">
      <h2>{texts.handover}</h2>
      {taken.length === 0 && <p className="hint">{texts.nothingTaken}</p>}
      {taken.map((each) => (
        <ReturnLine key={each.tokenSerial} taken={each} tokens={tokens} onHandOver={onHandOver} />
      ))}
      <TakeForm taken={taken} tokens={tokens} onHandOver={onHandOver} />
    </section>
  );
}

function ReturnLine({
  taken: { tokenSerial, user, since },
  tokens,
  onHandOver,
}: Omit<Props, 'taken'> & { readonly taken: TakenToken }): ReactNode {
  const texts = useTexts().register;
  const [back, setBack] = useState(user);
  const label = tokens.find(({ serial }) => serial === tokenSerial)?.label ?? '';
  return (
    <div className="handover-line">
      <p>{texts.takenBy(`${label} ${tokenSerial}`.trim(), user, formatMinute(since))}</p>
      <TextEntry label={texts.returnedBy} value={back} onChange={setBack} />
      <Button
        isDisabled={back.trim() === ''}
        onPress={() => void onHandOver('returned', { tokenSerial, user: back, purpose: '' })}
      >
        {texts.recordReturn}
      </Button>
    </div>
  );
}

function TakeForm({ taken, tokens, onHandOver }: Props): ReactNode {
  const texts = useTexts().register;
  const free = tokens.filter(({ serial }) => !taken.some(({ tokenSerial }) => tokenSerial === serial));
  const [given, setGiven] = useState(NOTHING);
  const tokenSerial = given.tokenSerial === '' ? (free[0]?.serial ?? '') : given.tokenSerial;
  const change = (part: Partial<Handover>): void => setGiven({ ...given, ...part });
  const take = async (): Promise<void> => {
    if (await onHandOver('taken', { ...given, tokenSerial })) setGiven(NOTHING);
  };
  if (free.length === 0) return <p className="hint">{texts.noFreeToken}</p>;
  return (
    <form
      className="handover-line"
      onSubmit={(event) => {
        event.preventDefault();
        void take();
      }}
    >
      <label className="field">
        <span>{texts.token}</span>
        <select
          className="input"
          value={tokenSerial}
          onChange={(event) => change({ tokenSerial: event.target.value })}
        >
          {free.map(({ serial, label }) => (
            <option key={serial} value={serial}>
              {`${label} ${serial}`.trim()}
            </option>
          ))}
        </select>
      </label>
      <TextEntry label={texts.takenByWhom} value={given.user} onChange={(user) => change({ user })} />
      <TextEntry label={texts.purpose} value={given.purpose} onChange={(purpose) => change({ purpose })} />
      <Button type="submit" isDisabled={given.user.trim() === ''}>
        {texts.recordTaking}
      </Button>
    </form>
  );
}
