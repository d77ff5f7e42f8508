import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { RegisteredEntry, RegisterListing } from '../../../electron/shared/model/register.ts';
import { resultText } from '../../../electron/shared/texts/code-text.ts';
import { formatMinute } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { TableHead } from '../../ui/table-head.tsx';
import { isVoidIn } from './register-entries.ts';

interface Props {
  readonly listing: RegisterListing;
  /** ISO 8601 */
  readonly printedAt: string;
}

/** The sheet for the printer: every entry that passes the filter, with the names of all people. */
export function RegisterSheet({ listing, printedAt }: Props): ReactNode {
  const texts = useTexts().register;
  const { entries, size, voided } = listing;
  return createPortal(
    <section className="print-sheet" data-testid="print-sheet">
      <h1>{texts.title}</h1>
      <p>{texts.printed(entries.length, size, formatMinute(printedAt))}</p>
      <table>
        <TableHead
          titles={[
            ...[texts.number, texts.time, texts.act, texts.file, texts.sealOrToken, texts.purpose],
            ...[texts.counterpart, texts.applicantOrUser, texts.approver, texts.keeper, texts.result],
          ]}
        />
        <tbody>
          {entries.map((each) => (
            <Row key={each.index} registered={each} voided={voided} />
          ))}
        </tbody>
      </table>
    </section>,
    document.body,
  );
}

function Row({
  registered: { index, entry },
  voided,
}: {
  readonly registered: RegisteredEntry;
  readonly voided: readonly string[];
}): ReactNode {
  const texts = useTexts().register;
  const result = resultText(entry.result, useLanguage());
  const { document: file, seal, people } = entry;
  const sm3 = entry.voids ?? file?.sm3After ?? null;
  return (
    <tr>
      <td>{index + 1}</td>
      <td>{formatMinute(entry.time)}</td>
      <td>{texts.acts[entry.act]}</td>
      <td>
        {file?.name ?? ''}
        {sm3 !== null && <small className="hash">{`SM3 ${sm3}`}</small>}
      </td>
      <td>{seal?.name ?? entry.tokenSerial ?? ''}</td>
      <td>{entry.purpose ?? ''}</td>
      <td>{entry.counterpart ?? ''}</td>
      <td>{people.applicant ?? people.user ?? ''}</td>
      <td>{[people.approver, entry.approval].filter((part) => part !== null).join(' ')}</td>
      <td>{people.keeper ?? ''}</td>
      <td>{isVoidIn(voided, entry) ? texts.voidMark : result}</td>
    </tr>
  );
}
