import { base64 } from '@scure/base';
import { z } from 'zod';
import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { utf8Text } from '../../core/bytes/encodings.ts';
import {
  openPlatformStatement,
  type PlatformTrust,
  type Statement,
} from '../../core/platform/signed-statement.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PaperKind, ResetForm } from '../../shared/model/pin-reset.ts';
import type { ApplicationState } from '../../shared/model/seal-life.ts';
import type { Result } from '../../shared/result.ts';
import type { ResetCredential } from '../ports/tokens.ts';
import { readJson } from '../../core/bytes/json.ts';

/** A platform's answer about an application. Times are ISO 8601. */
export interface ResetAnswer {
  readonly number: string;
  readonly tokenSerial: string;
  readonly state: ApplicationState;
  /** The SM3 of each paper at the platform, hexadecimal, by the paper's id. */
  readonly papers: ReadonlyMap<string, string>;
  readonly createdAt: string;
  readonly submittedAt: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  readonly validUntil: string | null;
}

/** Gives access to an application without a key. */
export interface ResetKey {
  readonly number: string;
  /** Contained in the first answer only. */
  readonly secret: string;
}

interface SentPaper {
  readonly id: string;
  readonly kind: PaperKind;
  /** A PDF */
  readonly bytes: Uint8Array;
}

interface ResetCompletion {
  readonly tokenSerial: string;
  readonly credentialId: string;
  /** The SO PIN that the token now has, for the escrow key, DER */
  readonly encryptedSoPin: Uint8Array;
}

/** The calls to a platform about PIN resets. Each call fails with the codes of the way to the platform. */
export interface PinResetApi {
  request(form: ResetForm, idempotencyKey: string): Promise<Result<{ answer: ResetAnswer; secret: string }>>;
  read(key: ResetKey): Promise<Result<ResetAnswer>>;
  withdraw(key: ResetKey): Promise<Result<ResetAnswer>>;
  /** Replaces a paper of the same id. */
  sendPaper(key: ResetKey, paper: SentPaper): Promise<Result<ResetAnswer>>;
  submit(key: ResetKey): Promise<Result<ResetAnswer>>;
  /**
   * @param recipientKey 65 bytes
   * @param pending the SO PIN that an interrupted reset had prepared, for the escrow key, DER; null for a first one
   */
  credential(key: ResetKey, recipientKey: Uint8Array, pending: Uint8Array | null): Promise<Result<Statement>>;
  complete(key: ResetKey, completion: ResetCompletion, idempotencyKey: string): Promise<Result<ResetAnswer>>;
}

/** The platforms of this computer as PIN resets use them. */
export interface ResetPlatforms {
  /** Returns the platform of a seal, the first platform when none names the seal, or null when there is none. */
  platformOf(esId: string | null): Promise<string | null>;
  resetApi(platformId: string): PinResetApi | null;
  /** Returns the root and the checks for the platform's statements, or null when the platform is no longer known. */
  trustIn(platformId: string): PlatformTrust | null;
}

const time = z.iso.datetime({ offset: true });

/** UnblockCredential of the platform's contract. */
const schema = z.object({
  platform: z.string(),
  credentialId: z.string().min(1).max(100),
  number: z.string(),
  tokenSerial: z.string(),
  issuedAt: time,
  expiresAt: time,
  recipientKey: z.base64(),
  encryptedSoPin: z.base64(),
  pendingSoPin: z.base64().nullable(),
  escrowKey: z.base64(),
});

/** The longest accepted life of a credential. A platform gives minutes, so a longer life breaks its own rule. */
const LONGEST_LIFE_MS = 60 * 60_000;

/** The use that a credential must be made for. Somebody else may have asked for any other one. */
interface CredentialUse {
  readonly platform: string;
  readonly number: string;
  readonly tokenSerial: string;
  /** 65 bytes */
  readonly recipientKey: Uint8Array;
  /** Whether the SO PIN of an interrupted reset was sent along and must come back. */
  readonly hasPending: boolean;
}

export interface OpenedCredential extends ResetCredential {
  readonly credentialId: string;
}

/**
 * Checks the signature of a platform's credential and that it was made for this use. Its secrets stay encrypted.
 * @throws STATEMENT_INVALID, RESET_CREDENTIAL_INVALID with the `member` that does not fit, RESET_CREDENTIAL_EXPIRED
 */
export function openCredential(
  statement: Statement,
  use: CredentialUse,
  trust: PlatformTrust,
): OpenedCredential {
  const payload = payloadOf(openPlatformStatement(statement, 'unblock-credential', trust));
  const odd = oddMember(payload, use);
  if (odd !== null) throw invalid(odd);
  const [issuedMs, expiresAtMs] = [Date.parse(payload.issuedAt), Date.parse(payload.expiresAt)];
  if (expiresAtMs - issuedMs > LONGEST_LIFE_MS) throw invalid('expiresAt');
  if (trust.at.getTime() >= expiresAtMs) throw new CodedError('RESET_CREDENTIAL_EXPIRED');
  return {
    credentialId: payload.credentialId,
    encryptedSoPin: base64.decode(payload.encryptedSoPin),
    encryptedPending: payload.pendingSoPin === null ? null : base64.decode(payload.pendingSoPin),
    escrowKey: base64.decode(payload.escrowKey),
    expiresAtMs,
  };
}

function oddMember(payload: z.infer<typeof schema>, use: CredentialUse): string | null {
  for (const member of ['platform', 'number', 'tokenSerial'] as const) {
    if (payload[member] !== use[member]) return member;
  }
  if (!equalBytes(base64.decode(payload.recipientKey), use.recipientKey)) return 'recipientKey';
  return (payload.pendingSoPin !== null) === use.hasPending ? null : 'pendingSoPin';
}

function payloadOf(bytes: Uint8Array): z.infer<typeof schema> {
  const parsed = schema.safeParse(jsonOf(bytes));
  if (!parsed.success) throw invalid(parsed.error.issues[0]?.path.join('.') ?? '');
  return parsed.data;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return readJson(utf8Text(bytes));
  } catch {
    throw invalid('payload');
  }
}

const invalid = (member: string): CodedError =>
  new CodedError('RESET_CREDENTIAL_INVALID', member, { member });
