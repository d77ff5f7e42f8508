import { useState, type ReactNode } from 'react';
import { requiredPapers, type ResetForm } from '../../../electron/shared/model/pin-reset.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { LifePanel } from '../../ui/life-panel.tsx';
import { isNamed, NOBODY, PersonFields } from '../../ui/person-fields.tsx';
import { TextEntry } from '../../ui/text-entry.tsx';
import { ChosenPapers } from './chosen-papers.tsx';
import type { PinResetPanel, PinResetStore } from './pin-reset-store.ts';

interface Props {
  readonly store: PinResetStore;
  readonly panel: Extract<PinResetPanel, { kind: 'request' }>;
}

/** The whole application on one page: which key, who, why, and the papers. */
export function RequestPanel({ store, panel }: Props): ReactNode {
  const texts = useTexts().pinReset;
  const { token, purpose, seals } = panel;
  const [first] = seals;
  const [esId, setEsId] = useState(first?.esId ?? '');
  const [holderName, setHolderName] = useState(first?.holderName ?? '');
  const [holderCode, setHolderCode] = useState(first?.holderCode ?? '');
  const [applicant, setApplicant] = useState(NOBODY);
  const [reason, setReason] = useState('');
  const required = requiredPapers(applicant.role);
  const complete = required.every((kind) => store.papers.some((paper) => paper.kind === kind));
  const form: ResetForm = {
    tokenSerial: token.serial,
    esId: esId === '' ? null : esId,
    sealName: seals.find((seal) => seal.esId === esId)?.sealName ?? null,
    holderName: holderName.trim(),
    holderCode: holderCode.trim() === '' ? null : holderCode.trim(),
    applicant,
    purpose,
    reason: reason.trim(),
  };
  const ready = complete && isNamed(applicant) && form.holderName !== '' && form.reason !== '';
  return (
    <LifePanel
      title={texts.title[purpose]}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      submit={{ text: texts.prepare, ready, act: () => void store.request(form) }}
    >
      <p>{texts.intro[purpose]}</p>
      <FactList facts={[[texts.key, texts.keyOf(token.label, token.serial)]]} />
      <div className="life-fields">
        <ChoiceField
          label={texts.seal}
          value={esId}
          options={[
            ...seals.map((seal) => [seal.esId ?? '', seal.sealName] as const),
            ['', texts.anySeal] as const,
          ]}
          onChange={setEsId}
        />
        <TextEntry label={texts.holder} value={holderName} onChange={setHolderName} required />
        <TextEntry label={texts.holderCode} value={holderCode} onChange={setHolderCode} maxLength={50} />
      </div>
      <PersonFields legend={texts.applicant} person={applicant} onChange={setApplicant} />
      <TextEntry
        label={texts.reason}
        value={reason}
        onChange={setReason}
        placeholder={texts.reasonPlaceholder[purpose]}
        maxLength={2000}
        required
      />
      <ChosenPapers store={store} required={required} />
      <p className="hint">{texts.watermarkHint}</p>
    </LifePanel>
  );
}
