import type { RegisterCheckpoint } from '../../shared/model/register.ts';
import { fromHex } from '../bytes/hex.ts';
import { utf8Bytes } from '../bytes/utf8.ts';
import type { SmEngine } from '../sm/engine.ts';
import { messageDigest } from '../sm/signer-identity.ts';
import { certificateOrNull } from '../x509/certificate.ts';

/** Names what is signed, so that no other signature of the same key passes for one of these. */
const HEADING = 'sealdesk register checkpoint 1';

/** What a checkpoint is of. */
export type RegisterHead = Pick<RegisterCheckpoint, 'size' | 'root' | 'time'>;

/** What is signed: four lines of UTF-8 text, as in the tree heads of transparency logs. */
export function checkpointBytes({ size, root, time }: RegisterHead): Uint8Array {
  return utf8Bytes(`${HEADING}\n${size}\n${root}\n${time}\n`);
}

export type CheckpointSignature = 'unsigned' | 'good' | 'bad';

/**
 * Whether a checkpoint is signed by the key of its certificate (SM2 with SM3, default identity). Whom the
 * certificate belongs to is not judged here.
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
