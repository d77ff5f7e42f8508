import type { Person } from '../../shared/model/loss-report.ts';
import { isStanding } from '../../shared/model/loss-report.ts';
import { MASKED_AFTER_DAYS, maskContact, maskName } from '../../shared/model/personal-data.ts';
import { nextStep } from '../../shared/model/pin-reset.ts';
import { isOpen } from '../../shared/model/seal-life.ts';
import { resetRecords } from '../pin-reset/reset-records.ts';
import type { Clock } from '../ports/clock.ts';
import type { Records, RecordStore } from '../records/records.ts';
import { applicationRecords } from '../seal-life/applications.ts';
import { lossReportRecords } from '../seal-life/loss-reports.ts';

const DAY_MS = 86_400_000;

const maskPerson = ({ name, role, contact }: Person): Person => ({
  name: maskName(name),
  role,
  contact: maskContact(contact),
});

/**
 * Masks the name and the contact of the person in every application and loss report that ended longer ago than they are
 * kept ({@link MASKED_AFTER_DAYS}). What has not ended is left alone. Rejects with the codes of the store.
 * @returns the number of records that were masked now
 */
export async function maskEnded(records: RecordStore, clock: Clock): Promise<number> {
  const before = clock.now().getTime() - MASKED_AFTER_DAYS * DAY_MS;
  const isOver = (endedAt: string): boolean => Date.parse(endedAt) < before;
  const resets = await masked(
    resetRecords(records),
    'applicant',
    (reset) => nextStep(reset) === 'none' && isOver(reset.decidedAt ?? reset.checkedAt),
  );
  const applications = await masked(
    applicationRecords(records),
    'applicant',
    (application) => !isOpen(application) && isOver(application.decidedAt ?? application.checkedAt),
  );
  const reports = await masked(
    lossReportRecords(records),
    'reporter',
    (report) => !isStanding(report) && isOver(report.withdrawal?.askedAt ?? report.reportedAt),
  );
  return resets + applications + reports;
}

/** Masks the person of each record that is over and not masked yet. */
async function masked<Name extends string, T extends Readonly<Record<Name, Person>>>(
  records: Records<T>,
  member: Name,
  isOver: (record: T) => boolean,
): Promise<number> {
  let count = 0;
  for (const record of await records.all()) {
    const person = maskPerson(record[member]);
    const isMasked = record[member].contact === person.contact && record[member].name === person.name;
    if (isMasked || !isOver(record)) continue;
    await records.keep({ ...record, [member]: person });
    count += 1;
  }
  return count;
}
