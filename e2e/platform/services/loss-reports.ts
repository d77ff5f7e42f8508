import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { statusOf } from '../lists/seal-status.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { changeState, listSeals } from '../registry/seals.ts';
import {
  type FiledRecord,
  findFile,
  insertFile,
  newNumber,
  newSecret,
  secretSm3,
  updateFile,
} from './applications.ts';

type LossReportRequest = PlatformSchema<'LossReportRequest'>;
type LossReport = PlatformSchema<'LossReport'>;

export interface LossReportContent {
  readonly request: LossReportRequest;
  /** The seal that was found; null when no seal has the name. */
  readonly esId: string | null;
  /** Whether this report has suspended the seal, so that its withdrawal restores it. */
  readonly hasSuspended: boolean;
  readonly withdrawal: LossReport['withdrawal'];
}

type LossReportFile = FiledRecord<LossReportContent>;

/** Accepts a report from anybody and suspends the seal at once. */
export function receiveLossReport(context: PlatformContext, request: LossReportRequest): LossReport {
  const esId = sealMeant(context, request);
  const isActive = esId !== null && statusOf(context, esId)?.state === 'active';
  const number = newNumber(context, 'lossReport');
  if (isActive) {
    const receivedAt = context.clock.now().toISOString();
    const lostSince = request.lostAt;
    changeState(context, esId, 'suspended', {
      reason: `挂失 ${number}`,
      since: receivedAt,
      receivedAt,
      lostSince,
    });
  }
  const secret = newSecret(context);
  const file: LossReportFile = {
    number,
    kind: 'lossReport',
    holder: request.holderName,
    state: esId === null ? 'received' : 'inForce',
    createdAt: context.clock.now().toISOString(),
    content: { request, esId, hasSuspended: isActive, withdrawal: null },
  };
  insertFile(context, file, secretSm3(context, secret));
  return { ...describeLossReport(file), secret };
}

function sealMeant(
  context: PlatformContext,
  { esId, sealName, holderName }: LossReportRequest,
): string | null {
  const named = (text: string): string => text.replaceAll(/\s/g, '');
  const found = listSeals(context, null).find((seal) =>
    esId === null
      ? named(seal.name) === named(sealName) && named(seal.holder) === named(holderName)
      : seal.esId === esId,
  );
  return found?.esId ?? null;
}

/** @throws Problem not-found */
export function lossReportFile(context: Pick<PlatformContext, 'database'>, number: string): LossReportFile {
  const file = findFile<LossReportContent>(context, ['lossReport'], number);
  if (file === null) throw new Problem('not-found', '没有这份挂失');
  return file;
}

/** Leaves out the secret, which is sent once. */
export function describeLossReport({ number, state, createdAt, content }: LossReportFile): LossReport {
  const { request, esId, withdrawal } = content;
  return {
    number,
    secret: null,
    esId,
    sealName: request.sealName,
    state: state as LossReport['state'],
    reportedAt: request.reportedAt,
    receivedAt: createdAt,
    withdrawal,
  };
}

/**
 * Asks for a withdrawal, on which an officer decides.
 * @throws Problem when the policy does not provide for it
 */
export function askForWithdrawal(context: PlatformContext, number: string, reason: string): LossReport {
  const file = lossReportFile(context, number);
  if (context.profile?.rules.lossReport?.withdrawal === false || context.profile?.rules.lossReport === null) {
    throw new Problem('not-known-here', '本地规则没有撤回挂失的程序');
  }
  if (file.state === 'withdrawn') throw new Problem('wrong-state', '挂失已经撤回');
  return describeLossReport(
    withWithdrawal(context, file, file.state, { state: 'underReview', reason, decisionReason: null }),
  );
}

/**
 * Applies the officer's decision on a withdrawal.
 * @param refusal the reason of a refusal; null for an approval
 * @throws Problem
 */
export function decideWithdrawal(context: PlatformContext, number: string, refusal: string | null): void {
  const file = lossReportFile(context, number);
  const { withdrawal, esId, hasSuspended } = file.content;
  if (withdrawal?.state !== 'underReview') throw new Problem('wrong-state', '没有待决定的撤回申请');
  if (refusal !== null) {
    withWithdrawal(context, file, file.state, { ...withdrawal, state: 'rejected', decisionReason: refusal });
    return;
  }
  withWithdrawal(context, file, 'withdrawn', { ...withdrawal, state: 'approved' });
  if (hasSuspended && esId !== null && statusOf(context, esId)?.state === 'suspended') {
    changeState(context, esId, 'active', { reason: `撤回挂失 ${number}` });
  }
}

function withWithdrawal(
  context: PlatformContext,
  file: LossReportFile,
  state: string,
  withdrawal: NonNullable<LossReport['withdrawal']>,
): LossReportFile {
  const next = { ...file, state, content: { ...file.content, withdrawal } };
  updateFile(context, next);
  return next;
}
