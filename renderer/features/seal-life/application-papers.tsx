import { type DragEvent, type ReactNode, useCallback, useState } from 'react';
import {
  type ApplicationPaper,
  type ApplicationPaperKind,
  missingPapers,
} from '../../../electron/shared/model/application-papers.ts';
import { PAPER_LIMITS } from '../../../electron/shared/model/pin-reset.ts';
import { mayWithdrawApplication, type SealApplication } from '../../../electron/shared/model/seal-life.ts';
import { formatBytes } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { VerdictIcon } from '../../ui/icons.tsx';
import { later } from '../../ui/later.tsx';
import type { SealLifeStore } from './seal-life-store.ts';

/** The viewer is most of the window's code, so it is loaded with the first paper that is looked at. */
const PaperPreview = later(async () => (await import('../../ui/paper-preview.tsx')).PaperPreview);

interface Props {
  readonly application: SealApplication;
  readonly store: SealLifeStore;
}

/** The papers of an application that is not handed in, its submission, and its withdrawal while that is possible. */
export function ApplicationPapers({ application, store }: Props): ReactNode {
  const texts = useTexts().sealLife.papers;
  const { number, state, demanded, papers } = application;
  if (!mayWithdrawApplication(application) || demanded.length === 0) return null;
  const isDraft = state === 'draft';
  const missing = missingPapers(application);
  const kinds = [...new Set([...demanded, ...papers.map(({ kind }) => kind)])];
  return (
    <>
      {isDraft && (
        <fieldset className="reset-papers" data-testid="application-papers">
          <legend>{texts.title}</legend>
          <p className="hint">{texts.hint}</p>
          {kinds.map((kind) => (
            <KindOfPaper key={kind} kind={kind} application={application} store={store} />
          ))}
        </fieldset>
      )}
      <div className="button-row">
        {isDraft && (
          <Button
            kind={store.panel === null ? 'primary' : 'secondary'}
            onPress={() => void store.submitApplication(number)}
            isDisabled={store.busy || missing.length > 0}
          >
            {texts.submit}
          </Button>
        )}
        {isDraft && papers.length < PAPER_LIMITS.papers && (
          <Button onPress={() => void store.addPaper(number, 'other')} isDisabled={store.busy}>
            {texts.addOther}
          </Button>
        )}
        <Button onPress={() => void store.withdrawApplication(number)} isDisabled={store.busy}>
          {texts.withdraw}
        </Button>
        {isDraft && missing.length > 0 && <span className="hint">{texts.missing(missing.length)}</span>}
      </div>
    </>
  );
}

/** One kind of paper: what is there of it, and how it is added. */
function KindOfPaper({
  kind,
  application,
  store,
}: Props & { readonly kind: ApplicationPaperKind }): ReactNode {
  const texts = useTexts().sealLife.papers;
  const { number } = application;
  const own = application.papers.filter((paper) => paper.kind === kind);
  const isWritten = kind === 'writtenApplication';
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    // The window would open the file as a document.
    event.stopPropagation();
    const [file] = event.dataTransfer.files;
    if (file !== undefined && !store.busy) void store.addDroppedPaper(number, kind, file);
  };
  return (
    <div className="paper-kind" data-takes-files="" role="group" aria-label={texts.kinds[kind]} onDrop={drop}>
      <span className="reset-need">
        <VerdictIcon tone={own.length === 0 ? 'neutral' : 'good'} />
        <strong>{texts.kinds[kind]}</strong>
        <span className="visually-hidden">{own.length === 0 ? texts.absent : texts.present}</span>
      </span>
      {own.map((paper) => (
        <Paper key={paper.id} paper={paper} number={number} store={store} />
      ))}
      {own.length === 0 && (
        <span className="button-row">
          {isWritten && (
            <Button onPress={() => void store.openWritten(number)} isDisabled={store.busy}>
              {texts.draft}
            </Button>
          )}
          <Button
            aria-label={texts.addNamed(texts.kinds[kind])}
            onPress={() => void store.addPaper(number, kind)}
            isDisabled={store.busy}
          >
            {isWritten ? texts.addSealed : texts.add}
          </Button>
        </span>
      )}
      {isWritten && own.length === 0 && <p className="hint">{texts.writtenHint}</p>}
    </div>
  );
}

interface PaperProps {
  readonly paper: ApplicationPaper;
  readonly number: string;
  readonly store: SealLifeStore;
}

function Paper({ paper, number, store }: PaperProps): ReactNode {
  const texts = useTexts().sealLife.papers;
  const language = useLanguage();
  const { id, kind, name, size } = paper;
  const [isShown, setShown] = useState(false);
  const { readPaper } = store;
  const read = useCallback(() => readPaper(number, id), [readPaper, number, id]);
  return (
    <>
      <span className="reset-file">
        <span className="reset-file-name" title={name}>
          {name}
        </span>
        <span className="hint">{formatBytes(size, language)}</span>
        <Button
          kind="quiet"
          aria-label={texts.showNamed(name)}
          aria-expanded={isShown}
          onPress={() => setShown(!isShown)}
        >
          {isShown ? texts.hide : texts.show}
        </Button>
        <Button
          kind="quiet"
          aria-label={texts.removeNamed(name)}
          onPress={() => void store.removePaper(number, id)}
          isDisabled={store.busy}
        >
          {texts.remove}
        </Button>
      </span>
      {isShown && (
        <PaperPreview
          title={`${texts.kinds[kind]} · ${name}`}
          pageOf={(page) => texts.pageOf(name, page)}
          unreadable={texts.unreadable}
          read={read}
        />
      )}
    </>
  );
}
