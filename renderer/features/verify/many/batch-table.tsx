import type { ReactNode } from 'react';
import type { BatchRow } from '../../../../electron/shared/model/verification-batch.ts';
import { useLanguage, useTexts } from '../../../lib/i18n/use-texts.ts';
import { VerdictIcon } from '../../../ui/icons.tsx';
import { LongTable } from '../../../ui/long-table.tsx';
import { toneOfVerdict } from '../headline.tsx';
import { BATCH_COLUMNS, type BatchColumn, type BatchOrder, signersOf } from './batch-rows.ts';

interface Props {
  readonly rows: readonly BatchRow[];
  readonly order: BatchOrder;
  readonly onSort: (column: BatchColumn) => void;
  readonly onOpen: (id: string) => void;
}

/** One document a row: its verdict by shape, word and colour, what is wrong first, and who sealed it. */
export function BatchTable({ rows, order, onSort, onOpen }: Props): ReactNode {
  const texts = useTexts().verifyMany;
  return (
    <LongTable
      label={texts.title}
      className="batch-table"
      columns={BATCH_COLUMNS.map((name) => ({ name, title: texts.columns[name] }))}
      rows={rows}
      keyOf={({ id }) => id}
      cellOf={(row, column) => <Cell row={row} column={column} />}
      sorting={{ ...order, onSort }}
      onOpen={({ id }) => onOpen(id)}
    />
  );
}

function Cell({ row, column }: { readonly row: BatchRow; readonly column: BatchColumn }): ReactNode {
  const texts = useTexts().verifyMany;
  const language = useLanguage();
  const { name, folder, outcome } = row;
  if (column === 'file') {
    return (
      <span className="batch-file" title={`${folder}\n${name}`}>
        <span>{name}</span>
        <span className="batch-folder">{folder}</span>
      </span>
    );
  }
  if (column === 'verdict') return <Verdict row={row} />;
  if (column === 'count') return outcome === null ? '' : outcome.signatures;
  const text = column === 'note' ? (outcome?.note[language] ?? '') : signersOf(row, texts.listSeparator);
  return (
    <span className="batch-text" title={text}>
      {text}
    </span>
  );
}

function Verdict({ row: { outcome, state } }: { readonly row: BatchRow }): ReactNode {
  const texts = useTexts().verifyMany;
  if (outcome === null) {
    return <span className="batch-open">{state === 'done' ? '' : texts.states[state]}</span>;
  }
  const { verdict, isDoubtful, error } = outcome;
  // Nothing is wrong with it: who opens it is asked for the password.
  const isLocked = error?.code === 'PDF_PASSWORD_NEEDED';
  return (
    <span className="batch-verdict" data-verdict={verdict}>
      <VerdictIcon tone={isLocked ? 'doubt' : toneOfVerdict(verdict, isDoubtful)} />{' '}
      {isLocked ? texts.locked : texts.verdicts[verdict]}
    </span>
  );
}
