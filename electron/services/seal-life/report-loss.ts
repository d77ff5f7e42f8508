import { toHex } from '../../core/bytes/hex.ts';
import { standingLoss } from '../../core/seal-life/standing-loss.ts';
import { CodedError } from '../../shared/errors.ts';
import {
  reportNumber,
  type LossReport,
  type LossStatement,
  type NamedSeal,
} from '../../shared/model/loss-report.ts';
import { resultOf, success, type Result } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import { actOnRecord, type Recorder } from '../register/acts-on-record.ts';
import { withoutSecret, type KeptLossReport } from './loss-report-book.ts';
import type { SealLifePlatforms } from './ports.ts';
import type { Records } from '../records/records.ts';

export interface LossPorts {
  readonly reports: Records<KeptLossReport>;
  readonly platforms: SealLifePlatforms;
  /** Its clock gives the time of the report. */
  readonly recorder: Recorder;
  readonly random: RandomBytes;
}

/**
 * Reports a seal as lost (挂失): from here on it is blocked on this computer. Nothing but the store is needed, no
 * key, PIN or network; the platform learns of it by {@link sendLossReports}. Fails with LIFE_LOSS_REPEATED where a
 * report stands already, or with the codes of the store.
 */
export async function reportLoss(statement: LossStatement, ports: LossPorts): Promise<Result<LossReport>> {
  const report = await draft(statement, ports);
  const facts = {
    seal: { esId: statement.esId ?? '', name: statement.sealName },
    tokenSerial: statement.tokenSerial,
    purpose: statement.what,
    people: { applicant: statement.reporter.name, approver: null, keeper: null, user: null },
    reference: reportNumber(report),
  };
  return actOnRecord('lossReport', facts, () => resultOf(() => keep(report, ports)), ports.recorder);
}

async function keep(report: KeptLossReport, { reports }: LossPorts): Promise<LossReport> {
  const { esId, sealName: name, holderName } = report;
  const standing = standingLoss(await reports.all(), { esId: esId ?? '', name, holderName });
  if (standing !== null) {
    const details = { number: reportNumber(standing), time: standing.reportedAt };
    throw new CodedError('LIFE_LOSS_REPEATED', 'a report stands already', details);
  }
  await reports.keep(report);
  return withoutSecret(report);
}

async function draft(statement: LossStatement, ports: LossPorts): Promise<KeptLossReport> {
  const id = toHex(ports.random(16));
  const reportedAt = ports.recorder.clock.now().toISOString();
  return {
    ...statement,
    id,
    localNumber: `LOCAL-${reportedAt.slice(0, 10).replaceAll('-', '')}-${id.slice(0, 6).toUpperCase()}`,
    platformId: await platformOrNull(statement.esId, ports),
    reportedAt,
    received: null,
    refused: null,
    withdrawal: null,
    secret: null,
  };
}

/** A platform whose settings or lists cannot be read now must not keep a seal from being blocked. */
async function platformOrNull(esId: string | null, { platforms }: LossPorts): Promise<string | null> {
  try {
    return await platforms.platformOf(esId);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

/**
 * {@link reportLoss} of all that was lost together. What cannot be reported, as a seal that was reported before,
 * keeps none of the others from being blocked.
 * @returns the first failure, where there was one
 */
export async function reportLosses(
  seals: readonly NamedSeal[],
  statement: Omit<LossStatement, keyof NamedSeal>,
  ports: LossPorts,
): Promise<Result<null>> {
  let outcome: Result<null> = success(null);
  for (const seal of seals) {
    const reported = await reportLoss({ ...statement, ...seal }, ports);
    if (!reported.ok && outcome.ok) outcome = reported;
  }
  return outcome;
}
