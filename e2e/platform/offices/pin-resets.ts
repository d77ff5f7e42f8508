import { toHex } from '../../../electron/core/bytes/encodings.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { Problem } from '../api/problem.ts';
import type { Office } from '../office.ts';
import { findToken } from '../registry/tokens.ts';
import { findFile, insertFile, newNumber, updateFile, type FiledRecord } from './applications.ts';
import { deletePapers, keepPaper, listPapers, type PaperKind } from './papers.ts';
import { newSecret, secretSm3 } from './secrets.ts';

type PinResetRequest = PlatformSchema<'PinResetRequest'>;
type PinReset = PlatformSchema<'PinReset'>;

/** What is kept of an application beside its state. */
export interface PinResetContent {
  readonly request: PinResetRequest;
  readonly submittedAt: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  readonly validUntil: string | null;
  /** Of every credential that was given out: the last answer may have been lost on its way. */
  readonly credentialIds: readonly string[];
}

export type PinResetFile = FiledRecord<PinResetContent>;

/** How long an approval may be used. */
const APPROVAL_MS = 24 * 3_600_000;

const time = (office: Office, laterMs = 0): string =>
  new Date(office.clock.now().getTime() + laterMs).toISOString();

/** Begins an application. @throws Problem where the platform gave out no such key */
export function beginPinReset(
  office: Office,
  request: PinResetRequest,
): { readonly application: PinReset; readonly secret: string } {
  if (findToken(office, request.tokenSerial) === null) {
    throw new Problem('not-found', '平台没有发放过这枚 USB Key');
  }
  const secret = newSecret(office);
  const file: PinResetFile = {
    number: newNumber(office, 'pinReset'),
    kind: 'pinReset',
    holder: request.holderName,
    state: 'draft',
    createdAt: time(office),
    content: {
      request,
      submittedAt: null,
      decidedAt: null,
      decisionReason: null,
      validUntil: null,
      credentialIds: [],
    },
  };
  insertFile(office, file, secretSm3(office, secret));
  return { application: describePinReset(office, file), secret };
}

/** An application; an approval that was not used in time has expired. @throws Problem not-found */
export function pinResetFile(office: Office, number: string): PinResetFile {
  const file = findFile<PinResetContent>(office, ['pinReset'], number);
  if (file === null) throw new Problem('not-found', '没有这份申请');
  const { validUntil } = file.content;
  const isOver = file.state === 'approved' && validUntil !== null && time(office) > validUntil;
  return isOver ? changed(office, file, 'expired', {}) : file;
}

export function describePinReset(office: Office, file: PinResetFile): PinReset {
  const { request, submittedAt, decidedAt, decisionReason, validUntil } = file.content;
  return {
    number: file.number,
    tokenSerial: request.tokenSerial,
    state: file.state as PinReset['state'],
    papers: listPapers(office, file.number),
    createdAt: file.createdAt,
    submittedAt,
    decidedAt,
    decisionReason,
    validUntil,
  };
}

/** @throws Problem where the file is not in one of the states */
export function requireState(file: FiledRecord<unknown>, ...states: readonly string[]): void {
  if (!states.includes(file.state)) throw new Problem('wrong-state', `申请现在的状态是 ${file.state}`);
}

/** @returns the file with its new state and content, which is kept */
export function changed(
  office: Office,
  file: PinResetFile,
  state: string,
  content: Partial<PinResetContent>,
): PinResetFile {
  const next = { ...file, state, content: { ...file.content, ...content } };
  updateFile(office, next);
  return next;
}

/** Takes a paper for an application that is not handed in yet. @throws Problem */
export function addPaper(
  office: Office,
  number: string,
  paper: { readonly id: string; readonly kind: PaperKind; readonly bytes: Uint8Array },
): PinReset {
  const file = pinResetFile(office, number);
  requireState(file, 'draft');
  keepPaper(office, number, paper);
  return describePinReset(office, file);
}

/** Hands an application in. @throws Problem where papers are missing */
export function submitPinReset(office: Office, number: string): PinReset {
  const file = pinResetFile(office, number);
  if (file.state === 'underReview') return describePinReset(office, file);
  requireState(file, 'draft');
  const kinds = new Set(listPapers(office, number).map(({ kind }) => kind));
  if (!kinds.has('identity')) throw new Problem('papers-missing', '缺少身份证件');
  if (file.content.request.applicant.role === 'agent' && !kinds.has('authorisation')) {
    throw new Problem('papers-missing', '经办人申请须附授权书');
  }
  return describePinReset(office, changed(office, file, 'underReview', { submittedAt: time(office) }));
}

/** Takes an application back before it is decided; its papers are deleted. @throws Problem */
export function withdrawPinReset(office: Office, number: string): PinReset {
  const file = pinResetFile(office, number);
  requireState(file, 'draft', 'underReview');
  deletePapers(office, number);
  return describePinReset(office, changed(office, file, 'withdrawn', {}));
}

/** The officer's decision. @param refusal why not; null for an approval. @throws Problem */
export function decidePinReset(office: Office, number: string, refusal: string | null): void {
  const file = pinResetFile(office, number);
  requireState(file, 'underReview');
  const decided = { decidedAt: time(office), decisionReason: refusal };
  if (refusal !== null) changed(office, file, 'rejected', decided);
  else changed(office, file, 'approved', { ...decided, validUntil: time(office, APPROVAL_MS) });
}

/** An identifier that nobody guesses. */
export function newCredentialId({ random }: Pick<Office, 'random'>): string {
  return `UC-${toHex(random(16))}`;
}
