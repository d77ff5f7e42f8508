import { type ReactNode, useMemo } from 'react';
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import {
  BATCH_FORMATS,
  MOST_BATCH_FILES,
  type BatchProgress,
} from '../../../../electron/shared/model/verification-batch.ts';
import { type Messages, useLanguage, useTexts } from '../../../lib/i18n/use-texts.ts';
import { BatchBar, remainingText } from '../../../ui/batch-progress.tsx';
import { ErrorView } from '../../../ui/error-view.tsx';
import { Button, TextEntry } from '../../../ui/form.tsx';
import type { BatchNotice, BatchStore } from './batch-store.ts';
import { BATCH_FILTERS, type BatchFilter, countRows, shownRows } from './batch-rows.ts';
import { BatchTable } from './batch-table.tsx';

/** Many documents with their verdicts: progress, filters, the table, and what can be done with it. */
export function BatchPanel({ store }: { readonly store: StoreApi<BatchStore> }): ReactNode {
  const texts = useTexts().verifyMany;
  const language = useLanguage();
  const batch = useStore(store);
  const { rows, filter, words, order, progress } = batch;
  const counts = useMemo(() => countRows(rows), [rows]);
  const shown = useMemo(
    () => shownRows(rows, { filter, words, order, language }),
    [rows, filter, words, order, language],
  );
  const unverified = progress.running ? 0 : counts.error + counts.open;
  return (
    <div className="batch" data-testid="batch">
      <h1>{texts.title}</h1>
      <div className="batch-head">
        <Progress progress={progress} />
        <div className="button-row">
          {progress.running && <Button onPress={() => void batch.cancel()}>{texts.cancel}</Button>}
          {unverified > 0 && <Button onPress={() => void batch.retry()}>{texts.retry(unverified)}</Button>}
          <Button onPress={() => void batch.chooseFiles()}>{texts.chooseFiles}</Button>
          <Button onPress={() => void batch.chooseFolder()}>{texts.chooseFolder}</Button>
          {!progress.running && <Button onPress={() => void batch.clear()}>{texts.clear}</Button>}
        </div>
      </div>
      {batch.isSearching && <p role="status">{texts.searching}</p>}
      {batch.notice !== null && <NoticeLine notice={batch.notice} />}
      <div className="batch-filters">
        <Filters filter={filter} counts={counts} onChange={batch.setFilter} />
        <TextEntry label={texts.search} value={words} onChange={batch.setWords} />
      </div>
      <p className="hint">{shown.length === 0 ? texts.noMatch : texts.shown(shown.length, rows.length)}</p>
      <BatchTable rows={shown} order={order} onSort={batch.sortBy} onOpen={(id) => void batch.open(id)} />
      <div className="button-row">
        {BATCH_FORMATS.map((format) => (
          <Button key={format} isDisabled={progress.done === 0} onPress={() => void batch.save(format)}>
            {texts.exports[format]}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** Says how far the batch is, with a bar while it runs. A screen reader hears of the end, not of each document. */
function Progress({ progress }: { readonly progress: BatchProgress }): ReactNode {
  const texts = useTexts().verifyMany;
  const { done, total, running } = progress;
  const text = progressText(progress, texts);
  return (
    <div className="batch-progress">
      {running && <BatchBar done={done} total={total} text={text} />}
      <p role="status">{running ? '' : text}</p>
    </div>
  );
}

/** Says "已验证 37/120，剩余约 1 分钟", or how the batch ended. */
export function progressText(
  { done, total, running, remainingSeconds }: BatchProgress,
  texts: Messages['verifyMany'],
): string {
  if (!running) return done === total ? texts.finished(total) : texts.stopped(done, total);
  return texts.progress(done, total) + remainingText(remainingSeconds, texts.remaining);
}

function NoticeLine({ notice }: { readonly notice: BatchNotice }): ReactNode {
  const texts = useTexts().verifyMany;
  if ('error' in notice) return <ErrorView error={notice.error} title={texts[notice.kind]} />;
  if (notice.kind === 'exported') return <p role="status">{texts.exported(notice.name)}</p>;
  return (
    <p role="status">
      {notice.kind === 'truncated' ? texts.truncated(MOST_BATCH_FILES) : texts.nothingFound}
    </p>
  );
}

interface FilterProps {
  readonly filter: BatchFilter;
  readonly counts: Readonly<Record<BatchFilter, number>>;
  readonly onChange: (filter: BatchFilter) => void;
}

/** The verdicts that there are, each with its count. */
function Filters({ filter, counts, onChange }: FilterProps): ReactNode {
  const texts = useTexts().verifyMany;
  const nameOf = (each: BatchFilter): string =>
    each === 'all' || each === 'open' ? texts[each] : texts.verdicts[each];
  const offered = BATCH_FILTERS.filter((each) => each === 'all' || each === filter || counts[each] > 0);
  return (
    <RadioGroup
      className="choice"
      value={filter}
      onChange={(chosen) => onChange(BATCH_FILTERS.find((each) => each === chosen) ?? 'all')}
    >
      <Label>{texts.filter}</Label>
      {offered.map((each) => (
        <RadioField key={each} value={each}>
          <RadioButton className="choice-option">{`${nameOf(each)} ${counts[each]}`}</RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  );
}
