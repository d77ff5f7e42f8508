import { toHex } from '../../../electron/core/bytes/encodings.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { findToken } from '../registry/tokens.ts';
import {
  type FiledRecord,
  findFile,
  insertFile,
  newNumber,
  newSecret,
  secretSm3,
  updateFile,
} from './applications.ts';
import { deletePapers, keepPaper, listPapers, type PaperKind } from './papers.ts';
import { say } from '../language.ts';

type PinResetRequest = PlatformSchema<'PinResetRequest'>;
type PinReset = PlatformSchema<'PinReset'>;

/** The content of an application beside its state. */
export interface PinResetContent {
  readonly request: PinResetRequest;
  readonly submittedAt: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  readonly validUntil: string | null;
  /** The ids of all credentials that were sent, because the last answer may have been lost. */
  readonly credentialIds: readonly string[];
}

type PinResetFile = FiledRecord<PinResetContent>;

/** The time in which an approval may be used. */
const APPROVAL_MS = 24 * 3_600_000;

const time = (context: PlatformContext, laterMs = 0): string =>
  new Date(context.clock.now().getTime() + laterMs).toISOString();

/**
 * Begins an application.
 * @throws Problem when the platform has not issued the key
 */
export function beginPinReset(
  context: PlatformContext,
  request: PinResetRequest,
): { readonly application: PinReset; readonly secret: string } {
  if (findToken(context, request.tokenSerial) === null) {
    throw new Problem(
      'not-found',
      say('平台没有发放过这枚 USB Key', 'The platform has issued no such USB key'),
    );
  }
  const secret = newSecret(context);
  const file: PinResetFile = {
    number: newNumber(context, 'pinReset'),
    kind: 'pinReset',
    holder: request.holderName,
    state: 'draft',
    createdAt: time(context),
    content: {
      request,
      submittedAt: null,
      decidedAt: null,
      decisionReason: null,
      validUntil: null,
      credentialIds: [],
    },
  };
  insertFile(context, file, secretSm3(context, secret));
  return { application: describePinReset(context, file), secret };
}

/**
 * Returns an application. An approval that was not used in time has expired.
 * @throws Problem not-found
 */
export function pinResetFile(context: PlatformContext, number: string): PinResetFile {
  const file = findFile<PinResetContent>(context, ['pinReset'], number);
  if (file === null) throw new Problem('not-found', say('没有这份申请', 'There is no such application'));
  const { validUntil } = file.content;
  const isOver = file.state === 'approved' && validUntil !== null && time(context) > validUntil;
  return isOver ? changed(context, file, 'expired', {}) : file;
}

export function describePinReset(context: PlatformContext, file: PinResetFile): PinReset {
  const { request, submittedAt, decidedAt, decisionReason, validUntil } = file.content;
  return {
    number: file.number,
    tokenSerial: request.tokenSerial,
    state: file.state as PinReset['state'],
    papers: listPapers(context, file.number).map((paper) => ({ ...paper, kind: resetKind(paper.kind) })),
    createdAt: file.createdAt,
    submittedAt,
    decidedAt,
    decisionReason,
    validUntil,
  };
}

/** A PIN reset takes no written application: the contract names its kinds. */
function resetKind(kind: PaperKind): PlatformSchema<'PaperKind'> {
  return kind === 'writtenApplication' ? 'other' : kind;
}

/** @throws Problem when the application is in none of the states */
export function requireState(file: FiledRecord<unknown>, ...states: readonly string[]): void {
  if (!states.includes(file.state))
    throw new Problem(
      'wrong-state',
      say(`申请现在的状态是 ${file.state}`, `The state of the application is ${file.state}`),
    );
}

/**
 * Keeps a new state and content.
 * @returns the changed application
 */
export function changed(
  context: PlatformContext,
  file: PinResetFile,
  state: string,
  content: Partial<PinResetContent>,
): PinResetFile {
  const next = { ...file, state, content: { ...file.content, ...content } };
  updateFile(context, next);
  return next;
}

/**
 * Adds a paper to an application that is not handed in yet.
 * @throws Problem
 */
export function addPaper(
  context: PlatformContext,
  number: string,
  paper: { readonly id: string; readonly kind: PaperKind; readonly bytes: Uint8Array },
): PinReset {
  const file = pinResetFile(context, number);
  requireState(file, 'draft');
  keepPaper(context, number, paper);
  return describePinReset(context, file);
}

/**
 * Hands an application in.
 * @throws Problem when papers are missing
 */
export function submitPinReset(context: PlatformContext, number: string): PinReset {
  const file = pinResetFile(context, number);
  if (file.state === 'underReview') return describePinReset(context, file);
  requireState(file, 'draft');
  const kinds = new Set(listPapers(context, number).map(({ kind }) => kind));
  if (!kinds.has('identity'))
    throw new Problem('papers-missing', say('缺少身份证件', 'The identity paper is missing'));
  if (file.content.request.applicant.role === 'agent' && !kinds.has('authorisation')) {
    throw new Problem('papers-missing', say('经办人申请须附授权书', 'An agent needs an authorisation'));
  }
  return describePinReset(context, changed(context, file, 'underReview', { submittedAt: time(context) }));
}

/**
 * Withdraws an application before it is decided, and deletes its papers.
 * @throws Problem
 */
export function withdrawPinReset(context: PlatformContext, number: string): PinReset {
  const file = pinResetFile(context, number);
  requireState(file, 'draft', 'underReview');
  deletePapers(context, number);
  return describePinReset(context, changed(context, file, 'withdrawn', {}));
}

/**
 * Applies the officer's decision.
 * @param refusal the reason of a refusal; null for an approval
 * @throws Problem
 */
export function decidePinReset(context: PlatformContext, number: string, refusal: string | null): void {
  const file = pinResetFile(context, number);
  requireState(file, 'underReview');
  const decided = { decidedAt: time(context), decisionReason: refusal };
  if (refusal !== null) changed(context, file, 'rejected', decided);
  else changed(context, file, 'approved', { ...decided, validUntil: time(context, APPROVAL_MS) });
}

/** Returns an identifier that nobody can guess. */
export function newCredentialId({ random }: Pick<PlatformContext, 'random'>): string {
  return `UC-${toHex(random(16))}`;
}
