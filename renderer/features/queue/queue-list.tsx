import { type ReactNode, useMemo } from 'react';
import type { SealingRow } from '../../../electron/shared/model/sealing-batch.ts';
import { batchTexts } from '../../../electron/shared/texts/batch-texts.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { type Tone, VerdictIcon } from '../../ui/icons.tsx';
import { LongTable } from '../../ui/long-table.tsx';
import { failuresFirst } from './queue-store.ts';

interface Props {
  readonly rows: readonly SealingRow[];
  readonly chosen: string | null;
  readonly onOpen: (id: string) => void;
}

const COLUMNS = ['file', 'state'] as const;

const TONES: Partial<Record<SealingRow['state'], Tone>> = {
  sealed: 'good',
  refused: 'bad',
  failed: 'bad',
};

/** The documents of the queue, what went wrong first: name, pages, places and state; a row opens its document. */
export function QueueList({ rows, chosen, onOpen }: Props): ReactNode {
  const texts = useTexts().queue;
  const shown = useMemo(() => failuresFirst(rows), [rows]);
  return (
    <LongTable
      label={texts.title}
      className="queue-table"
      columns={COLUMNS.map((name) => ({ name, title: texts.columns[name] }))}
      rows={shown}
      keyOf={({ id }) => id}
      cellOf={(row, column) =>
        column === 'file' ? <File row={row} isChosen={row.id === chosen} /> : <State row={row} />
      }
      sorting={null}
      onOpen={({ id }) => onOpen(id)}
    />
  );
}

function File({ row, isChosen }: { readonly row: SealingRow; readonly isChosen: boolean }): ReactNode {
  const texts = useTexts().queue;
  const { name, folder, plan, output, madeFrom } = row;
  const place = madeFrom === null ? folder : texts.madeFrom(madeFrom);
  const counts = plan === null ? null : texts.facts(plan.pages, plan.hits);
  const facts = madeFrom === null ? (counts ?? place) : [counts, place].filter(Boolean).join(' · ');
  const covering = plan === null || plan.covering === 0 ? '' : ` · ${texts.covering(plan.covering)}`;
  const numbers = [...new Set(plan?.approvals.filter((each) => each !== null))];
  const approved = numbers.length === 0 ? '' : ` · ${texts.approvedBy(numbers.join('、'))}`;
  const locks = plan?.locks === true && row.error === null ? `${texts.locks} · ` : '';
  return (
    <span className="batch-file" data-chosen={isChosen} title={[folder, name, output ?? ''].join('\n')}>
      <span>{name}</span>
      <span className="batch-folder">{locks + facts + covering + approved}</span>
    </span>
  );
}

function State({ row: { state, error } }: { readonly row: SealingRow }): ReactNode {
  const language = useLanguage();
  const word = batchTexts[language].states[state];
  const tone = TONES[state];
  const why = error === null ? '' : errorTexts[language][error.code].what;
  return (
    <span className="queue-state" data-state={state} title={why}>
      <span className="batch-verdict">
        {tone !== undefined && <VerdictIcon tone={tone} />} {word}
      </span>
      {why !== '' && <span className="batch-folder">{why}</span>}
    </span>
  );
}
