import { decodeCertificate } from '../../../electron/core/x509/certificate.ts';
import { decodeCertificateRequest } from '../../../electron/core/x509/issuing.ts';
import { renewalWindow } from '../../../electron/core/seal-life/reminders.ts';
import { CodedError } from '../../../electron/shared/errors.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { Problem } from '../api/problem.ts';
import { statusOf } from '../lists/seal-status.ts';
import { base64Of, octetsOf } from '../octets.ts';
import type { Office } from '../office.ts';
import { recordCertificate } from '../registry/holder-certificates.ts';
import { changeState, findSeal, registerSeal, type RegisteredSeal } from '../registry/seals.ts';
import { findFile, insertFile, newNumber, updateFile, type FiledRecord } from './applications.ts';
import { makeAnew, newValidity } from './new-seals.ts';
import { newSecret, secretSm3 } from './secrets.ts';

type SealApplication = PlatformSchema<'SealApplication'>;

export type SealApplicationKind = SealApplication['kind'];

export const SEAL_APPLICATION_KINDS = ['renewal', 'replacement', 'cancellation'] as const;

export interface SealApplicationContent {
  readonly request: PlatformSchema<'SealApplicationRequest'>;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  /** base64 */
  readonly certificate: string | null;
  readonly seal: string | null;
}

export type SealApplicationFile = FiledRecord<SealApplicationContent>;

/** Takes an application of the seal's holder. @throws Problem */
export function applyForSeal(
  office: Office,
  kind: SealApplicationKind,
  seal: RegisteredSeal,
  request: PlatformSchema<'SealApplicationRequest'>,
): SealApplication {
  requireOpenSeal(office, seal);
  if (kind === 'renewal') requireWindow(office, seal);
  if (kind !== 'cancellation') requireRequest(office, request.certificateRequest);
  const secret = newSecret(office);
  const file: SealApplicationFile = {
    number: newNumber(office, kind),
    kind,
    holder: seal.holder,
    state: 'underReview',
    createdAt: office.clock.now().toISOString(),
    content: { request, decidedAt: null, decisionReason: null, certificate: null, seal: null },
  };
  insertFile(office, file, secretSm3(office, secret));
  return { ...describeSealApplication(file), secret };
}

/** What was cancelled or replaced is not applied for again. */
function requireOpenSeal(office: Office, { esId }: RegisteredSeal): void {
  const state = statusOf(office, esId)?.state ?? 'active';
  if (state !== 'active' && state !== 'suspended') throw new Problem('wrong-state', `印章状态为 ${state}`);
}

function requireWindow(office: Office, { validTo }: RegisteredSeal): void {
  if (office.profile === null) return;
  const window = renewalWindow(office.profile, new Date(validTo), office.clock.now());
  if (window === null || window.state === 'open') return;
  const when = `${window.opensAt ?? ''} – ${window.closesAt ?? ''}`;
  throw new Problem('not-in-window', `续期期限：${when}`);
}

function requireRequest({ engine }: Office, request: string | null): void {
  try {
    decodeCertificateRequest(engine, octetsOf(request ?? ''));
  } catch (error) {
    if (error instanceof CodedError) throw new Problem('invalid-request', '证书请求（PKCS#10）无效');
    throw error;
  }
}

/** @throws Problem not-found */
export function sealApplicationFile(office: Pick<Office, 'database'>, number: string): SealApplicationFile {
  const file = findFile<SealApplicationContent>(office, SEAL_APPLICATION_KINDS, number);
  if (file === null) throw new Problem('not-found', '没有这份申请');
  return file;
}

/** Without the secret, which is told once. */
export function describeSealApplication(file: SealApplicationFile): SealApplication {
  const { request, ...content } = file.content;
  return {
    number: file.number,
    secret: null,
    kind: file.kind as SealApplicationKind,
    esId: request.esId,
    reason: request.reason,
    state: file.state as SealApplication['state'],
    submittedAt: file.createdAt,
    ...content,
  };
}

/** The officer's decision. @param refusal why not; null for an approval. @throws Problem */
export async function decideSealApplication(
  office: Office,
  number: string,
  refusal: string | null,
): Promise<void> {
  const file = sealApplicationFile(office, number);
  if (file.state !== 'underReview') throw new Problem('wrong-state', `申请现在的状态是 ${file.state}`);
  const former = findSeal(office, file.content.request.esId);
  if (former === null) throw new Problem('not-found', '没有这枚印章');
  const decided = { decidedAt: office.clock.now().toISOString(), decisionReason: refusal };
  if (refusal !== null) return keep(office, file, 'rejected', decided);
  if (file.kind !== 'cancellation') return replace(office, file, former, decided);
  changeState(office, former.esId, 'cancelled', { reason: `注销 ${number}：${file.content.request.reason}` });
  keep(office, file, 'done', decided);
}

type Decided = Pick<SealApplicationContent, 'decidedAt' | 'decisionReason'>;

/** Makes certificate and seal. A renewed seal's former one runs on to its end; a replaced one is none any more. */
async function replace(
  office: Office,
  file: SealApplicationFile,
  former: RegisteredSeal,
  decided: Decided,
): Promise<void> {
  const renews = file.kind === 'renewal';
  const request = octetsOf(file.content.request.certificateRequest ?? '');
  const made = await makeAnew(office, former, request, newValidity(office, former, renews));
  const { esId, certificate, seal } = made;
  office.database.transaction(() => {
    recordCertificate(office, decodeCertificate(certificate));
    registerSeal(office, seal);
    if (!renews)
      changeState(office, former.esId, stateOfFormer(office), {
        reason: `换领 ${file.number}`,
        replacedBy: esId,
      });
    keep(office, file, 'approved', {
      ...decided,
      certificate: base64Of(certificate),
      seal: base64Of(seal),
    });
  })();
}

/** What the local rules make of a seal that was replaced. */
function stateOfFormer({ profile }: Office): 'cancelled' | 'replaced' {
  return profile?.rules.replacement?.former === 'cancelled' ? 'cancelled' : 'replaced';
}

function keep(
  office: Office,
  file: SealApplicationFile,
  state: string,
  content: Partial<SealApplicationContent>,
): void {
  updateFile(office, { ...file, state, content: { ...file.content, ...content } });
}
