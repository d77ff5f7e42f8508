import { type ReactNode, type SubmitEvent, useEffect, useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { OfficeSystem } from '../../../electron/shared/model/office-system.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { formatDay } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Button, TextEntry } from '../../ui/form.tsx';
import { OfficeWaysPart } from './office-ways-part.tsx';
import { OfficeForm } from './office-form.tsx';
import type { OfficesStore } from './office-store.ts';

interface Props {
  readonly store: StoreApi<OfficesStore>;
  readonly tokens: readonly TokenInfo[];
  readonly onBack: () => void;
}

/** Office systems: those that are registered, their folder, what was refused, and the form that registers one. */
export function OfficePanel({ store, tokens, onBack }: Props): ReactNode {
  const texts = useTexts().offices;
  const offices = useStore(store);
  const { load, view, offered, problem, working } = offices;
  const [isSetting, setSetting] = useState(false);
  useEffect(() => void load(), [load]);
  if (offered !== null) return <OfficeForm store={offices} offered={offered} tokens={tokens} />;
  return (
    <>
      <h2>{texts.title}</h2>
      <p className="hint">{texts.hint}</p>
      {problem !== null && <ErrorView error={problem} />}
      {view?.systems.length === 0 && <p className="hint">{texts.none}</p>}
      {(view?.systems ?? []).map((system) => (
        <System key={system.fingerprint} system={system} store={offices} />
      ))}
      <Button
        kind={isSetting ? 'secondary' : 'primary'}
        wide
        isDisabled={working}
        onPress={() => void offices.pick()}
      >
        {texts.pick}
      </Button>
      {view !== null && (
        <OfficeWaysPart store={offices} view={view} isSetting={isSetting} onSetting={setSetting} />
      )}
      {(view?.refused ?? []).map(({ name, error }) => (
        <div key={name} role="group" aria-label={name}>
          <h3>{texts.refused(name)}</h3>
          <ErrorView error={error} />
        </div>
      ))}
      <Button wide onPress={onBack}>
        {texts.back}
      </Button>
    </>
  );
}

interface SystemProps {
  readonly system: OfficeSystem;
  readonly store: OfficesStore;
}

function System({ system, store }: SystemProps): ReactNode {
  const texts = useTexts().offices;
  const [isEnding, setEnding] = useState(false);
  const [reason, setReason] = useState('');
  const { name, state, fingerprint, powers, registeredBy, registeredAt } = system;
  const end = (event: SubmitEvent): void => {
    event.preventDefault();
    void store.withdraw(fingerprint, reason.trim());
    setEnding(false);
  };
  return (
    <section className="office-system" aria-label={name}>
      <h3>
        {name} · {texts.states[state]}
      </h3>
      <FactList
        facts={[
          [texts.seals, powers.seals === null ? texts.allSeals : powers.seals.join('、')],
          [texts.mostUses, String(powers.mostUses)],
          [texts.until, formatDay(powers.until)],
          [texts.registered, `${formatDay(registeredAt)} · ${registeredBy}`],
          [texts.fingerprint, <Fingerprint key="fingerprint" hex={fingerprint} />],
        ]}
      />
      {state !== 'withdrawn' && !isEnding && (
        <Button onPress={() => setEnding(true)}>{texts.withdraw}</Button>
      )}
      {isEnding && (
        <form onSubmit={end} aria-label={texts.withdraw}>
          <p className="hint">{texts.withdrawHint}</p>
          <TextEntry label={texts.reason} value={reason} onChange={setReason} required />
          <Button kind="primary" type="submit" isDisabled={reason.trim() === '' || store.working}>
            {texts.confirmWithdraw}
          </Button>
        </form>
      )}
    </section>
  );
}
