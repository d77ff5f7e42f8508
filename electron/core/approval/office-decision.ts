import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import type { ApprovalItem, ApprovalRequest } from '../../shared/model/approval.ts';
import {
  MOST_OFFICE_USES,
  OFFICE_SEAL_KINDS,
  type OfficePerson,
  type OfficePowers,
} from '../../shared/model/office-system.ts';
import { fromHex, jsonOrNull, toHex, utf8Bytes } from '../bytes/encodings.ts';
import type { Statement } from '../platform/signed-statement.ts';
import type { SmEngine } from '../sm/engine.ts';
import type { Certificate } from '../x509/certificate.ts';
import { itemSchema, line, statementSchema, text } from './approval-schema.ts';
import { parseRequest } from './approval-request.ts';
import { invalid, openOfficeStatement } from './office-statement.ts';

/** The format that a decision names. */
export const OFFICE_DECISION_FORMAT = 'sealdesk office decision 1';

/** One file of a decision: exactly these bytes, with this seal, in this place, so many times. */
export type OfficeItem = ApprovalItem & { readonly uses: number };

/** What an office system has decided, as its own certificate signs it. Times are ISO 8601 in UTC. */
export interface OfficeDecision {
  readonly format: typeof OFFICE_DECISION_FORMAT;
  /** OA 单号. One number stands for one decision. */
  readonly number: string;
  readonly enterprise: string;
  readonly outcome: 'approved' | 'rejected';
  readonly applicant: OfficePerson;
  readonly approver: OfficePerson;
  readonly purpose: string;
  readonly counterpart: string;
  readonly comment: string;
  readonly decidedAt: string;
  readonly validUntil: string;
  readonly items: readonly OfficeItem[];
}

const person = z.strictObject({ name: line, id: line });

/** The schema of a decision of an office system. */
export const officeDecisionSchema = z.strictObject({
  format: z.literal(OFFICE_DECISION_FORMAT),
  number: line,
  enterprise: line,
  outcome: z.enum(['approved', 'rejected']),
  applicant: person,
  approver: person,
  purpose: text,
  counterpart: text,
  comment: text,
  decidedAt: z.iso.datetime(),
  validUntil: z.iso.datetime(),
  items: z
    .array(z.strictObject({ ...itemSchema.shape, uses: z.int().min(1).max(MOST_OFFICE_USES) }))
    .min(1)
    .max(MOST_OFFICE_USES),
});

/** A decision whose signature fits the certificate that it carries. */
export interface OpenedDecision {
  readonly decision: OfficeDecision;
  readonly signer: Certificate;
  /** SHA-256 of the signer's certificate, hexadecimal. */
  readonly fingerprint: string;
  /** SM3 of the octets that were signed, hexadecimal. */
  readonly decisionSm3: string;
}

/**
 * Opens a decision. It says nothing about the system's powers.
 * @throws CodedError OA_DECISION_INVALID with the `field`, OA_DECISION_ALTERED
 */
export function openOfficeDecision(statement: Statement, engine: SmEngine): OpenedDecision {
  const { payload, signer } = openOfficeStatement(statement, engine);
  const parsed = officeDecisionSchema.safeParse(jsonOrNull(payload));
  if (!parsed.success) throw invalid(parsed.error.issues[0]?.path.join('.') || 'payload');
  const decision = parsed.data;
  if (usesOfDecision(decision) > MOST_OFFICE_USES) throw invalid('items');
  return {
    ...{ decision, signer, fingerprint: certificateFingerprint(signer.raw, engine) },
    decisionSm3: toHex(engine.sm3(payload)),
  };
}

/** Computes SHA-256 of a certificate (DER), as `openssl x509 -fingerprint -sha256` shows it, without colons. */
export function certificateFingerprint(der: Uint8Array, { digests }: Pick<SmEngine, 'digests'>): string {
  const digest = digests.of(SHA256);
  if (digest === undefined) throw new Error('SHA-256 is always there');
  return toHex(digest(der));
}

const SHA256 = '2.16.840.1.101.3.4.2.1';

function usesOfDecision({ items }: Pick<OfficeDecision, 'items'>): number {
  return items.reduce((sum, { uses }) => sum + uses, 0);
}

/** What a system's registration says when a decision of it is judged. */
export interface OfficeStanding {
  readonly name: string;
  readonly enterprise: string;
  readonly powers: OfficePowers;
  readonly withdrawnAt: string | null;
}

/**
 * Tells whether powers reach a seal, by its number or by the kind at the end of its name.
 * @param seal its name decides only as its maker has signed it: what a decision says of it is judged anew at the use
 */
export function reachSeal(
  { seals }: Pick<OfficePowers, 'seals'>,
  { esId, sealName }: Pick<ApprovalItem, 'esId' | 'sealName'>,
): boolean {
  if (seals === null || seals.includes(esId)) return true;
  return OFFICE_SEAL_KINDS.some((kind) => seals.includes(kind) && sealName.endsWith(kind));
}

/** Clocks of two computers of one enterprise may differ by this much. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/**
 * Judges whether a registered system may decide this, now.
 * @throws CodedError OA_SYSTEM_WITHDRAWN, OA_POWERS_EXCEEDED with the `power` that does not reach (enterprise, seal,
 *   uses, until, certificate), OA_DECISION_LATE after the decision's end, OA_DECISION_INVALID for one from the future
 */
export function expectPowers(
  { decision, signer }: Pick<OpenedDecision, 'decision' | 'signer'>,
  { name, enterprise, powers, withdrawnAt }: OfficeStanding,
  now: Date,
): void {
  const facts = { system: name, number: decision.number };
  if (withdrawnAt !== null) {
    throw new CodedError('OA_SYSTEM_WITHDRAWN', name, { ...facts, since: withdrawnAt });
  }
  const exceeded = (power: string, allowed: string, found: string): CodedError =>
    new CodedError('OA_POWERS_EXCEEDED', power, { ...facts, power, allowed, found });
  if (decision.enterprise !== enterprise) throw exceeded('enterprise', enterprise, decision.enterprise);
  const { seals, mostUses, until } = powers;
  const other = decision.items.find((item) => !reachSeal(powers, item));
  if (other !== undefined) throw exceeded('seal', (seals ?? []).join(', '), other.esId);
  const uses = usesOfDecision(decision);
  if (uses > mostUses) throw exceeded('uses', String(mostUses), String(uses));
  const at = Date.parse(decision.decidedAt);
  if (Date.parse(decision.validUntil) > Date.parse(until) || now.getTime() > Date.parse(until)) {
    throw exceeded('until', until, decision.validUntil);
  }
  if (at < signer.notBefore.getTime() || at > signer.notAfter.getTime()) {
    throw exceeded('certificate', signer.notAfter.toISOString(), decision.decidedAt);
  }
  if (at > now.getTime() + CLOCK_TOLERANCE_MS) throw invalid('decidedAt');
  if (Date.parse(decision.validUntil) < now.getTime()) {
    throw new CodedError('OA_DECISION_LATE', decision.number, { ...facts, validUntil: decision.validUntil });
  }
}

/**
 * Makes the request that a decision stands for, always the same of the same decision: an item for each use. Its number is
 * that of the system and the office number, so that a second decision under one number is noticed.
 * @throws CodedError APPROVAL_INVALID for an end before the decision
 */
export function requestOfDecision(
  { decision, fingerprint }: Pick<OpenedDecision, 'decision' | 'fingerprint'>,
  engine: Pick<SmEngine, 'sm3'>,
): ApprovalRequest {
  const { enterprise, applicant, purpose, counterpart, decidedAt, validUntil } = decision;
  return parseRequest({
    id: `OA-${officeNumberDigest(fingerprint, decision.number, engine).slice(0, 16).toUpperCase()}`,
    ...{ enterprise, applicant: applicant.name, purpose, counterpart, requestedAt: decidedAt, validUntil },
    items: decision.items.flatMap(({ uses, ...item }) => Array.from({ length: uses }, () => item)),
  });
}

/**
 * Names an approval of an office system at a platform that keeps claims, by system and office number alone: two decisions
 * under one number, on two computers, are one approval there.
 */
export function officeNumberDigest(
  fingerprint: string,
  number: string,
  engine: Pick<SmEngine, 'sm3'>,
): string {
  return toHex(engine.sm3(utf8Bytes(`${OFFICE_DECISION_FORMAT}\0`), fromHex(fingerprint), utf8Bytes(number)));
}

/** Reads the file of a decision. Null for a file that is none; it may be a request file. */
export function decisionFileOrNull(bytes: Uint8Array): Statement | null {
  const parsed = statementSchema.safeParse(jsonOrNull(bytes));
  return parsed.success ? parsed.data : null;
}
