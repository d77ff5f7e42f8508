import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { isBusyStep, type SealingProgress } from '../../../electron/shared/model/sealing-batch.ts';
import { MOST_BATCH_FILES } from '../../../electron/shared/model/verification-batch.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { preflightTexts } from '../../../electron/shared/texts/preflight-texts.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { BatchBar, remainingText } from '../../ui/batch-progress.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { Button, TextEntry } from '../../ui/form.tsx';
import { QueueList } from './queue-list.tsx';
import { QueuePins } from './queue-pins.tsx';
import {
  footOf,
  lockedCount,
  isLocking,
  openFindings,
  queueLeads,
  type QueueNotice,
  type QueueStore,
  readyCount,
} from './queue-store.ts';
import { RowPlan } from './row-plan.tsx';

interface Props {
  readonly store: StoreApi<QueueStore>;
  readonly tokens: readonly TokenInfo[];
  /** What is placed now, as JSON; null before. */
  readonly placed: string | null;
  /** Lists of seals and places that were kept before. */
  readonly presets: ReactNode;
}

/** The documents that are sealed together, with the one button that leads on: look at all, seal, results. */
export function QueuePanel({ store, tokens, placed, presets }: Props): ReactNode {
  const texts = useTexts().queue;
  const queue = useStore(store);
  const { rows, progress, chosen, isSearching, notice } = queue;
  const { step } = progress.phase;
  const isBusy = isBusyStep(progress.phase);
  const foot = footOf(queue);
  const inFront = rows.find(({ id }) => id === chosen);
  return (
    <section className="queue" aria-label={texts.title} data-testid="queue">
      <div className="queue-head">
        <h1>{texts.title}</h1>
        <span className="hint">{texts.count(rows.length)}</span>
      </div>
      {!isBusy && step !== 'paused' && (
        <div className="button-row">
          <Button onPress={() => void queue.chooseFiles()}>{texts.addFiles}</Button>
          <Button onPress={() => void queue.chooseFolder()}>{texts.addFolder}</Button>
          <Button onPress={() => void queue.leave()}>{texts.leave}</Button>
        </div>
      )}
      {isSearching && <p role="status">{texts.searching}</p>}
      <QueueList rows={rows} chosen={chosen} onOpen={(id) => void queue.open(id)} />
      {inFront !== undefined && <RowPlan row={inFront} />}
      <div className="queue-foot">
        {notice !== null && <NoticeLine notice={notice} />}
        {foot === 'running' && <Running queue={queue} />}
        {foot === 'pins' && <QueuePins queue={queue} tokens={tokens} />}
        {foot === 'next' && <Next queue={queue} placed={placed} presets={presets} />}
      </div>
    </section>
  );
}

interface NextProps extends Pick<Props, 'placed' | 'presets'> {
  readonly queue: QueueStore;
}

/** What can be done now. */
function Next({ queue, placed, presets }: NextProps): ReactNode {
  const texts = useTexts().queue;
  const { rows, progress, checkedFor, isRetried } = queue;
  const { phase, sealed, failed } = progress;
  const [ready, locked] = [readyCount(rows), lockedCount(rows)];
  if (phase.step === 'paused') return <Paused queue={queue} ready={ready} error={phase.error} />;
  const isCurrent = isRetried || (placed !== null && placed === checkedFor);
  const isChecked = phase.step === 'checked' && isCurrent;
  const isEnded = phase.step === 'ended';
  return (
    <>
      {isEnded && <p role="status">{texts.ended(sealed, failed)}</p>}
      {isChecked && <p role="status">{texts.checked(ready, failed)}</p>}
      {queue.opener !== null && locked > 0 && (
        <Button wide onPress={() => void queue.unlockOthers()}>
          {texts.unlockOthers(locked)}
        </Button>
      )}
      {!isEnded && <Conversion queue={queue} />}
      {(!isEnded || (queue.locks && failed > 0)) && <Wishes queue={queue} />}
      {placed === null && !isEnded && !isChecked && (
        <>
          <p className="hint">{texts.placeFirst}</p>
          {presets}
        </>
      )}
      {isChecked && ready > 0 && (
        <Button kind="primary" wide onPress={queue.askPins}>
          {isLocking(rows) ? texts.sealLocking(ready) : texts.seal(ready)}
        </Button>
      )}
      {!(isChecked && ready > 0) && (!isEnded || failed > 0) && (
        <Button
          kind={queueLeads(queue, placed) ? 'primary' : 'secondary'}
          wide
          isDisabled={placed === null && !isEnded}
          onPress={() => void (isEnded ? queue.retry() : queue.check())}
        >
          {isEnded ? texts.retry(failed) : texts.check}
        </Button>
      )}
      {isEnded && (
        <Button wide onPress={() => void queue.save()}>
          {texts.exportResults}
        </Button>
      )}
    </>
  );
}

/** Offers to convert what is no PDF, all at once: a stranger's document is handed to no program before the person says so. */
function Conversion({ queue }: { readonly queue: QueueStore }): ReactNode {
  const { queue: texts, conversion } = useTexts();
  const { convertible, converter, convert } = queue;
  if (convertible === 0) return null;
  return (
    <div className="card queue-conversion" data-testid="queue-conversion">
      <p>{texts.convertible(convertible)}</p>
      <p className="hint">{converter === null ? texts.noConverter : conversion.by(converter)}</p>
      <Button wide onPress={() => void convert()}>
        {texts.convert(convertible)}
      </Button>
    </div>
  );
}

/** Where the new files go, what they are called, and what the person accepts for all. */
function Wishes({ queue }: { readonly queue: QueueStore }): ReactNode {
  const texts = useTexts().queue;
  const language = useLanguage();
  const { rows, outFolder, pattern, accepted, again, locks, wish } = queue;
  const findings = [...openFindings(rows)];
  const doneAlready = rows.filter(({ error }) => error?.code === 'BATCH_SEALED_ALREADY').length;
  const named = findings.map(([code, count]) => {
    const found = Object.entries(preflightTexts).find(([each]) => each === code)?.[1];
    return `${found === undefined ? code : found.what[language]} × ${count}`;
  });
  const hasOfd = rows.some(({ name }) => name.toLowerCase().endsWith('.ofd'));
  const change = (wishes: Parameters<typeof wish>[0]): void => {
    wish(wishes);
    void queue.check();
  };
  return (
    <>
      <p className="queue-out" title={outFolder}>
        <span className="hint">{texts.outFolder}</span>{' '}
        <span className="queue-path">
          <bdi>{outFolder}</bdi>
        </span>{' '}
        <Button kind="quiet" onPress={() => void queue.chooseOutFolder()}>
          {texts.change}
        </Button>
      </p>
      <TextEntry label={texts.pattern} value={pattern} onChange={(text) => wish({ pattern: text })} />
      {(hasOfd || locks) && (
        <>
          <label className="check-line">
            <input
              type="checkbox"
              checked={locks}
              onChange={({ target }) => change({ locks: target.checked })}
            />
            {texts.lock}
          </label>
          {locks && <p className="notice notice-warning">{texts.lockWarning}</p>}
        </>
      )}
      {findings.length > 0 && (
        <label className="preflight-yes">
          <input
            type="checkbox"
            checked={false}
            onChange={() => change({ accepted: [...accepted, ...findings.map(([code]) => code)] })}
          />
          {texts.accept(named.join('；'))}
        </label>
      )}
      {(doneAlready > 0 || again) && (
        <label className="preflight-yes">
          <input
            type="checkbox"
            checked={again}
            onChange={({ target }) => change({ again: target.checked })}
          />
          {texts.again(doneAlready)}
        </label>
      )}
    </>
  );
}

interface PausedProps {
  readonly queue: QueueStore;
  readonly ready: number;
  readonly error: Extract<SealingProgress['phase'], { step: 'paused' }>['error'];
}

/** Says why the batch has paused, and how it goes on. */
function Paused({ queue, ready, error }: PausedProps): ReactNode {
  const texts = useTexts().queue;
  const { sealed } = queue.progress;
  const isAway = error?.code === 'TOKEN_REMOVED';
  return (
    <>
      <p role="status">{texts.pausedAt(sealed, sealed + ready)}</p>
      {isAway && <p className="notice notice-warning">{texts.keyAway}</p>}
      {isLocking(queue.rows) && <p className="notice notice-warning">{texts.pausedLocking}</p>}
      {error !== null && !isAway && error.code !== 'PIN_REQUIRED' && (
        <ErrorView error={error} title={texts.paused} />
      )}
      <Button kind="primary" wide isDisabled={isAway} onPress={queue.askPins}>
        {texts.goOn(ready)}
      </Button>
      <Button wide onPress={() => void queue.cancel()}>
        {texts.cancelRest}
      </Button>
    </>
  );
}

/** Says how far the present step is; a screen reader hears of its end. */
function Running({ queue }: { readonly queue: QueueStore }): ReactNode {
  const { queue: texts, verifyMany } = useTexts();
  const { phase, done, total, remainingSeconds } = queue.progress;
  const isSealing = phase.step === 'sealing';
  const so = (phase.step === 'converting' ? texts.converting : isSealing ? texts.sealing : texts.checking)(
    done,
    total,
  );
  return (
    <>
      <BatchBar done={done} total={total} text={so + remainingText(remainingSeconds, verifyMany.remaining)} />
      <div className="button-row">
        {isSealing && <Button onPress={() => void queue.pause()}>{texts.pause}</Button>}
        <Button onPress={() => void queue.cancel()}>{texts.cancel}</Button>
      </div>
    </>
  );
}

function NoticeLine({ notice }: { readonly notice: QueueNotice }): ReactNode {
  const texts = useTexts().queue;
  if (notice.kind === 'failed') return <ErrorView error={notice.error} title={texts.failed} />;
  if (notice.kind === 'exported') return <p role="status">{texts.exported(notice.name)}</p>;
  return (
    <p role="status">
      {notice.kind === 'truncated' ? texts.truncated(MOST_BATCH_FILES) : texts.nothingFound}
    </p>
  );
}
