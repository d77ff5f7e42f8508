import { base64 } from '@scure/base';
import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import { MOST_OFFICE_DAYS, MOST_OFFICE_USES, type OfficePowers } from '../../shared/model/office-system.ts';
import { jsonOrNull, utf8Bytes } from '../bytes/encodings.ts';
import {
  claimedPayload,
  openStatement,
  signStatement,
  type Statement,
} from '../platform/signed-statement.ts';
import type { MessageSigner } from '../sm/message-signature.ts';
import type { Certificate } from '../x509/certificate.ts';
import { line } from './approval-schema.ts';
import { type DecisionTrust, enterpriseFault } from './decision.ts';

const TYPE = 'office-system';

/** What the enterprise signs when it registers an office system: who the system is, and what it may approve. */
export interface OfficeRegistration {
  readonly name: string;
  readonly enterprise: string;
  /** Of the system, DER in base64. */
  readonly certificate: string;
  readonly powers: OfficePowers;
  /** Who registers it, by name. */
  readonly registeredBy: string;
  readonly registeredAt: string;
}

const registrationSchema = z.strictObject({
  name: line,
  enterprise: line,
  certificate: z.base64().max(20_000),
  powers: z.strictObject({
    seals: z.array(line).min(1).max(100).nullable(),
    mostUses: z.int().min(1).max(MOST_OFFICE_USES),
    until: z.iso.datetime(),
  }),
  registeredBy: line,
  registeredAt: z.iso.datetime(),
});

const DAY_MS = 86_400_000;

/** Signs a registration. @param sign with the key of the enterprise's certificate */
export function signRegistration(
  registration: OfficeRegistration,
  certificate: Uint8Array,
  sign: MessageSigner,
): Promise<Statement> {
  return signStatement(TYPE, utf8Bytes(JSON.stringify(registration)), certificate, sign);
}

/** A registration, with the certificate of the enterprise's key that has signed it. */
export interface OpenedRegistration {
  readonly registration: OfficeRegistration;
  /** The system's certificate, DER. */
  readonly certificate: Uint8Array;
  readonly signer: Certificate;
  /** The rule that the signer breaks, so that the registration does not count; null when it counts. */
  readonly fault: string | null;
}

/**
 * Returns the certificate that a registration names, before anything of it is checked, DER; null when it names none that can
 * be read.
 */
export function claimedSystem(statement: Statement): Uint8Array | null {
  const payload = claimedPayload(statement);
  const parsed = registrationSchema.safeParse(payload === null ? null : jsonOrNull(payload));
  return parsed.success ? base64.decode(parsed.data.certificate) : null;
}

/**
 * Opens a registration and judges its signer as that of a decision: somebody of the same enterprise, with a certificate
 * that was good when the system was registered.
 * @throws CodedError STATEMENT_INVALID (see openStatement), OA_DECISION_INVALID with the `field` for other content
 */
export function openRegistration(statement: Statement, world: DecisionTrust): OpenedRegistration {
  const { payload, signer } = openStatement(statement, TYPE, world.engine);
  const parsed = registrationSchema.safeParse(jsonOrNull(payload));
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new CodedError('OA_DECISION_INVALID', field, { field });
  }
  const { enterprise, registeredAt, powers, certificate } = parsed.data;
  const at = new Date(registeredAt);
  const isEndless = Date.parse(powers.until) > at.getTime() + MOST_OFFICE_DAYS * DAY_MS;
  const fault = isEndless ? 'until' : enterpriseFault(signer, enterprise, at, world);
  return { registration: parsed.data, certificate: base64.decode(certificate), signer, fault };
}
