import { useState, type ReactNode } from 'react';
import type { ApplicationKind, SealLifeRules } from '../../../electron/shared/model/seal-life.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { TextEntry } from '../../ui/text-entry.tsx';
import { isReady, KeyOpeningFields, takeOpening, useKeyOpening } from './key-opening.tsx';
import { LifePanel } from '../../ui/life-panel.tsx';
import { isNamed, NOBODY, PersonFields } from '../../ui/person-fields.tsx';
import type { SealChoice, SealLifeStore } from './seal-life-store.ts';

interface Props {
  readonly store: SealLifeStore;
  readonly act: ApplicationKind;
  readonly seal: SealChoice;
  readonly rules: SealLifeRules;
  /** Absent where the key has been pulled meanwhile. */
  readonly token: TokenInfo | undefined;
}

/** Applies for renewal, replacement or cancellation, signed with the key. */
export function ApplicationPanel({ store, act, seal, rules, token }: Props): ReactNode {
  const texts = useTexts().sealLife;
  const reasons = reasonsOf(act, rules);
  const opening = useKeyOpening(token);
  const [reason, setReason] = useState<string>(
    reasons?.[0] ?? (act === 'renewal' ? texts.application.renewalReason : ''),
  );
  const [applicant, setApplicant] = useState(NOBODY);
  const ready = reason.trim() !== '' && isNamed(applicant) && isReady(opening);
  const apply = (): void => {
    const key = takeOpening(opening);
    if (key === null) return;
    const { esId, tokenSerial } = seal;
    void store.apply({ kind: act, esId, tokenSerial, reason: reason.trim(), applicant, ...key });
  };
  return (
    <LifePanel
      title={`${texts.application.titles[act]} · ${seal.name}`}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      submit={{ text: texts.application.submit, ready, act: apply }}
    >
      <ActNotes act={act} rules={rules} />
      {reasons === null ? (
        <TextEntry
          label={texts.application.reason}
          value={reason}
          onChange={setReason}
          required
          maxLength={2000}
        />
      ) : (
        <ChoiceField
          label={texts.application.reason}
          value={reason}
          options={reasons.map((each) => [each, texts.reasons[each]])}
          onChange={setReason}
        />
      )}
      <PersonFields legend={texts.person.applicant} person={applicant} onChange={setApplicant} />
      <KeyOpeningFields
        opening={opening}
        tokenSerial={seal.tokenSerial}
        purpose={texts.application.keyNeeded}
      />
    </LifePanel>
  );
}

/** What the act means and where the rules say so. */
function ActNotes({ act, rules }: Pick<Props, 'act' | 'rules'>): ReactNode {
  const texts = useTexts().sealLife;
  const language = useLanguage();
  const cited = rules.clauses[act]?.[language === 'en' ? 'en' : 'zh'];
  return (
    <>
      <p>{texts.actTexts[act]}</p>
      {act === 'replacement' && (
        <p className="hint">
          {texts.application.newKey} {texts.application.keyLost}
        </p>
      )}
      {act === 'replacement' && rules.former !== null && (
        <p className="notice notice-warning">{texts.application.former[rules.former]}</p>
      )}
      {cited !== undefined && <p className="hint">{texts.basis(cited)}</p>}
    </>
  );
}

function reasonsOf(act: ApplicationKind, rules: SealLifeRules) {
  if (act === 'renewal') return null;
  return act === 'replacement' ? rules.replacementReasons : rules.cancellationReasons;
}
