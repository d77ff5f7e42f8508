import type { ReactNode } from 'react';
import type { ApprovalDifference } from '../../electron/shared/model/approval.ts';
import { useTexts } from '../lib/i18n/use-texts.ts';

/** What was approved beside what is here, a line for each difference. */
export function DifferenceTable({
  differences,
}: {
  readonly differences: readonly ApprovalDifference[];
}): ReactNode {
  const texts = useTexts().approvals;
  if (differences.length === 0) return null;
  return (
    <table className="difference-table" aria-label={texts.differs} data-testid="differences">
      <tbody>
        {differences.map(({ aspect, approved, found }) => (
          <tr key={aspect}>
            <th scope="row">{texts.aspect[aspect]}</th>
            <td>
              <span className="difference-side">{texts.approvedValue}</span> <code>{approved}</code>
              <br />
              <span className="difference-side">{texts.foundValue}</span> <code>{found}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
