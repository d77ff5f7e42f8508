import { base64urlnopad } from '@scure/base';
import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import type { RegisterCheckpoint } from '../../shared/model/register.ts';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import { fromHex, jsonOrNull, utf8Bytes } from '../bytes/encodings.ts';
import { openPlatformStatement, openStatement, type Statement } from '../platform/signed-statement.ts';
import type { SmEngine } from '../sm/engine.ts';
import { messageDigest } from '../sm/message-signature.ts';
import { type Certificate, certificateOrNull } from '../x509/certificate.ts';

/** Heads the signed text, so that no other signature of the same key passes for a checkpoint's. */
const HEADING = 'sealdesk register checkpoint 1';

/** The state of the register that a checkpoint records. */
export type RegisterHead = Pick<RegisterCheckpoint, 'size' | 'root' | 'time'>;

/** Writes the signed text: four lines of UTF-8, as in the tree heads of transparency logs. */
export function checkpointBytes({ size, root, time }: RegisterHead): Uint8Array {
  return utf8Bytes(`${HEADING}\n${size}\n${root}\n${time}\n`);
}

type CheckpointSignature = 'unsigned' | 'good' | 'bad';

/**
 * Checks whether the key of a checkpoint's certificate has signed it (SM2 with SM3, default identity). It
 * does not judge whose certificate that is.
 */
export function checkpointSignature(checkpoint: RegisterCheckpoint, engine: SmEngine): CheckpointSignature {
  const { certificate, signature } = checkpoint;
  if (certificate === null && signature === null) return 'unsigned';
  const [der, value] = [bytesOrNull(certificate), bytesOrNull(signature)];
  const publicKey = (der === null ? null : certificateOrNull(der))?.publicKey.sm2 ?? null;
  if (publicKey === null || value === null) return 'bad';
  const digest = messageDigest(engine, publicKey, checkpointBytes(checkpoint));
  return engine.verifyDigest(digest, value, publicKey) ? 'good' : 'bad';
}

function bytesOrNull(hex: string | null): Uint8Array | null {
  try {
    return hex === null ? null : fromHex(hex);
  } catch {
    return null;
  }
}

/** A platform's statement that a register had this head at this time. */
export type Countersignature = PlatformSchema<'Countersignature'>;

const TYPE = 'register-countersignature';

const identifier = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);

/** Unknown members are accepted: a later version of the interface may add some. */
const schema = z.object({
  platform: identifier,
  registerId: identifier,
  size: z.int().min(1),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  time: z.iso.datetime(),
  countersignedAt: z.iso.datetime(),
});

/** The roots that are pinned for platforms, by the platform's id. */
export type PlatformRoots = ReadonlyMap<string, Certificate>;

/** A countersignature with the root of its platform; null if that platform is not known here. */
interface OpenedCountersignature {
  readonly countersignature: Countersignature;
  readonly root: Certificate | null;
}

/**
 * Takes a countersignature apart and checks it. The key of its certificate must have signed it; if the root
 * of the platform that it names is known, this root must have issued the certificate, which was valid at the
 * time.
 * @throws CodedError STATEMENT_INVALID with the broken `rule`
 */
export function openCountersignature(
  statement: Statement,
  roots: PlatformRoots,
  engine: SmEngine,
): OpenedCountersignature {
  const countersignature = read(openStatement(statement, TYPE, engine).payload);
  const root = roots.get(countersignature.platform) ?? null;
  const at = new Date(countersignature.countersignedAt);
  if (root !== null) openPlatformStatement(statement, TYPE, { engine, root, at });
  return { countersignature, root };
}

/**
 * Reads which platform a countersignature names, and checks nothing.
 * @throws CodedError STATEMENT_INVALID
 */
export function platformNamedIn({ payload }: Statement): string {
  return read(payloadOctets(payload)).platform;
}

/** Reads what a countersignature says, and checks nothing; null if it cannot be read. */
export function saidIn({ payload }: Statement): Countersignature | null {
  try {
    return read(payloadOctets(payload));
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function payloadOctets(text: string): Uint8Array {
  try {
    return base64urlnopad.decode(text);
  } catch {
    throw new CodedError('STATEMENT_INVALID', 'encoding', { rule: 'encoding' });
  }
}

function read(payload: Uint8Array): Countersignature {
  const parsed = schema.safeParse(jsonOrNull(payload));
  if (!parsed.success) throw new CodedError('STATEMENT_INVALID', 'payload', { rule: 'payload' });
  return parsed.data;
}
