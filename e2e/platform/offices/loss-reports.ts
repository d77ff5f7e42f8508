import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { Problem } from '../api/problem.ts';
import { statusOf } from '../lists/seal-status.ts';
import type { Office } from '../office.ts';
import { changeState, listSeals } from '../registry/seals.ts';
import { findFile, insertFile, newNumber, updateFile, type FiledRecord } from './applications.ts';
import { newSecret, secretSm3 } from './secrets.ts';

type LossReportRequest = PlatformSchema<'LossReportRequest'>;
type LossReport = PlatformSchema<'LossReport'>;

export interface LossReportContent {
  readonly request: LossReportRequest;
  /** The seal that was found; null where the name fits none. */
  readonly esId: string | null;
  /** Whether this report has suspended it, so that its withdrawal restores it. */
  readonly hasSuspended: boolean;
  readonly withdrawal: LossReport['withdrawal'];
}

export type LossReportFile = FiledRecord<LossReportContent>;

/** Takes a report from anybody and suspends the seal at once. */
export function receiveLossReport(office: Office, request: LossReportRequest): LossReport {
  const esId = sealMeant(office, request);
  const isActive = esId !== null && statusOf(office, esId)?.state === 'active';
  const number = newNumber(office, 'lossReport');
  if (isActive)
    changeState(office, esId, 'suspended', { reason: `挂失 ${number}`, since: sinceOf(office, request) });
  const secret = newSecret(office);
  const file: LossReportFile = {
    number,
    kind: 'lossReport',
    holder: request.holderName,
    state: esId === null ? 'received' : 'inForce',
    createdAt: office.clock.now().toISOString(),
    content: { request, esId, hasSuspended: isActive, withdrawal: null },
  };
  insertFile(office, file, secretSm3(office, secret));
  return { ...describeLossReport(file), secret };
}

/** From when the report was made, which may have been offline, but never from a time to come. */
function sinceOf({ clock }: Office, { reportedAt }: LossReportRequest): string {
  return new Date(Math.min(Date.parse(reportedAt), clock.now().getTime())).toISOString();
}

function sealMeant(office: Office, { esId, sealName, holderName }: LossReportRequest): string | null {
  const named = (text: string): string => text.replaceAll(/\s/g, '');
  const found = listSeals(office, null).find((seal) =>
    esId === null
      ? named(seal.name) === named(sealName) && named(seal.holder) === named(holderName)
      : seal.esId === esId,
  );
  return found?.esId ?? null;
}

/** @throws Problem not-found */
export function lossReportFile(office: Pick<Office, 'database'>, number: string): LossReportFile {
  const file = findFile<LossReportContent>(office, ['lossReport'], number);
  if (file === null) throw new Problem('not-found', '没有这份挂失');
  return file;
}

/** Without the secret, which is told once. */
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

/** Asks for a withdrawal, on which an officer decides. @throws Problem where the local rules know none */
export function askForWithdrawal(office: Office, number: string, reason: string): LossReport {
  const file = lossReportFile(office, number);
  if (office.profile?.rules.lossReport?.withdrawal === false || office.profile?.rules.lossReport === null) {
    throw new Problem('not-known-here', '本地规则没有撤回挂失的程序');
  }
  if (file.state === 'withdrawn') throw new Problem('wrong-state', '挂失已经撤回');
  return describeLossReport(
    withWithdrawal(office, file, file.state, { state: 'underReview', reason, decisionReason: null }),
  );
}

/** The officer's decision on a withdrawal. @param refusal why not; null for an approval. @throws Problem */
export function decideWithdrawal(office: Office, number: string, refusal: string | null): void {
  const file = lossReportFile(office, number);
  const { withdrawal, esId, hasSuspended } = file.content;
  if (withdrawal?.state !== 'underReview') throw new Problem('wrong-state', '没有待决定的撤回申请');
  if (refusal !== null) {
    withWithdrawal(office, file, file.state, { ...withdrawal, state: 'rejected', decisionReason: refusal });
    return;
  }
  withWithdrawal(office, file, 'withdrawn', { ...withdrawal, state: 'approved' });
  if (hasSuspended && esId !== null && statusOf(office, esId)?.state === 'suspended') {
    changeState(office, esId, 'active', { reason: `撤回挂失 ${number}` });
  }
}

function withWithdrawal(
  office: Office,
  file: LossReportFile,
  state: string,
  withdrawal: NonNullable<LossReport['withdrawal']>,
): LossReportFile {
  const next = { ...file, state, content: { ...file.content, withdrawal } };
  updateFile(office, next);
  return next;
}
