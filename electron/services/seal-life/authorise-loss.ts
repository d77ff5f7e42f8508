import { type AppError, CodedError } from '../../shared/errors.ts';
import { awaitsCode, type LossReport } from '../../shared/model/loss-report.ts';
import { failure, type Result, resultOf, unwrap } from '../../shared/result.ts';
import { type KeptLossReport, type LossSendingPorts, withAnswer, withoutSecret } from './loss-reports.ts';
import { named } from './report-loss.ts';
import type { LossAnswer, LossPlatform } from './seal-life-platform.ts';

/** Statuses of refusals (openapi.yaml, `authoriseLossReport`). */
const WRONG = 403;
const GONE = 410;

/**
 * Has the platform send a one-time code to one of the contacts that it has on file of the holder. The person chooses
 * which: the telephone of the clerk may be lost with the key. Fails with LIFE_LOSS_UNKNOWN, LIFE_LOSS_NOT_OPEN,
 * LIFE_CODE_LIMITED (`retryAfterMs`), or with the codes of the way to the platform and of the store.
 * @param id of the report, or its number
 */
export function sendLossCode(
  id: string,
  contactId: string,
  ports: LossSendingPorts,
): Promise<Result<LossReport>> {
  return resultOf(async () => {
    const { report, platform, key } = await openReport(id, ports);
    const known = report.received?.contacts.some((contact) => contact.id === contactId) ?? false;
    if (!known) throw new CodedError('LIFE_LOSS_NOT_OPEN', 'no such contact');
    return keepAnswer(report, await platform.sendCode(key, contactId), ports);
  });
}

/**
 * Authorises a report by the code. From then on the platform counts it as received and publishes it as a claim; the
 * seal was stopped here before. Fails with LIFE_LOSS_UNKNOWN, LIFE_LOSS_NOT_OPEN, LIFE_CODE_WRONG (`triesLeft`),
 * LIFE_CODE_EXPIRED, or with the codes of the way to the platform and of the store.
 * @param id of the report, or its number
 * @param code six digits
 */
export function authoriseLoss(
  id: string,
  code: string,
  ports: LossSendingPorts,
): Promise<Result<LossReport>> {
  return resultOf(async () => {
    const { report, platform, key } = await openReport(id, ports);
    const answer = await platform.authorise(key, code);
    if (answer.ok || answer.error.details?.['status'] !== WRONG) return keepAnswer(report, answer, ports);
    // The platform alone knows how many tries are left.
    const left = await keepAnswer(report, await platform.read(key), ports);
    throw new CodedError('LIFE_CODE_WRONG', 'wrong digits', {
      triesLeft: left.received?.code?.triesLeft ?? 0,
    });
  });
}

interface OpenReport {
  readonly report: KeptLossReport;
  readonly platform: LossPlatform;
  readonly key: Parameters<LossPlatform['read']>[0];
}

/** @throws CodedError LIFE_LOSS_NOT_OPEN unless the report lies at the platform and waits for a code */
async function openReport(id: string, ports: LossSendingPorts): Promise<OpenReport> {
  const report = await named(id, ports);
  const { platformId, received, secret } = report;
  const platform = platformId === null ? null : (ports.platforms.platform(platformId)?.losses ?? null);
  if (!awaitsCode(report) || platform === null || received === null || secret === null) {
    throw new CodedError('LIFE_LOSS_NOT_OPEN', 'no code is awaited');
  }
  return { report, platform, key: { number: received.number, secret } };
}

async function keepAnswer(
  report: KeptLossReport,
  answer: Result<LossAnswer>,
  { reports, clock }: Pick<LossSendingPorts, 'reports' | 'clock'>,
): Promise<LossReport> {
  const value = unwrap(answer.ok ? answer : failure(translated(answer.error)));
  const present = (await reports.find(report.id)) ?? report;
  const followed = withAnswer(present, value, clock.now().toISOString(), null);
  await reports.keep(followed);
  return withoutSecret(followed);
}

function translated(error: AppError): AppError {
  const { code, details = {} } = error;
  if (code === 'PLATFORM_BUSY' && details['status'] === 429) return { code: 'LIFE_CODE_LIMITED', details };
  if (code !== 'PLATFORM_REFUSED') return error;
  if (details['status'] === GONE) return { code: 'LIFE_CODE_EXPIRED' };
  return details['status'] === 409 || details['status'] === 404 ? { code: 'LIFE_LOSS_NOT_OPEN' } : error;
}
