import { useState, type ReactNode } from 'react';
import {
  delegationState,
  type Delegation,
  isUnlimited,
  type SealLifeRules,
} from '../../../electron/shared/model/seal-life.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { formatDay } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button, TextEntry } from '../../ui/form.tsx';
import { isReady, KeyOpeningFields, takeOpening, useKeyOpening } from './key-opening.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import type { SealChoice, SealLifeStore } from './seal-life-store.ts';

interface Props {
  readonly store: SealLifeStore;
  readonly seal: SealChoice;
  readonly rules: SealLifeRules;
  readonly token: TokenInfo | undefined;
}

const NO_GRANT = { person: '', contact: '', from: '', to: '', uses: '1', purposes: '', ownKey: false };

/** The panel of authorised persons: the list, a new authorisation, and the end of one. The key signs each. */
export function DelegationPanel({ store, seal, rules, token }: Props): ReactNode {
  const texts = useTexts().sealLife;
  const language = useLanguage();
  const opening = useKeyOpening(token);
  const [grant, setGrant] = useState(NO_GRANT);
  const [ending, setEnding] = useState<Delegation | null>(null);
  const cited = rules.clauses.delegation?.[language === 'en' ? 'en' : 'zh'];
  const { esId, tokenSerial } = seal;
  const submit = (): void => {
    const key = takeOpening(opening);
    if (key === null) return;
    if (ending === null) {
      void store.grant({ esId, tokenSerial, ...grantOf(grant), ...key });
      return setGrant(NO_GRANT);
    }
    void store.endDelegation({ esId, tokenSerial, number: ending.number, ...key });
    setEnding(null);
  };
  const ready = (ending !== null || isWhole(grant)) && isReady(opening);
  return (
    <FormPanel
      title={ending === null ? texts.delegation.title(seal.name) : texts.delegation.endTitle(ending.person)}
      busy={store.busy}
      problem={store.problem}
      onClose={ending === null ? store.close : () => setEnding(null)}
      submit={{
        text: ending === null ? texts.delegation.grant : texts.delegation.confirmEnd,
        ready,
        act: submit,
      }}
    >
      <p>{texts.actTexts.delegation}</p>
      {cited !== undefined && <p className="hint">{texts.basis(cited)}</p>}
      {ending === null && (
        <>
          <Delegations
            delegations={(store.view?.delegations ?? []).filter((each) => each.esId === esId)}
            onEnd={setEnding}
          />
          <GrantFields grant={grant} onChange={setGrant} />
        </>
      )}
      <KeyOpeningFields opening={opening} tokenSerial={tokenSerial} purpose={texts.application.keyNeeded} />
    </FormPanel>
  );
}

function Delegations({
  delegations,
  onEnd,
}: {
  readonly delegations: readonly Delegation[];
  readonly onEnd: (delegation: Delegation) => void;
}): ReactNode {
  const texts = useTexts().sealLife.delegation;
  if (delegations.length === 0) return <p className="hint">{texts.none}</p>;
  return (
    <ul className="life-acts">
      {delegations.map((delegation) => {
        const { number, person, contact, validFrom, validTo, uses, purposes, code } = delegation;
        const state = delegationState(delegation, Date.now());
        const limits = [
          texts.period(formatDay(validFrom), formatDay(validTo)),
          uses === null ? texts.anyUses : texts.usesLeft(uses),
          purposes.length === 0 ? texts.anyPurpose : purposes.join('、'),
        ];
        return (
          <li key={number}>
            <div>
              <strong>{person}</strong> · {texts.states[state]}
              {code !== null && state !== 'ended' && (
                <p className="notice notice-good">{texts.passOn(number, code)}</p>
              )}
              {delegation.delegateEsId !== null && <p className="hint">{texts.taken}</p>}
              {isUnlimited(delegation) && state === 'inForce' && (
                <p className="notice notice-warning">{texts.withoutEnd}</p>
              )}
              <p className="hint">
                {contact} · {limits.join(' · ')} · {number}
              </p>
            </div>
            {(state === 'inForce' || state === 'notYet') && (
              <Button aria-label={`${texts.end} ${person}`} onPress={() => onEnd(delegation)}>
                {texts.end}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

type Grant = typeof NO_GRANT;

function GrantFields({
  grant,
  onChange,
}: {
  readonly grant: Grant;
  readonly onChange: (grant: Grant) => void;
}): ReactNode {
  const texts = useTexts().sealLife;
  const set = (name: Exclude<keyof Grant, 'ownKey'>) => (value: string) =>
    onChange({ ...grant, [name]: value });
  return (
    <div className="life-fields">
      <TextEntry label={texts.delegation.person} value={grant.person} onChange={set('person')} required />
      <TextEntry label={texts.person.contact} value={grant.contact} onChange={set('contact')} required />
      <TextEntry
        label={texts.delegation.uses}
        type="number"
        value={grant.uses}
        onChange={set('uses')}
        required
      />
      <TextEntry
        label={texts.delegation.from}
        type="date"
        value={grant.from}
        onChange={set('from')}
        required
      />
      <TextEntry label={texts.delegation.to} type="date" value={grant.to} onChange={set('to')} required />
      <TextEntry
        label={texts.delegation.purposes}
        value={grant.purposes}
        onChange={set('purposes')}
        rows={2}
        maxLength={2000}
        required
      />
      <label className="preflight-yes">
        <input
          type="checkbox"
          checked={grant.ownKey}
          onChange={({ target }) => onChange({ ...grant, ownKey: target.checked })}
        />
        {texts.delegation.ownKey}
      </label>
    </div>
  );
}

/** Unlimited is not offered. */
function isWhole(grant: Grant): boolean {
  const { person, contact, from, to, uses } = grant;
  const named = person.trim() !== '' && contact.trim() !== '';
  const limited = from !== '' && to !== '' && from <= to;
  return named && limited && /^[1-9]\d{0,4}$/.test(uses) && !isUnlimited(grantOf(grant));
}

/** Turns days of the local calendar into times. */
function grantOf({ person, contact, from, to, uses, purposes, ownKey }: Grant) {
  return {
    person: person.trim(),
    contact: contact.trim(),
    validFrom: new Date(`${from}T00:00:00`).toISOString(),
    validTo: new Date(`${to}T23:59:59`).toISOString(),
    uses: Number(uses),
    ownKey,
    purposes: purposes
      .split('\n')
      .map((purpose) => purpose.trim())
      .filter((purpose) => purpose !== ''),
  };
}
