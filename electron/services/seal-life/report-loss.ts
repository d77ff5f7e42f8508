import { toHex } from '../../core/bytes/encodings.ts';
import { standingLoss } from '../../core/seal-life/seal-standing.ts';
import { CodedError } from '../../shared/errors.ts';
import {
  type RecentCounterpart,
  isStanding,
  isTurnedDown,
  type LossReport,
  type LossStatement,
  type NamedSeal,
  reportNumber,
} from '../../shared/model/loss-report.ts';
import { citationDetails } from '../../shared/model/policy-profile.ts';
import { type Result, resultOf, success, unwrap } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { Records } from '../records/records.ts';
import { actOnRecord, type Recorder } from '../register/acts-on-record.ts';
import { entriesWhere } from '../register/find-entries.ts';
import { NOBODY } from '../register/record-entry.ts';
import type { RegisterStore } from '../register/register-store.ts';
import { type KeptLossReport, withoutSecret } from './loss-reports.ts';
import type { SealLifePlatforms } from './seal-life-platform.ts';

export interface LossPorts {
  readonly reports: Records<KeptLossReport>;
  readonly platforms: SealLifePlatforms;
  /** Its clock gives the time of the report. */
  readonly recorder: Recorder;
  readonly random: RandomBytes;
}

/**
 * Reports a seal as lost (挂失). From here on it is blocked on this computer. This needs only the store, and no key, PIN
 * or network; {@link sendLossReports} informs the platform. Fails with LIFE_LOSS_REPEATED when a report stands already,
 * or with the codes of the store.
 */
export async function reportLoss(statement: LossStatement, ports: LossPorts): Promise<Result<LossReport>> {
  const report = await draft(statement, ports);
  const facts = {
    seal: { esId: statement.esId ?? '', name: statement.sealName },
    tokenSerial: statement.tokenSerial,
    purpose: statement.what,
    people: { ...NOBODY, applicant: statement.reporter.name },
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

/** Returns null when the settings or lists cannot be read: that must not keep a seal from being blocked. */
async function platformOrNull(esId: string | null, { platforms }: LossPorts): Promise<string | null> {
  try {
    return await platforms.platformOf(esId);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

/**
 * Reports several seals that were lost together. A seal that cannot be reported, because it was reported before for
 * example, does not keep the others from being blocked.
 * @returns the first failure, if there was one
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

/**
 * Asks for the withdrawal of a loss report if the policy provides for it. An officer of the platform decides, and the
 * seal stays blocked until then. A report that the platform has refused ends at once. Fails with LIFE_LOSS_UNKNOWN or
 * LIFE_WITHDRAWAL_NOT_PROVIDED, or with the codes of the store.
 * @param id of the report, or its number
 */
export function withdrawLoss(
  id: string,
  reason: string,
  ports: Omit<LossPorts, 'random'>,
): Promise<Result<LossReport>> {
  return resultOf(async () => {
    const report = await named(id, ports);
    const asked = await withWithdrawal(report, reason, ports);
    const facts = {
      seal: { esId: report.esId ?? '', name: report.sealName },
      tokenSerial: report.tokenSerial,
      purpose: reason,
      reference: reportNumber(report),
    };
    const keep = async (): Promise<LossReport> => {
      await ports.reports.keep(asked);
      return withoutSecret(asked);
    };
    return unwrap(await actOnRecord('lossWithdrawal', facts, () => resultOf(keep), ports.recorder));
  });
}

/** Whether this computer may ask for the withdrawal of a report now. */
export async function mayWithdraw(
  report: LossReport,
  { platforms }: Pick<LossPorts, 'platforms'>,
): Promise<boolean> {
  if (!isStanding(report) || ['queued', 'underReview'].includes(report.withdrawal?.state ?? '')) return false;
  if (isTurnedDown(report)) return true;
  return (await platforms.profileOf(report.platformId))?.rules.lossReport?.withdrawal === true;
}

/**
 * Finds a report by its id or its number.
 * @throws CodedError LIFE_LOSS_UNKNOWN, or of the store
 */
export async function named(id: string, { reports }: Pick<LossPorts, 'reports'>): Promise<KeptLossReport> {
  const found = (await reports.all()).find((report) => report.id === id || reportNumber(report) === id);
  if (found === undefined) throw new CodedError('LIFE_LOSS_UNKNOWN');
  return found;
}

async function withWithdrawal(
  report: KeptLossReport,
  reason: string,
  ports: Omit<LossPorts, 'random'>,
): Promise<KeptLossReport> {
  if (!(await mayWithdraw(report, ports))) {
    const profile = await ports.platforms.profileOf(report.platformId);
    const details = profile === null ? {} : citationDetails(profile, profile.rules.lossReport);
    throw new CodedError('LIFE_WITHDRAWAL_NOT_PROVIDED', 'no withdrawal now', details);
  }
  const askedAt = ports.recorder.clock.now().toISOString();
  const state = isTurnedDown(report) ? 'approved' : 'queued';
  return { ...report, withdrawal: { reason, askedAt, state, decisionReason: null } };
}

/**
 * Returns the counterparts of a seal's uses since a day, the latest first. They should hear that the seal is lost.
 * Rejects with the codes of the store.
 * @param since ISO 8601
 */
export async function recentCounterparts(
  { esId, sealName }: Pick<NamedSeal, 'esId' | 'sealName'>,
  since: string,
  register: RegisterStore,
): Promise<readonly RecentCounterpart[]> {
  const found = new Map<string, RecentCounterpart>();
  const uses = { esId: esId ?? undefined, acts: ['seal'], result: 'done', since } as const;
  for await (const { entry } of entriesWhere(uses, 'newest', register)) {
    const name = entry.counterpart?.trim() ?? '';
    if (name === '' || (esId === null && entry.seal?.name !== sealName)) continue;
    const known = found.get(name);
    const lastUse = known === undefined || known.lastUse < entry.time ? entry.time : known.lastUse;
    found.set(name, { name, lastUse, uses: (known?.uses ?? 0) + 1 });
  }
  return [...found.values()].toSorted((left, right) => right.lastUse.localeCompare(left.lastUse));
}

/** Returns the moment so many months before another. */
export function monthsBefore(now: Date, months: number): Date {
  const earlier = new Date(now);
  earlier.setUTCMonth(now.getUTCMonth() - months);
  return earlier;
}
