import { type ReactNode, useState } from 'react';
import {
  type Delegation,
  delegationState,
  type SealLifeView,
} from '../../../electron/shared/model/seal-life.ts';
import type { TokenInfo, TokenView } from '../../../electron/shared/model/token.ts';
import { formatDay } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { TextEntry } from '../../ui/form.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import { isReady, KeyOpeningFields, NewKeyField, takeOpening, useNewKeyChoice } from './key-opening.tsx';
import type { SealLifeStore } from './seal-life-store.ts';

interface AccessPanelProps {
  readonly store: SealLifeStore;
  /** The keys that are plugged in. */
  readonly tokens: readonly TokenInfo[];
}

/** The form by which a delegate (被授权人) takes an access on a key of their own. */
export function AccessPanel({ store, tokens }: AccessPanelProps): ReactNode {
  const texts = useTexts().sealLife;
  const choice = useNewKeyChoice(tokens);
  const { usable, tokenSerial, opening } = choice;
  const [number, setNumber] = useState('');
  const [code, setCode] = useState('');
  const take = (): void => {
    const key = takeOpening(opening);
    if (key !== null)
      void store.enrolAccess({ tokenSerial, number: number.trim(), code: code.trim(), ...key });
  };
  const isWhole = number.trim() !== '' && code.trim() !== '';
  return (
    <FormPanel
      title={texts.access.title}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      submit={{ text: texts.access.submit, ready: isWhole && isReady(opening), act: take }}
    >
      <p>{texts.access.intro}</p>
      <ol className="hint">
        {[texts.access.getCode, texts.access.insertOwn, texts.access.made].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {usable.length === 0 && <p className="notice notice-warning">{texts.access.noKey}</p>}
      <div className="life-fields">
        <TextEntry
          label={texts.access.number}
          value={number}
          onChange={setNumber}
          placeholder="SQ20261129-0001"
          required
        />
        <TextEntry label={texts.access.code} value={code} onChange={setCode} required />
        <NewKeyField label={texts.access.key} choice={choice} />
      </div>
      {usable.length > 0 && (
        <KeyOpeningFields opening={opening} tokenSerial={tokenSerial} purpose={texts.access.keyNeeded} />
      )}
    </FormPanel>
  );
}

/** Returns the delegations whose own access is on a key that is plugged in. */
export function accessesOn(tokens: TokenView | null, view: SealLifeView | null): readonly Delegation[] {
  const here = (tokens?.tokens ?? []).flatMap(({ seals }) => seals.map(({ esId }) => esId));
  return (view?.delegations ?? []).filter(
    ({ delegateEsId }) => delegateEsId !== null && here.includes(delegateEsId),
  );
}

/** Lists the accesses that were taken on the keys that are here, each with its limits; nothing if there is none. */
export function AccessList({ delegations }: { readonly delegations: readonly Delegation[] }): ReactNode {
  const { access: texts, delegation } = useTexts().sealLife;
  if (delegations.length === 0) return null;
  return (
    <section className="card" aria-label={texts.list}>
      <h2>{texts.list}</h2>
      {delegations.map((each) => {
        const { number, person, validFrom, validTo, uses, purposes, delegateEsId } = each;
        return (
          <article key={number} className="life-case" aria-label={number} data-testid="access">
            <h3>
              {person} · {delegation.states[delegationState(each, Date.now())]}
            </h3>
            <FactList
              facts={[
                [texts.facts.number, number],
                [texts.facts.seal, delegateEsId],
                [texts.facts.period, delegation.period(formatDay(validFrom), formatDay(validTo))],
                [texts.facts.uses, uses === null ? delegation.anyUses : delegation.usesLeft(uses)],
                [texts.facts.purposes, purposes.length === 0 ? delegation.anyPurpose : purposes.join('、')],
              ]}
            />
          </article>
        );
      })}
    </section>
  );
}
