import { standingLoss } from '../../core/seal-life/standing-loss.ts';
import { reportNumber } from '../../shared/model/loss-report.ts';
import type { RecordStore } from '../records/records.ts';
import { lossReportBook } from '../seal-life/loss-report-book.ts';
import type { LossReportPort } from './ports.ts';

/** The loss reports of this computer as the gate asks for them: the earliest that stands for a seal. */
export function keptLossReports(records: RecordStore): LossReportPort {
  const book = lossReportBook(records);
  return {
    standing: async ({ esId, name }, holderName) => {
      const reports = [...(await book.all())].sort((one, other) =>
        one.reportedAt.localeCompare(other.reportedAt),
      );
      const first = standingLoss(reports, { esId, name, holderName });
      return first === null ? null : { reportedAt: first.reportedAt, number: reportNumber(first) };
    },
  };
}
