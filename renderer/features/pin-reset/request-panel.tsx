import { type DragEvent, type ReactNode, useState } from 'react';
import {
  PAPER_KINDS,
  PAPER_LIMITS,
  type PaperKind,
  requiredPapers,
  type ResetForm,
} from '../../../electron/shared/model/pin-reset.ts';
import { formatBytes } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button, ChoiceField, TextEntry } from '../../ui/form.tsx';
import { VerdictIcon } from '../../ui/icons.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import { isNamed, NOBODY, PersonFields } from '../../ui/person-fields.tsx';
import type { ChosenPaper, PinResetPanel, PinResetStore } from './pin-reset-store.ts';

interface RequestPanelProps {
  readonly store: PinResetStore;
  readonly panel: Extract<PinResetPanel, { kind: 'request' }>;
}

/** The form of an application on one page: key, applicant, reason and papers. */
export function RequestPanel({ store, panel }: RequestPanelProps): ReactNode {
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
    <FormPanel
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
    </FormPanel>
  );
}

interface ChosenPapersProps {
  readonly store: PinResetStore;
  readonly required: readonly PaperKind[];
}

/** Shows the papers that the person has picked, and those still needed. */
function ChosenPapers({ store, required }: ChosenPapersProps): ReactNode {
  const texts = useTexts().pinReset;
  const [dragging, setDragging] = useState(false);
  const { papers } = store;
  const missing = required.filter((kind) => papers.every((paper) => paper.kind !== kind));
  const next = missing[0] ?? 'other';
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    setDragging(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) void store.dropPaper(file, next);
  };
  const drag = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    setDragging(true);
  };
  return (
    <fieldset
      className={dragging ? 'reset-papers reset-papers-drop' : 'reset-papers'}
      onDragOver={drag}
      onDragLeave={() => setDragging(false)}
      onDrop={drop}
    >
      <legend>{texts.papers}</legend>
      <p className="reset-needed">
        <span>{texts.needed}</span>
        {required.map((kind) => (
          <span key={kind} className="reset-need">
            <VerdictIcon tone={missing.includes(kind) ? 'neutral' : 'good'} />
            {texts.kinds[kind]}
            <span className="visually-hidden">{missing.includes(kind) ? texts.missing : texts.present}</span>
          </span>
        ))}
      </p>
      {papers.length > 0 && (
        <ul className="reset-files">
          {papers.map((paper) => (
            <Paper key={paper.id} paper={paper} store={store} />
          ))}
        </ul>
      )}
      <div className="button-row">
        <Button
          onPress={() => void store.addPaper(next)}
          isDisabled={store.busy || papers.length >= PAPER_LIMITS.papers}
        >
          {texts.add}
        </Button>
        <span className="hint">{texts.papersHint}</span>
      </div>
    </fieldset>
  );
}

function Paper({ paper, store }: { readonly paper: ChosenPaper; readonly store: PinResetStore }): ReactNode {
  const texts = useTexts().pinReset;
  const language = useLanguage();
  const { id, name, size, kind } = paper;
  return (
    <li className="reset-file">
      <span className="reset-file-name" title={name}>
        {name}
      </span>
      <span className="hint">{formatBytes(size, language)}</span>
      <ChoiceField
        label={texts.kindOf(name)}
        value={kind}
        options={PAPER_KINDS.map((each) => [each, texts.kinds[each]])}
        onChange={(chosen) => store.setKind(id, chosen)}
      />
      <Button kind="quiet" aria-label={texts.removeNamed(name)} onPress={() => store.removePaper(id)}>
        {texts.remove}
      </Button>
    </li>
  );
}
