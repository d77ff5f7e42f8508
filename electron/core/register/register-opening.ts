import { base64 } from '@scure/base';
import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import { jsonOrNull, utf8Bytes } from '../bytes/encodings.ts';
import { openStatement, signStatement, type Statement } from '../platform/signed-statement.ts';
import { SM2_PUBLIC_KEY_LENGTH, type SmEngine } from '../sm/engine.ts';
import type { MessageSigner } from '../sm/message-signature.ts';
import type { Certificate } from '../x509/certificate.ts';

/** Payload of register-opening: the holder binds a register and its key to a platform. */
export type RegisterOpening = PlatformSchema<'RegisterOpening'>;

const TYPE = 'register-opening';

const identifier = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);

const schema = z.strictObject({
  platform: identifier,
  registerId: identifier,
  registerKey: z.base64().refine((text) => base64.decode(text).length === SM2_PUBLIC_KEY_LENGTH),
  time: z.iso.datetime(),
});

/** Signs an opening. @param sign with the key of the holder's certificate; r ‖ s */
export function signOpening(
  opening: RegisterOpening,
  certificate: Uint8Array,
  sign: MessageSigner,
): Promise<Statement> {
  return signStatement(TYPE, utf8Bytes(JSON.stringify(opening)), certificate, sign);
}

/** An opening whose signature fits the certificate that it carries. Whose certificate that is, the platform judges. */
export interface SignedOpening {
  readonly opening: RegisterOpening;
  /** 65 bytes */
  readonly registerKey: Uint8Array;
  readonly signer: Certificate;
}

/**
 * Takes an opening apart and checks its signature.
 * @throws CodedError STATEMENT_INVALID with the broken `rule`: those of openStatement, payload
 */
export function openOpening(statement: Statement, engine: SmEngine): SignedOpening {
  const { payload, signer } = openStatement(statement, TYPE, engine);
  const parsed = schema.safeParse(jsonOrNull(payload));
  if (!parsed.success) throw new CodedError('STATEMENT_INVALID', 'payload', { rule: 'payload' });
  return { opening: parsed.data, registerKey: base64.decode(parsed.data.registerKey), signer };
}
