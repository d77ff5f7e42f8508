import { utf8Bytes, utf8Text } from '../../../electron/core/bytes/encodings.ts';
import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import {
  decodeCipher,
  encodeCipher,
  decryptMessage,
  encryptMessage,
} from '../../../electron/core/sm/sm2-encryption.ts';
import { CodedError } from '../../../electron/shared/errors.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { stateAsPlatform } from '../lists/statements.ts';
import { base64Of, octetsOf, type PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { changeSoPin, findToken } from '../registry/tokens.ts';
import { changed, describePinReset, newCredentialId, pinResetFile, requireState } from './pin-resets.ts';
import { say } from '../language.ts';

/** Long enough to type a new PIN twice. */
const CREDENTIAL_MS = 10 * 60_000;

/** PKCS#11 tokens and the cards of GM/T 0017 accept no longer ones. */
const SO_PIN_LENGTHS = { shortest: 6, longest: 32 } as const;

/** A client's request for a credential, in base64. */
export interface CredentialRequest {
  /** 65 octets */
  readonly recipientKey: string;
  /** The administrator PIN that an interrupted reset had prepared, for the escrow key; absent in a first request. */
  readonly pendingSoPin?: string;
}

/**
 * Encrypts the administrator PIN of the token for the client's own key, for a few minutes.
 * @throws Problem when the application is not approved
 */
export function issueCredential(
  context: PlatformContext,
  number: string,
  { recipientKey, pendingSoPin }: CredentialRequest,
): Promise<Statement> {
  const file = pinResetFile(context, number);
  requireState(file, 'approved');
  const { tokenSerial } = file.content.request;
  const token = findToken(context, tokenSerial);
  if (token === null)
    throw new Problem(
      'not-found',
      say('平台没有发放过这枚 USB Key', 'The platform has issued no such USB key'),
    );
  const credentialId = newCredentialId(context);
  const now = context.clock.now();
  const payload: PlatformSchema<'UnblockCredential'> = {
    platform: context.id,
    credentialId,
    number,
    tokenSerial,
    issuedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + CREDENTIAL_MS).toISOString(),
    recipientKey,
    encryptedSoPin: encrypted(context, token.soPin, recipientKey),
    pendingSoPin:
      pendingSoPin === undefined ? null : encrypted(context, decrypted(context, pendingSoPin), recipientKey),
    escrowKey: base64Of(context.authorities.escrow.publicKey),
  };
  changed(context, file, file.state, { credentialIds: [...file.content.credentialIds, credentialId] });
  return stateAsPlatform(context, 'unblock-credential', payload);
}

function encrypted(context: PlatformContext, soPin: string, recipientKey: string): string {
  const { engine, random } = context;
  try {
    return base64Of(encodeCipher(encryptMessage(engine, utf8Bytes(soPin), octetsOf(recipientKey), random)));
  } catch (error) {
    if (error instanceof RangeError)
      throw new Problem(
        'invalid-request',
        say('recipientKey 不是 SM2 公钥', 'recipientKey is no SM2 public key'),
      );
    throw error;
  }
}

/**
 * Keeps the token's new administrator PIN and ends the application.
 * @throws Problem
 */
export function completeReset(
  context: PlatformContext,
  number: string,
  done: { readonly tokenSerial: string; readonly credentialId: string; readonly encryptedSoPin: string },
): PlatformSchema<'PinReset'> {
  const file = pinResetFile(context, number);
  // The PIN is set already, so an approval that has expired meanwhile must not keep the new one from being told.
  requireState(file, 'approved', 'expired');
  const { request, credentialIds } = file.content;
  if (done.tokenSerial !== request.tokenSerial || !credentialIds.includes(done.credentialId)) {
    throw new Problem(
      'wrong-state',
      say('凭据不属于这份申请', 'The credential belongs to another application'),
    );
  }
  const soPin = decrypted(context, done.encryptedSoPin);
  if (soPin.length < SO_PIN_LENGTHS.shortest || soPin.length > SO_PIN_LENGTHS.longest) {
    throw new Problem('invalid-request', say('新的管理员 PIN 长度不对', 'The new SO PIN has a wrong length'));
  }
  context.database.transaction(() => {
    changeSoPin(context, done.tokenSerial, soPin);
    changed(context, file, 'done', {});
  })();
  return describePinReset(context, pinResetFile(context, number));
}

function decrypted(context: PlatformContext, cipher: string): string {
  const { engine, authorities } = context;
  try {
    const plain = decryptMessage(engine, decodeCipher(octetsOf(cipher)), authorities.escrow.privateKey);
    if (plain !== null) return utf8Text(plain);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
  }
  throw new Problem(
    'invalid-request',
    say('新的管理员 PIN 没有用平台的公钥加密', 'The new SO PIN is not encrypted for the platform'),
  );
}
