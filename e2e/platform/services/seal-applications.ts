import { demandedPapers } from '../../../electron/core/seal-life/demanded-papers.ts';
import { renewalWindow } from '../../../electron/core/seal-life/reminders.ts';
import { decodeCertificateRequest } from '../../../electron/core/x509/issuing.ts';
import { decodeCertificate } from '../../../electron/core/x509/certificate.ts';
import { CodedError } from '../../../electron/shared/errors.ts';
import { APPLICATION_REASONS } from '../../../electron/shared/model/policy-profile.ts';
import { needsReasonText } from '../../../electron/shared/model/seal-life.ts';
import { reasonInWords } from '../../../electron/shared/texts/reason-texts.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { statusOf } from '../lists/seal-status.ts';
import { base64Of, octetsOf, type PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { recordCertificate } from '../registry/holder-certificates.ts';
import { noteIssuedFor } from '../registry/enterprise-data.ts';
import { changeState, findSeal, type RegisteredSeal, registerSeal } from '../registry/seals.ts';
import {
  type FiledRecord,
  findFile,
  insertFile,
  newNumber,
  newSecret,
  secretSm3,
  updateFile,
} from './applications.ts';
import { makeFirst } from './first-seals.ts';
import { makeAnew, newValidity } from './new-seals.ts';
import { listPapers, type PaperKind } from './papers.ts';
import { say } from '../language.ts';

type SealApplication = PlatformSchema<'SealApplication'>;

export type SealApplicationKind = SealApplication['kind'];

export const SEAL_APPLICATION_KINDS = ['issue', 'renewal', 'replacement', 'cancellation'] as const;

export interface SealApplicationContent {
  readonly request: PlatformSchema<'SealApplicationRequest'> | FirstSealRequest;
  /** The kinds of papers that it has to have; absent in a world of version 0.1.0. */
  readonly demanded?: readonly PaperKind[];
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  /** base64 */
  readonly certificate: string | null;
  readonly seal: string | null;
}

export type FirstSealRequest = PlatformSchema<'FirstSealRequest'>;

export type SealApplicationFile = FiledRecord<SealApplicationContent>;

/**
 * Accepts an application of the seal's holder.
 * @throws Problem
 */
export function applyForSeal(
  context: PlatformContext,
  kind: Exclude<SealApplicationKind, 'issue'>,
  seal: RegisteredSeal,
  request: PlatformSchema<'SealApplicationRequest'>,
): SealApplication {
  requireOpenSeal(context, seal);
  requireReason(context, kind, request);
  if (kind === 'renewal') requireWindow(context, seal);
  if (kind !== 'cancellation') requireRequest(context, request.certificateRequest);
  return fileApplication(context, kind, seal.holder, request);
}

/** Files an application: as a draft if the rules want papers with it, else to be decided. */
export function fileApplication(
  context: PlatformContext,
  kind: SealApplicationKind,
  holder: string,
  request: SealApplicationContent['request'],
): SealApplication {
  const secret = newSecret(context);
  const { kinds: demanded } = demandedPapers(context.profile, kind, request.applicant.role);
  const undecided = { decidedAt: null, decisionReason: null, certificate: null, seal: null };
  const file: SealApplicationFile = {
    ...{ number: newNumber(context, kind), kind, holder },
    state: demanded.length > 0 ? 'draft' : 'underReview',
    createdAt: context.clock.now().toISOString(),
    content: { request, demanded, ...undecided },
  };
  insertFile(context, file, secretSm3(context, secret));
  return { ...describeSealApplication(context, file), secret };
}

/** Refuses an application for a seal that was cancelled or replaced. */
function requireOpenSeal(context: PlatformContext, { esId }: RegisteredSeal): void {
  const state = statusOf(context, esId)?.state ?? 'active';
  if (state !== 'active' && state !== 'suspended')
    throw new Problem('wrong-state', say(`印章状态为 ${state}`, `The state of the seal is ${state}`));
}

function requireWindow(context: PlatformContext, { validTo }: RegisteredSeal): void {
  if (context.profile === null) return;
  const window = renewalWindow(context.profile, new Date(validTo), context.clock.now());
  if (window === null || window.state === 'open') return;
  const when = `${window.opensAt ?? ''} – ${window.closesAt ?? ''}`;
  throw new Problem('not-in-window', say(`续期期限：${when}`, `Time for a renewal: ${when}`));
}

/** Refuses a reason that the profile in force does not list, and an open one that nobody explains. */
function requireReason(
  { profile }: PlatformContext,
  kind: Exclude<SealApplicationKind, 'issue'>,
  { reason, reasonText }: PlatformSchema<'SealApplicationRequest'>,
): void {
  const { replacement, cancellation } = profile?.rules ?? { replacement: null, cancellation: null };
  const listed: readonly string[] | null =
    kind === 'renewal'
      ? ['validityEnds']
      : ((kind === 'replacement' ? replacement?.reasons : cancellation?.reasons) ?? null);
  if (listed !== null && !listed.includes(reason)) {
    throw new Problem(
      'reason-not-provided',
      say(`规定列出的理由：${listed.join('、')}`, `The rules list: ${listed.join(', ')}`),
    );
  }
  if (needsReasonText(reason) && (reasonText ?? '').trim() === '') {
    throw new Problem(
      'reason-not-provided',
      say('这个理由须说明具体情况', 'This reason needs to be put into words'),
    );
  }
}

export function requireRequest({ engine }: PlatformContext, request: string | null): void {
  try {
    decodeCertificateRequest(engine, octetsOf(request ?? ''));
  } catch (error) {
    if (error instanceof CodedError)
      throw new Problem(
        'invalid-request',
        say('证书请求（PKCS#10）无效', 'The certificate request (PKCS#10) is not valid'),
      );
    throw error;
  }
}

/** @throws Problem not-found */
export function sealApplicationFile(
  context: Pick<PlatformContext, 'database'>,
  number: string,
): SealApplicationFile {
  const file = findFile<SealApplicationContent>(context, SEAL_APPLICATION_KINDS, number);
  if (file === null) throw new Problem('not-found', say('没有这份申请', 'There is no such application'));
  return file;
}

/** Leaves out the secret, which is sent once. */
export function describeSealApplication(
  context: Pick<PlatformContext, 'database'>,
  file: SealApplicationFile,
): SealApplication {
  const { request, ...content } = file.content;
  return {
    number: file.number,
    secret: null,
    kind: file.kind as SealApplicationKind,
    esId: 'esId' in request ? request.esId : null,
    ...reasonOf(request),
    papers: listPapers(context, file.number),
    state: file.state as SealApplication['state'],
    submittedAt: file.createdAt,
    ...content,
    demanded: content.demanded ?? [],
  };
}

/** A world of version 0.1.0 kept words alone. A first seal needs no reason. */
function reasonOf(
  request: SealApplicationContent['request'],
): Pick<SealApplication, 'reason' | 'reasonText'> {
  if (!('esId' in request)) return { reason: null, reasonText: null };
  const known = APPLICATION_REASONS.find((each) => each === request.reason);
  return { reason: known ?? 'other', reasonText: known === undefined ? request.reason : request.reasonText };
}

/**
 * Applies the officer's decision.
 * @param refusal the reason of a refusal; null for an approval
 * @throws Problem
 */
export async function decideSealApplication(
  context: PlatformContext,
  number: string,
  refusal: string | null,
): Promise<void> {
  const file = sealApplicationFile(context, number);
  if (file.state !== 'underReview')
    throw new Problem(
      'wrong-state',
      say(`申请现在的状态是 ${file.state}`, `The state of the application is ${file.state}`),
    );
  const decided = { decidedAt: context.clock.now().toISOString(), decisionReason: refusal };
  if (refusal !== null) return keep(context, file, 'rejected', decided);
  const { request } = file.content;
  if (!('esId' in request)) return issueFirst(context, file, request, decided);
  const former = findSeal(context, request.esId);
  if (former === null) throw new Problem('not-found', say('没有这枚印章', 'There is no such seal'));
  if (file.kind !== 'cancellation') return replace(context, file, former, decided);
  changeState(context, former.esId, 'cancelled', {
    reason: `注销 ${number}：${inWords(request)}`,
  });
  keep(context, file, 'done', decided);
}

function inWords({ reason, reasonText }: PlatformSchema<'SealApplicationRequest'>): string {
  const words = reasonInWords(reason, 'zh-CN');
  return reasonText === null ? words : `${words}：${reasonText}`;
}

type Decided = Pick<SealApplicationContent, 'decidedAt' | 'decisionReason'>;

/** Makes certificate and seal. After a renewal the former seal runs on to its end, after a replacement it does not. */
async function replace(
  context: PlatformContext,
  file: SealApplicationFile,
  former: RegisteredSeal,
  decided: Decided,
): Promise<void> {
  const renews = file.kind === 'renewal';
  const request = octetsOf(file.content.request.certificateRequest ?? '');
  const made = await makeAnew(context, former, request, newValidity(context, former, renews));
  const { esId, certificate, seal } = made;
  context.database.transaction(() => {
    recordCertificate(context, decodeCertificate(certificate));
    registerSeal(context, seal);
    noteIssuedFor(context, esId, former.holder);
    if (!renews)
      changeState(context, former.esId, stateOfFormer(context), {
        reason: `换领 ${file.number}`,
        replacedBy: esId,
      });
    keep(context, file, 'approved', {
      ...decided,
      certificate: base64Of(certificate),
      seal: base64Of(seal),
    });
  })();
}

/** Certifies the key of a first seal, and has the seal made with the picture of the physical one. */
async function issueFirst(
  context: PlatformContext,
  file: SealApplicationFile,
  request: FirstSealRequest,
  decided: Decided,
): Promise<void> {
  const { certificate, seal } = await makeFirst(context, request);
  context.database.transaction(() => {
    recordCertificate(context, decodeCertificate(certificate));
    registerSeal(context, seal);
    const made = { certificate: base64Of(certificate), seal: base64Of(seal) };
    keep(context, file, 'approved', { ...decided, ...made });
  })();
}

/** Returns the state that the policy gives a replaced seal. */
function stateOfFormer({ profile }: PlatformContext): 'cancelled' | 'replaced' {
  return profile?.rules.replacement?.former === 'cancelled' ? 'cancelled' : 'replaced';
}

/** Keeps a new state and content of an application. */
export function keep(
  context: PlatformContext,
  file: SealApplicationFile,
  state: string,
  content: Partial<SealApplicationContent>,
): void {
  updateFile(context, { ...file, state, content: { ...file.content, ...content } });
}
