import { CodedError } from '../../shared/errors.ts';
import { isStanding, reportNumber, type LossReport } from '../../shared/model/loss-report.ts';
import { resultOf, unwrap, type Result } from '../../shared/result.ts';
import { citationDetails } from '../../shared/model/policy-profile.ts';
import { actOnRecord } from '../register/acts-on-record.ts';
import { withoutSecret, type KeptLossReport } from './loss-report-book.ts';
import type { LossPorts } from './report-loss.ts';

/**
 * Asks for the withdrawal of a loss report, where the policy knows one: an officer of the platform decides, and the
 * seal stays blocked until then. A report that the platform has refused ends here and now. Fails with
 * LIFE_LOSS_UNKNOWN or LIFE_WITHDRAWAL_NOT_PROVIDED, or with the codes of the store.
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
  if (report.refused !== null && report.received === null) return true;
  return (await platforms.profileOf(report.platformId))?.rules.lossReport?.withdrawal === true;
}

async function named(id: string, { reports }: Pick<LossPorts, 'reports'>): Promise<KeptLossReport> {
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
  const state = report.refused !== null && report.received === null ? 'approved' : 'queued';
  return { ...report, withdrawal: { reason, askedAt, state, decisionReason: null } };
}
