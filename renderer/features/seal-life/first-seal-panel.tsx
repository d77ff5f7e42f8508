import { type ReactNode, useState } from 'react';
import {
  ISSUED_SEAL_KINDS,
  type IssuedSealKind,
  type SealIssuer,
} from '../../../electron/shared/model/seal-life.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { ChoiceField, TextEntry } from '../../ui/form.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import { isNamed, NOBODY, PersonFields } from '../../ui/person-fields.tsx';
import { isReady, KeyOpeningFields, NewKeyField, takeOpening, useNewKeyChoice } from './key-opening.tsx';
import type { SealLifeStore } from './seal-life-store.ts';

interface FirstSealPanelProps {
  readonly store: SealLifeStore;
  readonly issuers: readonly SealIssuer[];
  /** The keys that are plugged in. */
  readonly tokens: readonly TokenInfo[];
}

/** 统一社会信用代码 (GB 32100-2015): 18 digits and capital letters. */
const CODE = /^[0-9A-Z]{18}$/;

/** The form of an application for a first seal (申领). */
export function FirstSealPanel({ store, issuers, tokens }: FirstSealPanelProps): ReactNode {
  const texts = useTexts().sealLife;
  const language = useLanguage();
  const choice = useNewKeyChoice(tokens);
  const { usable, tokenSerial, opening } = choice;
  const [platformId, setPlatformId] = useState(issuers[0]?.id ?? '');
  const [sealKind, setSealKind] = useState<IssuedSealKind>(ISSUED_SEAL_KINDS[0]);
  const [holderName, setHolderName] = useState('');
  const [holderCode, setHolderCode] = useState('');
  const [representative, setRepresentative] = useState('');
  const [applicant, setApplicant] = useState(NOBODY);
  const code = holderCode.trim().toUpperCase();
  const filled = holderName.trim() !== '' && CODE.test(code) && representative.trim() !== '';
  const ready = filled && isNamed(applicant) && isReady(opening);
  const clause = issuers.find(({ id }) => id === platformId)?.clause?.[language === 'en' ? 'en' : 'zh'];
  const apply = (): void => {
    const key = takeOpening(opening);
    if (key === null) return;
    const form = { platformId, sealKind, holderName: holderName.trim(), holderCode: code };
    const people = { representative: representative.trim(), applicant };
    void store.beginIssue({ tokenSerial, ...form, ...people, ...key });
  };
  return (
    <FormPanel
      title={texts.issue.title}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      submit={{ text: texts.issue.submit, ready, act: apply }}
    >
      <p>{texts.issue.intro}</p>
      {clause !== undefined && <p className="hint">{texts.basis(clause)}</p>}
      {usable.length === 0 && <p className="notice notice-warning">{texts.issue.noKey}</p>}
      <div className="life-fields">
        {issuers.length > 1 && (
          <ChoiceField
            label={texts.issue.platform}
            value={platformId}
            options={issuers.map(({ id, name }) => [id, name] as const)}
            onChange={setPlatformId}
          />
        )}
        <NewKeyField label={texts.issue.key} choice={choice} />
        <ChoiceField
          label={texts.issue.kind}
          value={sealKind}
          options={ISSUED_SEAL_KINDS.map((kind) => [kind, texts.issue.kinds[kind]] as const)}
          onChange={setSealKind}
        />
        <TextEntry label={texts.issue.holder} value={holderName} onChange={setHolderName} required />
        <TextEntry
          label={texts.issue.code}
          value={holderCode}
          onChange={setHolderCode}
          placeholder={texts.issue.codePlaceholder}
          maxLength={18}
          required
        />
        <TextEntry
          label={texts.issue.representative}
          value={representative}
          onChange={setRepresentative}
          required
        />
      </div>
      <p className="hint">{texts.issue.picture}</p>
      <PersonFields legend={texts.person.applicant} person={applicant} onChange={setApplicant} />
      {usable.length > 0 && (
        <KeyOpeningFields opening={opening} tokenSerial={tokenSerial} purpose={texts.issue.keyNeeded} />
      )}
    </FormPanel>
  );
}
