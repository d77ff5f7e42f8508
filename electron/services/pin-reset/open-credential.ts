import { base64 } from '@scure/base';
import { z } from 'zod';
import { equalBytes } from '../../core/bytes/equal.ts';
import { utf8Text } from '../../core/bytes/utf8.ts';
import { openPlatformStatement, type PlatformTrust } from '../../core/platform/platform-statement.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ResetCredential } from '../ports/tokens.ts';

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

/** How long a credential may be good for: the platform gives minutes, and a longer one is not its own rule. */
const LONGEST_LIFE_MS = 60 * 60_000;

/** What a credential must be for; anything else may have been asked for by somebody else. */
export interface CredentialUse {
  readonly platform: string;
  readonly number: string;
  readonly tokenSerial: string;
  /** 65 bytes */
  readonly recipientKey: Uint8Array;
  /** Whether the SO PIN of an interrupted reset was sent along, and must come back. */
  readonly hasPending: boolean;
}

export interface OpenedCredential extends ResetCredential {
  readonly credentialId: string;
}

/**
 * The credential in a statement of the platform: its signature, and that it is for this very use. What is secret in
 * it stays encrypted.
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
    return JSON.parse(utf8Text(bytes));
  } catch {
    throw invalid('payload');
  }
}

const invalid = (member: string): CodedError =>
  new CodedError('RESET_CREDENTIAL_INVALID', member, { member });
