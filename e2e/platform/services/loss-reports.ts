import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { publishEvents, statusOf } from '../lists/seal-status.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { contactsOf, masked } from '../registry/contacts.ts';
import { changeState, findSeal, listSeals } from '../registry/seals.ts';
import {
  type FiledRecord,
  findFile,
  insertFile,
  newNumber,
  newSecret,
  secretSm3,
  updateFile,
} from './applications.ts';
import { isCode, isGood, type LossCode, sendCode } from './loss-codes.ts';
import { say } from '../language.ts';

type LossReportRequest = PlatformSchema<'LossReportRequest'>;
type LossReport = PlatformSchema<'LossReport'>;

export interface LossReportContent {
  readonly request: LossReportRequest;
  /** The seal that was found; null when no seal has the name. */
  readonly esId: string | null;
  readonly code: LossCode | null;
  /** When the report was authorised; null before that. */
  readonly receivedAt: string | null;
  /** How it was authorised: by a code to a contact, or by an officer on the telephone. */
  readonly authorisedBy: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  /** Whether this report has suspended the seal, so that its withdrawal restores it. */
  readonly hasSuspended: boolean;
  readonly withdrawal: LossReport['withdrawal'];
}

type LossReportFile = FiledRecord<LossReportContent>;

/** Takes a report down. Nothing follows from it until it is authorised: an esID is printed on every document. */
export function receiveLossReport(context: PlatformContext, request: LossReportRequest): LossReport {
  const secret = newSecret(context);
  const file: LossReportFile = {
    number: newNumber(context, 'lossReport'),
    kind: 'lossReport',
    holder: request.holderName,
    state: 'unauthorised',
    createdAt: context.clock.now().toISOString(),
    content: {
      ...{ request, esId: sealMeant(context, request), code: null, receivedAt: null, authorisedBy: null },
      ...{ decidedAt: null, decisionReason: null, hasSuspended: false, withdrawal: null },
    },
  };
  insertFile(context, file, secretSm3(context, secret));
  return { ...describeLossReport(context, file), secret };
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
  if (file === null) throw new Problem('not-found', say('没有这份挂失', 'There is no such loss report'));
  return file;
}

/** Leaves out the secret, which is sent once. */
export function describeLossReport(context: PlatformContext, file: LossReportFile): LossReport {
  const { number, state, content } = file;
  const { request, esId, receivedAt, decidedAt, decisionReason, code, withdrawal } = content;
  const isOpen = state === 'unauthorised';
  return {
    ...{ number, secret: null, esId, sealName: request.sealName, state: state as LossReport['state'] },
    ...{ reportedAt: request.reportedAt, receivedAt, decidedAt, decisionReason },
    contacts: isOpen
      ? contactsOf(context, holderOf(context, file) ?? '').map((contact) => ({
          ...{ id: contact.id, kind: contact.kind, masked: masked(contact) },
        }))
      : [],
    code: isOpen && isGood(code, context) ? withoutSm3(code) : null,
    withdrawal,
  };
}

function withoutSm3({ contactId, sentAt, expiresAt, triesLeft }: LossCode): LossReport['code'] {
  return { contactId, sentAt, expiresAt, triesLeft };
}

/** Returns the holder of the seal that was found, never whom the reporter names. */
function holderOf(context: PlatformContext, { content }: LossReportFile): string | null {
  return content.esId === null ? null : (findSeal(context, content.esId)?.holder ?? null);
}

/**
 * Sends a code to one of the contacts on file.
 * @throws Problem not-found, wrong-state, busy
 */
export function sendLossCode(context: PlatformContext, number: string, contactId: string): LossReport {
  const file = unauthorised(context, number);
  const seal = file.content.request.sealName;
  const about = { holder: holderOf(context, file), seal, number };
  const code = sendCode(context, about, contactId, file.content.code);
  return describeLossReport(context, changed(context, file, file.state, { code }));
}

/**
 * Authorises a report by a code.
 * @throws Problem wrong-state, code-expired, code-wrong
 */
export function authoriseLossReport(context: PlatformContext, number: string, digits: string): LossReport {
  const file = unauthorised(context, number);
  const { code } = file.content;
  if (!isGood(code, context)) throw new Problem('code-expired');
  if (!isCode(context, code, digits)) {
    const triesLeft = code.triesLeft - 1;
    changed(context, file, file.state, { code: { ...code, triesLeft } });
    throw new Problem(
      'code-wrong',
      say(
        triesLeft === 0 ? '请重新获取验证码' : `还可以试 ${triesLeft} 次`,
        triesLeft === 0 ? 'Ask for another code' : `${triesLeft} tries are left`,
      ),
    );
  }
  return describeLossReport(context, receive(context, file, code.contactId));
}

/**
 * Authorises a report because an officer has spoken to the holder on the telephone.
 * @throws Problem wrong-state
 */
export function confirmByTelephone(context: PlatformContext, number: string): void {
  receive(context, unauthorised(context, number), '电话核实');
}

function unauthorised(context: PlatformContext, number: string): LossReportFile {
  const file = lossReportFile(context, number);
  if (file.state !== 'unauthorised')
    throw new Problem('wrong-state', say('挂失已经核实', 'The report was authorised before'));
  return file;
}

/** Takes an authorised report in, and publishes it as a claim if it is about a seal here. */
function receive(context: PlatformContext, file: LossReportFile, authorisedBy: string): LossReportFile {
  const receivedAt = context.clock.now().toISOString();
  const { esId, request } = file.content;
  const present = esId === null ? null : statusOf(context, esId);
  if (esId !== null && present !== null) {
    publishEvents(context, [
      {
        ...{ esId, kind: 'claim', state: present.state, since: receivedAt, receivedAt, decidedAt: null },
        ...{ lostSince: request.lostAt, reason: `挂失 ${file.number}` },
      },
    ]);
  }
  return changed(context, file, 'received', { receivedAt, authorisedBy, code: null });
}

/** From when a suspension acts: from the officer's decision, or back to the receipt of the report. */
export const ACTS_FROM = ['decision', 'receipt'] as const;

export type ActsFrom = (typeof ACTS_FROM)[number];

/**
 * Applies the officer's decision on a report or on its withdrawal.
 * @param refusal the reason of a refusal; null for an approval
 * @throws Problem wrong-state
 */
export function decideLossReport(
  context: PlatformContext,
  number: string,
  refusal: string | null,
  actsFrom: ActsFrom,
): void {
  const file = lossReportFile(context, number);
  if (file.content.withdrawal?.state === 'underReview') return decideWithdrawal(context, file, refusal);
  const decidedAt = context.clock.now().toISOString();
  if (file.state === 'unauthorised' && refusal !== null) {
    changed(context, file, 'rejected', { decidedAt, decisionReason: refusal });
    return;
  }
  if (file.state !== 'received')
    throw new Problem('wrong-state', say('没有待决定的挂失', 'There is no report to decide on'));
  const { esId, receivedAt, request } = file.content;
  const isActive = esId !== null && statusOf(context, esId)?.state === 'active';
  if (refusal !== null) {
    endClaim(context, file, `驳回挂失 ${number}`);
    changed(context, file, 'rejected', { decidedAt, decisionReason: refusal });
    return;
  }
  if (isActive) {
    const since = actsFrom === 'receipt' && receivedAt !== null ? receivedAt : decidedAt;
    changeState(context, esId, 'suspended', {
      ...{ reason: `挂失 ${number}`, since, receivedAt, decidedAt, lostSince: request.lostAt },
    });
  } else endClaim(context, file, `挂失 ${number}`);
  changed(context, file, 'inForce', { decidedAt, hasSuspended: isActive });
}

/** Publishes that the state of the seal stays as it is, which ends the claim. */
function endClaim(context: PlatformContext, { content }: LossReportFile, reason: string): void {
  const present = content.esId === null ? null : statusOf(context, content.esId);
  if (present === null) return;
  const { esId, state, replacedBy } = present;
  publishEvents(context, [{ esId, state, replacedBy, reason }]);
}

/**
 * Asks for a withdrawal, on which an officer decides. A report that nobody has authorised ends at once.
 * @throws Problem when the policy does not provide for it
 */
export function askForWithdrawal(context: PlatformContext, number: string, reason: string): LossReport {
  const file = lossReportFile(context, number);
  if (context.profile?.rules.lossReport?.withdrawal === false || context.profile?.rules.lossReport === null) {
    throw new Problem(
      'not-known-here',
      say('本地规则没有撤回挂失的程序', 'The local rules provide no withdrawal of a loss report'),
    );
  }
  if (file.state === 'withdrawn')
    throw new Problem('wrong-state', say('挂失已经撤回', 'The report was withdrawn before'));
  const isOpen = file.state === 'unauthorised';
  const withdrawal = { state: isOpen ? 'approved' : 'underReview', reason, decisionReason: null } as const;
  const state = isOpen ? 'withdrawn' : file.state;
  return describeLossReport(context, changed(context, file, state, { withdrawal }));
}

function decideWithdrawal(context: PlatformContext, file: LossReportFile, refusal: string | null): void {
  const { withdrawal, esId, hasSuspended } = file.content;
  if (withdrawal === null) return;
  if (refusal !== null) {
    changed(context, file, file.state, {
      withdrawal: { ...withdrawal, state: 'rejected', decisionReason: refusal },
    });
    return;
  }
  const wasOpen = file.state === 'received';
  changed(context, file, 'withdrawn', { withdrawal: { ...withdrawal, state: 'approved' } });
  const reason = `撤回挂失 ${file.number}`;
  if (wasOpen) endClaim(context, file, reason);
  else if (hasSuspended && esId !== null && statusOf(context, esId)?.state === 'suspended') {
    changeState(context, esId, 'active', { reason });
  }
}

function changed(
  context: PlatformContext,
  file: LossReportFile,
  state: string,
  content: Partial<LossReportContent>,
): LossReportFile {
  const next = { ...file, state, content: { ...file.content, ...content } };
  updateFile(context, next);
  return next;
}
