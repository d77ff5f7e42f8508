import { z } from 'zod';
import { failure, success, type Result } from '../../shared/result.ts';
import { sendForJson, type PlatformTransport } from './transport.ts';

/** A key that answers a challenge; the person has given the PIN. */
export interface ChallengeSigner {
  /** The certificate of the signing key, DER. */
  readonly certificate: Uint8Array;
  /**
   * Signs by SM2 with SM3 over Z ‖ message.
   * @returns r ‖ s, 64 bytes
   */
  sign(message: Uint8Array): Promise<Result<Uint8Array>>;
}

/** A session that a holder asks a platform in, until it ends. */
export interface PlatformSession {
  /** Value of the Authorization header. */
  readonly authorization: string;
  readonly holder: string;
  /** ISO 8601 */
  readonly expiresAt: string;
}

/** The nonce is signed as the platform wrote it. */
const challengeSchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/),
  nonce: z.base64().min(16).max(500),
  expiresAt: z.iso.datetime(),
});
const sessionSchema = z.object({
  token: z.string().regex(/^[\x21-\x7e]{16,500}$/),
  holder: z.string().max(2000),
  expiresAt: z.iso.datetime(),
});

const PURPOSE = 'sealdesk platform session 1';

/**
 * Proves to a platform the possession of a certificate's key (openapi.yaml, `openSession`). The signed text begins
 * with its purpose, so that the signature serves no other one. Fails with the codes of the transport and the signer.
 */
export async function openSession(
  transport: PlatformTransport,
  platform: string,
  signer: ChallengeSigner,
): Promise<Result<PlatformSession>> {
  const certificate = Buffer.from(signer.certificate).toString('base64');
  const challenge = await sendForJson(
    transport,
    { method: 'POST', path: '/v1/challenges', json: { certificate } },
    challengeSchema,
  );
  if (!challenge.ok) return challenge;
  const { id, nonce } = challenge.value;
  const signed = await signer.sign(Buffer.from(`${PURPOSE}\n${platform}\n${id}\n${nonce}\n`));
  if (!signed.ok) return failure(signed.error);
  const signature = Buffer.from(signed.value).toString('base64');
  const session = await sendForJson(
    transport,
    { method: 'POST', path: '/v1/sessions', json: { challengeId: id, signature } },
    sessionSchema,
  );
  if (!session.ok) return session;
  const { token, holder, expiresAt } = session.value;
  return success({ authorization: `Bearer ${token}`, holder, expiresAt });
}
