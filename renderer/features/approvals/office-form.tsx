import { type ReactNode, type SubmitEvent, useState } from 'react';
import { OFFICE_SEAL_KINDS, type OfferedSystem } from '../../../electron/shared/model/office-system.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { formatDay } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Button, TextEntry } from '../../ui/form.tsx';
import { KeyPart, useKey } from '../../ui/key-fields.tsx';
import type { OfficesStore } from './office-store.ts';

interface Props {
  readonly store: OfficesStore;
  readonly offered: OfferedSystem;
  readonly tokens: readonly TokenInfo[];
}

const EMPTY = { name: '', registeredBy: '', mostUses: '1', until: '' };

/** The form that registers an office system: the compared fingerprint, its powers, and the key that signs. */
export function OfficeForm({ store, offered, tokens }: Props): ReactNode {
  const texts = useTexts().offices;
  const key = useKey(tokens);
  const [form, setForm] = useState(EMPTY);
  const [compared, setCompared] = useState(false);
  const [seals, setSeals] = useState<readonly string[]>([]);
  const set = (name: keyof typeof EMPTY) => (value: string) => setForm({ ...form, [name]: value });
  const known = tokens.flatMap((token) => token.seals);
  const kinds = OFFICE_SEAL_KINDS.filter((kind) => known.some(({ name }) => name.endsWith(kind)));
  const offers = [
    ...kinds.map((kind) => ({ power: kind, name: texts.ofKind(kind) })),
    ...known.map(({ esId, name }) => ({ power: esId, name })),
  ];
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = key.take();
    if (given === null) return;
    const powers = {
      seals: seals.length === 0 ? null : [...seals],
      mostUses: Number(form.mostUses),
      until: new Date(`${form.until}T23:59:59`).toISOString(),
    };
    const { name, registeredBy } = form;
    const said = { name: name.trim(), registeredBy: registeredBy.trim() };
    void store.register({ ...given, ...said, powers, fingerprint: offered.fingerprint });
  };
  return (
    <form className="approval-form" onSubmit={submit} aria-label={texts.register}>
      <h2>{texts.register}</h2>
      {store.problem !== null && <ErrorView error={store.problem} />}
      <FactList
        facts={[
          [texts.subject, offered.subject],
          [texts.notAfter, formatDay(offered.notAfter)],
          [texts.fingerprint, <Fingerprint key="fingerprint" hex={offered.fingerprint} />],
        ]}
      />
      <label className="preflight-yes">
        <input type="checkbox" checked={compared} onChange={({ target }) => setCompared(target.checked)} />
        {texts.compared}
      </label>
      <TextEntry label={texts.name} value={form.name} onChange={set('name')} required />
      <TextEntry label={texts.by} value={form.registeredBy} onChange={set('registeredBy')} required />
      <TextEntry
        label={texts.mostUses}
        type="number"
        value={form.mostUses}
        onChange={set('mostUses')}
        required
      />
      <TextEntry label={texts.until} type="date" value={form.until} onChange={set('until')} required />
      <fieldset>
        <legend>{texts.seals}</legend>
        <p className="hint">{texts.sealsHint}</p>
        {offers.map(({ power, name }) => (
          <label key={power} className="preflight-yes">
            <input
              type="checkbox"
              checked={seals.includes(power)}
              onChange={({ target }) =>
                setSeals(target.checked ? [...seals, power] : seals.filter((each) => each !== power))
              }
            />
            {name}
          </label>
        ))}
      </fieldset>
      <KeyPart chosen={key} tokens={tokens} none={texts.noKey}>
        <Button
          kind="primary"
          wide
          type="submit"
          isDisabled={!compared || !isWhole(form) || store.working || key.waits}
        >
          {texts.confirm}
        </Button>
      </KeyPart>
      <Button wide onPress={store.drop}>
        {texts.cancel}
      </Button>
    </form>
  );
}

function isWhole({ name, registeredBy, mostUses, until }: typeof EMPTY): boolean {
  return name.trim() !== '' && registeredBy.trim() !== '' && until !== '' && /^[1-9]\d{0,2}$/.test(mostUses);
}
