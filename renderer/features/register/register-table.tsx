import type { ReactNode } from 'react';
import type { RegisteredEntry } from '../../../electron/shared/model/register.ts';
import { formatMinute } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { isVoidIn } from './is-void.ts';
import { useResultText } from './use-result-text.ts';

interface Props {
  readonly entries: readonly RegisteredEntry[];
  /** SM3 of the files that are void. */
  readonly voided: readonly string[];
  /** Index of the entry whose details are in sight. */
  readonly chosen: number | null;
  readonly onChoose: (index: number | null) => void;
}

/** The most rows at once; a search finds the others. */
const MOST_ROWS = 500;

/** One use a row, the newest at the top. */
export function RegisterTable({ entries, voided, chosen, onChoose }: Props): ReactNode {
  const texts = useTexts().register;
  if (entries.length === 0) return <p>{texts.nothingFound}</p>;
  return (
    <div className="card card-wide register-table">
      <table>
        <caption className="visually-hidden">{texts.title}</caption>
        <thead>
          <tr>
            {[texts.number, texts.time, texts.act, texts.file, texts.sealOrToken, texts.purpose].map(
              (title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ),
            )}
            <th scope="col">{texts.result}</th>
            <th scope="col">{texts.details}</th>
          </tr>
        </thead>
        <tbody>
          {entries.slice(0, MOST_ROWS).map((each) => (
            <Row
              key={each.index}
              registered={each}
              isVoid={isVoidIn(voided, each.entry)}
              open={each.index === chosen}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </table>
      {entries.length > MOST_ROWS && <p className="hint">{texts.more(entries.length - MOST_ROWS)}</p>}
    </div>
  );
}

interface RowProps {
  readonly registered: RegisteredEntry;
  readonly isVoid: boolean;
  readonly open: boolean;
  readonly onChoose: (index: number | null) => void;
}

function Row({ registered: { index, entry }, isVoid, open, onChoose }: RowProps): ReactNode {
  const texts = useTexts().register;
  const result = useResultText()(entry);
  return (
    <tr aria-current={open ? 'true' : undefined}>
      <td>{index + 1}</td>
      <td>{formatMinute(entry.time)}</td>
      <td>{texts.acts[entry.act]}</td>
      <td>{entry.document?.name ?? '—'}</td>
      <td>{entry.seal?.name ?? entry.tokenSerial ?? '—'}</td>
      <td>{entry.purpose ?? '—'}</td>
      <td>{isVoid ? texts.voidMark : result}</td>
      <td>
        <Button
          aria-expanded={open}
          aria-label={texts.detailsOf(index + 1)}
          onPress={() => onChoose(open ? null : index)}
        >
          {texts.details}
        </Button>
      </td>
    </tr>
  );
}
