import { isStanding, reportNumber, type LossReport } from '../../shared/model/loss-report.ts';
import type { RecordStore } from '../platform/record-store.ts';
import { lossReportBook } from '../seal-life/loss-report-book.ts';
import type { LossReportPort, NamedSeal } from './ports.ts';

/** The loss reports of this computer as the gate asks for them: the earliest that stands for a seal. */
export function keptLossReports(records: RecordStore): LossReportPort {
  const book = lossReportBook(records);
  return {
    standing: async (seal) => {
      const reports = (await book.all()).filter((report) => isStanding(report) && names(report, seal));
      const [first] = reports.sort((one, other) => one.reportedAt.localeCompare(other.reportedAt));
      return first === undefined ? null : { reportedAt: first.reportedAt, number: reportNumber(first) };
    },
  };
}

/** A report may know the seal by its name alone, and the key that it lies on only perhaps. */
function names(report: LossReport, { esId, name, tokenSerial }: NamedSeal): boolean {
  if (report.esId !== null) return report.esId === esId;
  return report.sealName === name && (report.tokenSerial ?? tokenSerial) === tokenSerial;
}
