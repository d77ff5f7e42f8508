import { z } from 'zod';
import {
  LOSS_STATES,
  PERSON_ROLES,
  WITHDRAWAL_STATES,
  type LossReport,
} from '../../shared/model/loss-report.ts';
import { type RecordStore, recordsOfKind, type Records } from '../records/records.ts';

/** A report as it is kept: with the secret by which the platform lets it be read and withdrawn. */
export interface KeptLossReport extends LossReport {
  readonly secret: string | null;
}

const time = z.iso.datetime({ offset: true });

/** Who files something, as records hold them. */
export const personRecord = z.strictObject({
  name: z.string(),
  role: z.enum(PERSON_ROLES),
  contact: z.string(),
});

const report = z.strictObject({
  id: z.string(),
  localNumber: z.string(),
  platformId: z.string().nullable(),
  esId: z.string().nullable(),
  sealName: z.string(),
  holderName: z.string(),
  holderCode: z.string().nullable(),
  tokenSerial: z.string().nullable(),
  reporter: personRecord,
  what: z.string(),
  lostAt: time.nullable(),
  reportedAt: time,
  received: z
    .strictObject({ number: z.string(), receivedAt: time, state: z.enum(LOSS_STATES), checkedAt: time })
    .nullable(),
  refused: z.strictObject({ at: time, title: z.string() }).nullable(),
  withdrawal: z
    .strictObject({
      reason: z.string(),
      askedAt: time,
      state: z.enum(WITHDRAWAL_STATES),
      decisionReason: z.string().nullable(),
    })
    .nullable(),
  secret: z.string().nullable(),
});

/** The loss reports made on this computer. */
export function lossReportBook(records: RecordStore): Records<KeptLossReport> {
  return recordsOfKind<KeptLossReport>('lossReport', report, ({ id }) => id, records);
}

/** What the window and the command line may know of a kept report. */
export function withoutSecret({ secret: _secret, ...shown }: KeptLossReport): LossReport {
  return shown;
}
