import { CodedError } from '../../shared/errors.ts';
import type { ApprovalDecision, ApprovalRequest } from '../../shared/model/approval.ts';
import { jsonOrNull, utf8Bytes } from '../bytes/encodings.ts';
import { openStatement, signStatement, type Statement } from '../platform/signed-statement.ts';
import type { SmEngine } from '../sm/engine.ts';
import type { MessageSigner } from '../sm/message-signature.ts';
import { allowsSignatures } from '../x509/extensions.ts';
import type { Certificate } from '../x509/certificate.ts';
import { buildPath } from '../x509/path.ts';
import { pathRevocation } from '../x509/revocation.ts';
import type { TrustStore } from '../x509/trust-store.ts';
import { decisionSchema } from './approval-schema.ts';
import { requestDigest } from './approval-request.ts';

const TYPE = 'approval-decision';

/** Signs a decision. @param sign with the key of the approver's certificate; r ‖ s */
export function signDecision(
  decision: ApprovalDecision,
  certificate: Uint8Array,
  sign: MessageSigner,
): Promise<Statement> {
  return signStatement(TYPE, utf8Bytes(JSON.stringify(decision)), certificate, sign);
}

export interface DecisionTrust {
  readonly engine: SmEngine;
  readonly trust: TrustStore;
  readonly now: Date;
}

/** A decision that counts, with the certificate of its signer. */
export interface SignedDecision {
  readonly decision: ApprovalDecision;
  readonly signer: Certificate;
}

/** Clocks of two computers of one enterprise may differ by this much. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/**
 * Judges a decision: it must be about exactly this request, and somebody of the enterprise must have signed
 * it with a certificate that was good at that time.
 * @throws CodedError STATEMENT_INVALID (see openStatement), or APPROVAL_DECISION_INVALID with the broken
 *   `rule`: payload, otherRequest, requestChanged, time, enterprise, keyUsage, validity, path, revoked
 */
export function openDecision(
  statement: Statement,
  request: ApprovalRequest,
  world: DecisionTrust,
): SignedDecision {
  const { payload, signer } = openStatement(statement, TYPE, world.engine);
  const decision = decisionOf(payload);
  const rule =
    subjectFault(decision, request, world) ??
    enterpriseFault(signer, request.enterprise, new Date(decision.decidedAt), world);
  if (rule !== null) throw invalid(rule);
  return { decision, signer };
}

function decisionOf(payload: Uint8Array): ApprovalDecision {
  const parsed = decisionSchema.safeParse(jsonOrNull(payload));
  if (!parsed.success) throw invalid('payload');
  return parsed.data;
}

function subjectFault(
  decision: ApprovalDecision,
  request: ApprovalRequest,
  { engine, now }: DecisionTrust,
): string | null {
  if (decision.requestId !== request.id) return 'otherRequest';
  if (decision.requestSm3 !== requestDigest(request, engine)) return 'requestChanged';
  const at = Date.parse(decision.decidedAt);
  const earliest = Date.parse(request.requestedAt) - CLOCK_TOLERANCE_MS;
  return at < earliest || at > now.getTime() + CLOCK_TOLERANCE_MS ? 'time' : null;
}

/**
 * Judges whether somebody of an enterprise has signed, with a certificate that was good at a time.
 * @returns the broken rule: enterprise, keyUsage, validity, path, revoked; null for none
 */
export function enterpriseFault(
  signer: Certificate,
  enterprise: string,
  at: Date,
  { engine, trust, now }: DecisionTrust,
): string | null {
  if (enterprise === '' || enterpriseOf(signer) !== enterprise) return 'enterprise';
  if (signer.basicConstraints?.isAuthority === true || !allowsSignatures(signer.keyUsage)) return 'keyUsage';
  if (at < signer.notBefore || at > signer.notAfter) return 'validity';
  const built = buildPath(signer, { engine, trust, at });
  if (!built.ok) return 'path';
  const statuses = pathRevocation(built.path, trust.revocationLists, { engine, now });
  return statuses.some(({ status }) => status.state === 'revoked') ? 'revoked' : null;
}

/**
 * Names the enterprise that a certificate belongs to: its organisation, or its subject if it names no
 * organisation.
 */
export function enterpriseOf({ subject }: Pick<Certificate, 'subject'>): string {
  return subject.organisation === '' ? subject.commonName : subject.organisation;
}

/** What stands behind the holder's name as the organisation of a delegate's certificate (openapi.yaml, `enrolDelegate`). */
const OF_DELEGATE = '（被授权人）';

/**
 * Names the enterprise whose approvals let a key seal: a delegate seals for the holder who has authorised them. Who decides,
 * registers or applies is judged by {@link enterpriseOf}, which is never the holder for a delegate's certificate.
 */
export function enterpriseServed(certificate: Pick<Certificate, 'subject'>): string {
  const own = enterpriseOf(certificate);
  return own.endsWith(OF_DELEGATE) ? own.slice(0, -OF_DELEGATE.length) : own;
}

function invalid(rule: string): CodedError {
  return new CodedError('APPROVAL_DECISION_INVALID', rule, { rule });
}
