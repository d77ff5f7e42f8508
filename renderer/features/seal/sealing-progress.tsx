import type { ReactNode } from 'react';
import { ProgressBar } from 'react-aria-components';
import type { SealOutcome } from '../../../electron/wire/window/documents.ts';
import type {
  ArchiveFollowing,
  SealProgress,
  SealStep,
  TrustedTime,
} from '../../../electron/shared/model/sealing.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { formatBytes, formatMinute } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { VerdictIcon } from '../../ui/icons.tsx';

const STEPS: readonly SealStep[] = ['preparing', 'signing', 'stamping', 'publishing', 'verifying'];

interface WorkPanelProps {
  readonly progress: SealProgress | null;
  readonly onCancel: () => void;
}

/** Shows the progress of sealing, with a button that stops it until the key has signed. */
export function WorkPanel({ progress, onCancel }: WorkPanelProps): ReactNode {
  const texts = useTexts().seal;
  const language = useLanguage();
  const step = progress?.step ?? 'preparing';
  const counted = progress !== null && progress.step === 'preparing' && progress.total > 0 ? progress : null;
  const share =
    counted === null ? STEPS.indexOf(step) / STEPS.length : counted.done / counted.total / STEPS.length;
  const stoppable = step === 'preparing' || step === 'signing';
  return (
    <div className="panel-section" role="status">
      <h2>{texts.working}</h2>
      <p>{texts.steps[step]}…</p>
      <ProgressBar className="progress" value={share * 100} aria-label={texts.steps[step]}>
        {({ percentage }) => <div className="progress-fill" style={{ width: `${percentage ?? 0}%` }} />}
      </ProgressBar>
      {counted !== null && (
        <p className="hint">
          {texts.progress(formatBytes(counted.done, language), formatBytes(counted.total, language))}
        </p>
      )}
      <Button wide isDisabled={!stoppable} onPress={onCancel}>
        {texts.cancel}
      </Button>
    </div>
  );
}

interface ResultCardProps {
  readonly outcome: SealOutcome;
  /** Whether the new file holds a signature that is invalid, such as a tampered earlier one. */
  readonly holdsInvalid: boolean;
  readonly onShow: () => void;
  readonly onSealAgain: () => void;
  /** Called when the person has sealed the wrong file. */
  readonly onMistake: () => void;
}

/** Shows the result of sealing: the new file, its folder, and the next steps. */
export function ResultCard({ outcome, holdsInvalid, ...on }: ResultCardProps): ReactNode {
  const texts = useTexts().seal;
  const takesMore = outcome.document.sealability.possible;
  return (
    <section className="panel-section result-card" aria-label={texts.doneTitle} data-testid="result">
      <div role="status">
        <h2>
          <VerdictIcon tone={holdsInvalid ? 'bad' : 'good'} />{' '}
          {holdsInvalid ? texts.doneInvalidTitle : texts.doneTitle}
        </h2>
        {holdsInvalid && <p>{texts.doneInvalidText}</p>}
      </div>
      <p className="file-name">{outcome.document.name}</p>
      <p className="hint">{texts.doneText}</p>
      {!takesMore && <p className="hint">{texts.doneLocked}</p>}
      <TrustedTimeLine trustedTime={outcome.trustedTime} />
      <ArchiveLine archive={outcome.archive} />
      <Button kind="primary" wide onPress={on.onShow}>
        {texts.showInFolder}
      </Button>
      {takesMore && (
        <Button wide onPress={on.onSealAgain}>
          {texts.sealAgain}
        </Button>
      )}
      <Button wide onPress={on.onMistake}>
        {texts.mistake}
      </Button>
    </section>
  );
}

/** Says what became of the archive time stamp that the rules want; shows nothing if they want none. */
function ArchiveLine({ archive }: { readonly archive: ArchiveFollowing }): ReactNode {
  const texts = useTexts().trustedTime;
  const language = useLanguage();
  if (archive.state === 'notAsked') return null;
  const isStamped = archive.state === 'stamped';
  return (
    <p data-testid="archive-following" data-state={archive.state}>
      <VerdictIcon tone={isStamped ? 'good' : 'doubt'} />{' '}
      {isStamped
        ? texts.archived(archive.path)
        : texts.notArchived(errorTexts[language][archive.error.code].what)}
    </p>
  );
}

/**
 * Says whether the time of a new seal is proven, and what replaces the proof; shows nothing if none was
 * requested.
 */
function TrustedTimeLine({ trustedTime }: { readonly trustedTime: TrustedTime }): ReactNode {
  const texts = useTexts();
  const language = useLanguage();
  if (trustedTime.state === 'notAsked') return null;
  if (trustedTime.state === 'stamped') {
    return (
      <p data-testid="trusted-time" data-state="stamped">
        <VerdictIcon tone="good" /> {texts.trustedTime.stamped(formatMinute(trustedTime.stampedAt))}
      </p>
    );
  }
  const { code } = trustedTime.error;
  return (
    <div data-testid="trusted-time" data-state="missing">
      <p>
        <VerdictIcon tone="doubt" /> {texts.trustedTime.missing(errorTexts[language][code].what)}
      </p>
      <p className="hint">{texts.trustedTime.countersigned}</p>
      <p className="error-code">{texts.errorCode(code)}</p>
    </div>
  );
}
