import { enterpriseOf } from '../../../electron/core/approval/decision.ts';
import { toHex, utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import { verifyMessage } from '../../../electron/core/sm/message-signature.ts';
import {
  type Certificate,
  certificateOrNull,
  decodeCertificate,
} from '../../../electron/core/x509/certificate.ts';
import { allowsSignatures } from '../../../electron/core/x509/extensions.ts';
import { checkIssued } from '../../../electron/core/x509/path.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { octetsOf, type PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { newSecret, secretSm3 } from './applications.ts';
import { say } from '../language.ts';

const CHALLENGE_MS = 5 * 60_000;
const SESSION_MS = 30 * 60_000;
const NONCE_LENGTH = 32;

/** The session of somebody who has proved to hold a holder's key. */
export interface Session {
  /** The name of the enterprise or person in the certificate. */
  readonly holder: string;
  readonly certificate: Certificate;
}

interface SessionRow {
  readonly holder: string;
  readonly certificate: Uint8Array;
  readonly expires_at: string;
}

interface ChallengeRow {
  readonly id: string;
  readonly certificate: Uint8Array;
  readonly nonce: string;
  readonly expires_at: string;
}

/** @throws Problem when the certificate is not of this platform, or has ended */
export function issueChallenge(context: PlatformContext, certificate: string): PlatformSchema<'Challenge'> {
  const der = octetsOf(certificate);
  acceptCertificate(context, certificateOrNull(der));
  const now = context.clock.now().getTime();
  forgetOver(context, new Date(now).toISOString());
  const challenge = {
    id: `C${toHex(context.random(16))}`,
    nonce: Buffer.from(context.random(NONCE_LENGTH)).toString('base64'),
    expiresAt: new Date(now + CHALLENGE_MS).toISOString(),
  };
  context.database
    .prepare('INSERT INTO challenge VALUES (?, ?, ?, ?)')
    .run(challenge.id, der, challenge.nonce, challenge.expiresAt);
  return challenge;
}

function forgetOver({ database }: PlatformContext, now: string): void {
  database.prepare('DELETE FROM challenge WHERE expires_at < ?').run(now);
  database.prepare('DELETE FROM session WHERE expires_at < ?').run(now);
}

/**
 * Opens a session. A challenge serves once.
 * @throws Problem
 */
export function openSession(
  context: PlatformContext,
  challengeId: string,
  signature: string,
): PlatformSchema<'Session'> {
  const sql = 'DELETE FROM challenge WHERE id = ? RETURNING *';
  const challenge = context.database.prepare<[string], ChallengeRow>(sql).get(challengeId);
  const now = context.clock.now();
  if (challenge === undefined || now.toISOString() > challenge.expires_at) {
    throw new Problem(
      'unauthorised',
      say('质询不存在、已用过或已过期', 'There is no such challenge, or it was used or has expired'),
    );
  }
  const certificate = decodeCertificate(new Uint8Array(challenge.certificate));
  const publicKey = acceptCertificate(context, certificate);
  const message = utf8Bytes(
    ['sealdesk platform session 1', context.id, challenge.id, challenge.nonce, ''].join('\n'),
  );
  if (!verifyMessage(context.engine, message, octetsOf(signature), publicKey).valid) {
    throw new Problem('unauthorised', say('签名与证书不符', 'The signature does not fit the certificate'));
  }
  return keepSession(context, certificate, new Date(now.getTime() + SESSION_MS).toISOString());
}

function keepSession(
  context: PlatformContext,
  certificate: Certificate,
  expiresAt: string,
): PlatformSchema<'Session'> {
  const token = newSecret(context);
  const holder = enterpriseOf(certificate);
  context.database
    .prepare('INSERT INTO session VALUES (?, ?, ?, ?)')
    .run(secretSm3(context, token), holder, certificate.raw, expiresAt);
  return { token, holder, expiresAt };
}

/** Returns the open session that an Authorization header names, or null. */
export function findSession(context: PlatformContext, authorization: string | undefined): Session | null {
  const [, token] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
  if (token === undefined) return null;
  const sql = 'SELECT * FROM session WHERE token_sm3 = ?';
  const row = context.database.prepare<[string], SessionRow>(sql).get(secretSm3(context, token));
  if (row === undefined || context.clock.now().toISOString() > row.expires_at) return null;
  return { holder: row.holder, certificate: decodeCertificate(new Uint8Array(row.certificate)) };
}

/**
 * Accepts a holder's certificate of this platform that is good now.
 * @returns the public key
 * @throws Problem certificate-not-accepted
 */
export function acceptCertificate(context: PlatformContext, certificate: Certificate | null): Uint8Array {
  const { authorities, engine, clock } = context;
  const at = clock.now();
  const publicKey = certificate?.publicKey.sm2 ?? null;
  const issuing = decodeCertificate(authorities.issuing.certificate);
  if (certificate === null || publicKey === null || !allowsSignatures(certificate.keyUsage)) {
    throw new Problem(
      'certificate-not-accepted',
      say('不是 SM2 签名证书', 'It is no SM2 signing certificate'),
    );
  }
  if (checkIssued([certificate], issuing, { engine, at }) !== null) {
    throw new Problem(
      'certificate-not-accepted',
      say('证书不由本平台签发', 'The certificate was not issued by this platform'),
    );
  }
  if (at < certificate.notBefore || at > certificate.notAfter) {
    throw new Problem(
      'certificate-not-accepted',
      say('证书不在有效期内', 'The certificate is not valid at this time'),
    );
  }
  const revoked = context.database
    .prepare("SELECT 1 FROM revocation WHERE list_id = 'issuing' AND serial = ?")
    .get(certificate.serial);
  if (revoked !== undefined)
    throw new Problem('certificate-not-accepted', say('证书已撤销', 'The certificate is revoked'));
  return publicKey;
}
