import { base64, base64urlnopad } from '@scure/base';
import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { utf8Bytes, utf8Text } from '../bytes/encodings.ts';
import type { SmEngine } from '../sm/engine.ts';
import { type MessageSigner, verifyMessage } from '../sm/message-signature.ts';
import { type Certificate, certificateOrNull } from '../x509/certificate.ts';
import { allowsSignatures } from '../x509/extensions.ts';
import { checkIssued } from '../x509/path.ts';
import { readJson } from '../bytes/json.ts';

/** Flattened JWS, RFC 7515 §7.2.2, with SM2 in place of the registered algorithms. */
export type Statement = PlatformSchema<'Statement'>;

/** The schema of a statement that is kept here; opening it checks its parts. */
export const keptStatement = z.strictObject({
  payload: z.string(),
  protected: z.string(),
  signature: z.string(),
});

/** The subjects of statements. A signature over one kind never passes for another. */
export type StatementType =
  | 'seal-trust-list'
  | 'seal-makers'
  | 'seal-status'
  | 'platform-policy'
  | 'platform-signers'
  | 'offline-bundle'
  | 'use-state'
  | 'enterprise-status'
  | 'seal-evidence'
  | 'unblock-credential'
  | 'register-countersignature'
  | 'register-opening'
  | 'approval-decision'
  | 'office-system'
  | 'office-result';

/**
 * A statement whose signature fits the certificate that it carries. The caller judges whose certificate that
 * is.
 */
interface SignedPayload {
  /** The exact octets that were signed, JSON in UTF-8. */
  readonly payload: Uint8Array;
  readonly signer: Certificate;
}

/** GM/T 0009-2012: SM2 with SM3 over Z ‖ message. No name for it is registered. */
const ALGORITHM = 'SM2SM3';

const headerSchema = z.strictObject({
  alg: z.literal(ALGORITHM),
  typ: z.string(),
  /**
   * RFC 7515 §4.1.6: base64, not base64url. The signer's certificate stands alone; the reader knows its
   * issuer.
   */
  x5c: z.tuple([z.string()]),
});

/** RFC 7515 §5.1: ASCII(protected '.' payload) */
const signedOctets = (header: string, payload: string): Uint8Array => utf8Bytes(`${header}.${payload}`);

/**
 * Makes a statement.
 * @param certificate of the signer, DER
 * @param sign over the whole message; r ‖ s, 64 octets
 */
export async function signStatement(
  type: StatementType,
  payload: Uint8Array,
  certificate: Uint8Array,
  sign: MessageSigner,
): Promise<Statement> {
  const header = { alg: ALGORITHM, typ: type, x5c: [base64.encode(certificate)] };
  const encodedHeader = base64urlnopad.encode(utf8Bytes(JSON.stringify(header)));
  const encodedPayload = base64urlnopad.encode(payload);
  const signature = await sign(signedOctets(encodedHeader, encodedPayload));
  return {
    payload: encodedPayload,
    protected: encodedHeader,
    signature: base64urlnopad.encode(signature),
  };
}

/**
 * Takes a statement of this type apart and checks its signature.
 * @throws CodedError STATEMENT_INVALID with the broken `rule`: encoding, header, type, certificate, signature
 */
export function openStatement(statement: Statement, type: StatementType, engine: SmEngine): SignedPayload {
  const header = headerOf(statement);
  if (header.typ !== type) throw invalid('type');
  const [encoded] = header.x5c;
  const signer = certificateOrNull(decoded(encoded, base64));
  const publicKey = signer?.publicKey.sm2 ?? null;
  if (signer === null || publicKey === null) throw invalid('certificate');
  const message = signedOctets(statement.protected, statement.payload);
  const { valid } = verifyMessage(engine, message, decoded(statement.signature, base64urlnopad), publicKey);
  if (!valid) throw invalid('signature');
  return { payload: decoded(statement.payload, base64urlnopad), signer };
}

/** Returns the certificate that a statement carries, before anything of it is checked; null without a readable one. */
export function claimedSigner(statement: Statement): Certificate | null {
  try {
    return certificateOrNull(decoded(headerOf(statement).x5c[0], base64));
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

/** Returns the payload of a statement before anything of it is checked; null when it is not encoded as one. */
export function claimedPayload({ payload }: Statement): Uint8Array | null {
  try {
    return base64urlnopad.decode(payload);
  } catch {
    return null;
  }
}

function headerOf(statement: Statement): z.infer<typeof headerSchema> {
  const parsed = headerSchema.safeParse(jsonOf(decoded(statement.protected, base64urlnopad)));
  if (!parsed.success) throw invalid('header');
  return parsed.data;
}

interface Decoder {
  decode(text: string): Uint8Array;
}

function decoded(text: string, coder: Decoder): Uint8Array {
  try {
    return coder.decode(text);
  } catch {
    throw invalid('encoding');
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return readJson(utf8Text(bytes));
  } catch {
    throw invalid('encoding');
  }
}

const invalid = (rule: string): CodedError => new CodedError('STATEMENT_INVALID', rule, { rule });

/**
 * Tells whether a statement that is kept here would still be accepted from its signer: if the root has revoked it since, the
 * platform has to state it anew.
 */
export function isFromRevoked(
  statement: Statement,
  { isRevoked }: Pick<PlatformTrust, 'isRevoked'>,
): boolean {
  const signer = claimedSigner(statement);
  return signer !== null && isRevoked?.(signer) === true;
}

/** The trust by which a platform's statements are judged. */
export interface PlatformTrust {
  readonly engine: SmEngine;
  /** The root that is pinned for the platform. It certifies the platform's signers and nobody else. */
  readonly root: Certificate;
  /** The time at which the signer's certificate has to be valid. */
  readonly at: Date;
  /** Tells whether the root has revoked a signer. Nothing is known of revocations if it is left out. */
  readonly isRevoked?: (signer: Certificate) => boolean;
  /**
   * Returns why a signer does not sign for the platform at that time, by the signers that it has announced; null if it does. Any
   * signer of the root counts if this is left out, as in verdicts on what was accepted in its time.
   */
  readonly termFault?: (signer: Certificate, at: Date) => string | null;
}

/**
 * Opens a statement of the platform itself, signed by a certificate that the pinned root has issued.
 * @returns the payload
 * @throws CodedError STATEMENT_INVALID with the broken `rule`: those of {@link openStatement}, root, issuer,
 *   keyUsage, notYetValid, expired, revoked, unlisted, notBegun, ended
 */
export function openPlatformStatement(
  statement: Statement,
  type: StatementType,
  { engine, root, at, isRevoked, termFault }: PlatformTrust,
): Uint8Array {
  const { payload, signer } = openStatement(statement, type, engine);
  const revoked = isRevoked?.(signer) === true ? 'revoked' : null;
  const rule = signerFault(signer, root, engine, at) ?? revoked ?? termFault?.(signer, at) ?? null;
  if (rule !== null) throw new CodedError('STATEMENT_INVALID', rule, { rule });
  return payload;
}

function signerFault(signer: Certificate, root: Certificate, engine: SmEngine, at: Date): string | null {
  if (!equalBytes(signer.issuer.raw, root.subject.raw)) return 'issuer';
  if (checkIssued([signer], root, { engine, at }) !== null) return 'root';
  if (signer.basicConstraints?.isAuthority === true || !allowsSignatures(signer.keyUsage)) return 'keyUsage';
  if (at < signer.notBefore) return 'notYetValid';
  return at > signer.notAfter ? 'expired' : null;
}
