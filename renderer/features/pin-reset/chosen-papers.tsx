import { useState, type DragEvent, type ReactNode } from 'react';
import { PAPER_KINDS, PAPER_LIMITS, type PaperKind } from '../../../electron/shared/model/pin-reset.ts';
import { formatBytes } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { VerdictIcon } from '../../ui/verdict-icon.tsx';
import type { ChosenPaper, PinResetStore } from './pin-reset-store.ts';

interface Props {
  readonly store: PinResetStore;
  readonly required: readonly PaperKind[];
}

/** The papers that the person has picked, with what is still needed. */
export function ChosenPapers({ store, required }: Props): ReactNode {
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
