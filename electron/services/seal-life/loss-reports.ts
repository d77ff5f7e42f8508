import { z } from 'zod';
import { standingLoss } from '../../core/seal-life/seal-standing.ts';
import type { ErrorDetails } from '../../shared/errors.ts';
import {
  LOSS_CONTACT_KINDS,
  LOSS_STATES,
  type LossReport,
  WITHDRAWAL_STATES,
  isStanding,
  reportNumber,
} from '../../shared/model/loss-report.ts';
import type { Result } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';
import { type RecordStore, type Records, personRecord, recordsOfKind } from '../records/records.ts';
import type { LossReportPort } from '../sealing-gate/situation.ts';
import type { LossAnswer, LossPlatform, SealLifePlatforms } from './seal-life-platform.ts';

/** A report as it is kept, with the secret for reading and withdrawing it at the platform. */
export interface KeptLossReport extends LossReport {
  readonly secret: string | null;
}

const time = z.iso.datetime({ offset: true });

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
    .strictObject({
      number: z.string(),
      receivedAt: time.nullable(),
      state: z.enum(LOSS_STATES),
      checkedAt: time,
      // Versions before 0.2.0 knew none of these.
      decidedAt: time.nullable().default(null),
      decisionReason: z.string().nullable().default(null),
      contacts: z
        .array(z.strictObject({ id: z.string(), kind: z.enum(LOSS_CONTACT_KINDS), masked: z.string() }))
        .default([]),
      code: z
        .strictObject({ contactId: z.string(), sentAt: time, expiresAt: time, triesLeft: z.int() })
        .nullable()
        .default(null),
    })
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

/** Returns the records of the loss reports made on this computer. */
export function lossReportRecords(records: RecordStore): Records<KeptLossReport> {
  return recordsOfKind<KeptLossReport>('lossReport', report, ({ id }) => id, records);
}

/** Removes the secret, which the window and the command line must not see. */
export function withoutSecret({ secret: _secret, ...shown }: KeptLossReport): LossReport {
  return shown;
}

export interface LossSendingPorts {
  readonly reports: Records<KeptLossReport>;
  readonly platforms: Pick<SealLifePlatforms, 'platformOf' | 'platform'>;
  readonly clock: Clock;
}

/**
 * Sends the waiting reports, oldest first, and asks for the state of the others. A report that fails stays and is tried
 * again at the next synchronisation. Repeating is harmless, because the platform knows each report by its id.
 * @returns the reports with news from the platform
 */
export async function sendLossReports(ports: LossSendingPorts): Promise<readonly LossReport[]> {
  const open = (await ports.reports.all()).filter(isStanding);
  const oldestFirst = open.toSorted((left, right) => left.reportedAt.localeCompare(right.reportedAt));
  const changed: LossReport[] = [];
  for (const report of oldestFirst) {
    const outcome = await ask(report, ports);
    if (outcome === null) continue;
    // The person may have asked for a withdrawal while the platform was answering.
    const present = (await ports.reports.find(report.id)) ?? report;
    const followed = outcome(present);
    await ports.reports.keep(followed);
    if (isNews(report, followed)) changed.push(withoutSecret(followed));
  }
  return changed;
}

type Change = (report: KeptLossReport) => KeptLossReport;

/** Returns the change that one exchange with the platform makes to a report, or null when nothing was learnt. */
async function ask(report: KeptLossReport, ports: LossSendingPorts): Promise<Change | null> {
  const platformId = report.platformId ?? (await ports.platforms.platformOf(report.esId));
  const known = platformId === null ? null : ports.platforms.platform(platformId);
  const platform = known?.losses ?? null;
  if (platform === null) return null;
  const answer = await exchange(report, platform);
  const now = ports.clock.now().toISOString();
  if (answer.ok) {
    const askedAt = report.withdrawal?.askedAt ?? null;
    return (present) => ({ ...withAnswer(present, answer.value, now, askedAt), platformId, refused: null });
  }
  const { code, details } = answer.error;
  if (code !== 'PLATFORM_REFUSED' || report.received !== null) return null;
  return (present) => ({ ...present, platformId, refused: { at: now, title: titleOf(details) } });
}

/** Returns the platform's own words about a refusal. */
function titleOf(details: ErrorDetails | undefined): string {
  const { title = null, detail = null } = details ?? {};
  return [title, detail].filter((part) => part !== null && part !== '').join('：');
}

function exchange(report: KeptLossReport, platform: LossPlatform): Promise<Result<LossAnswer>> {
  const { received, secret, withdrawal } = report;
  if (received === null || secret === null) return platform.report(withoutSecret(report));
  const key = { number: received.number, secret };
  if (withdrawal?.state !== 'queued') return platform.read(key);
  return platform.withdraw(key, withdrawal.reason, `${report.id}.${Date.parse(withdrawal.askedAt)}`);
}

/**
 * Keeps what a platform has answered about a report.
 * @param askedAt of the withdrawal that was sent to the platform, or null
 */
export function withAnswer(
  report: KeptLossReport,
  { secret, withdrawal: answered, ...received }: LossAnswer,
  now: string,
  askedAt: string | null,
): KeptLossReport {
  const { withdrawal } = report;
  const isItsAnswer = withdrawal !== null && answered !== null && withdrawal.askedAt === askedAt;
  return {
    ...report,
    secret: secret ?? report.secret,
    received: { ...received, checkedAt: now },
    withdrawal: isItsAnswer
      ? { ...withdrawal, state: answered.state, decisionReason: answered.decisionReason }
      : withdrawal,
  };
}

/** Whether a person would see a difference. */
function isNews(former: KeptLossReport, followed: KeptLossReport): boolean {
  const seen = ({ received, refused, withdrawal }: KeptLossReport): string =>
    JSON.stringify([received?.number, received?.state, refused?.title, withdrawal]);
  return seen(former) !== seen(followed);
}

/** Gives the gate access to the loss reports of this computer. The earliest report that stands for a seal counts. */
export function keptLossReports(records: RecordStore): LossReportPort {
  const kept = lossReportRecords(records);
  return {
    standing: async ({ esId, name }, holderName) => {
      const reports = [...(await kept.all())].sort((one, other) =>
        one.reportedAt.localeCompare(other.reportedAt),
      );
      const first = standingLoss(reports, { esId, name, holderName });
      return first === null ? null : { reportedAt: first.reportedAt, number: reportNumber(first) };
    },
  };
}
