import { toHex } from '../../core/bytes/encodings.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { CodedError } from '../../shared/errors.ts';
import type { SealInfo } from '../../shared/model/token.ts';
import { type Result, resultOf, success } from '../../shared/result.ts';
import { actOnRecord, type Recorder } from '../register/acts-on-record.ts';
import { entriesWhere } from '../register/find-entries.ts';
import type { RegisterStore } from '../register/register-store.ts';
import type { SealConfirmations } from '../tokens/list-tokens.ts';

/** A seal with the picture that its holder has looked at. */
export type ShownSeal = Pick<SealInfo, 'esId' | 'name' | 'tokenSerial' | 'picture'>;

interface RecordPorts {
  readonly register: Pick<RegisterStore, 'find'>;
  readonly engine: Pick<SmEngine, 'sm3'>;
}

export interface ConfirmationPorts extends RecordPorts {
  readonly recorder: Recorder;
  readonly confirmations: Pick<SealConfirmations, 'confirm'>;
}

/** Returns the SM3 of a picture as entries of the register name it, hexadecimal. */
export function pictureSm3(picture: Uint8Array, engine: Pick<SmEngine, 'sm3'>): string {
  return toHex(engine.sm3(picture));
}

/**
 * Tells whether the register has a confirmation of exactly this picture under this number. Another picture under the same
 * number is confirmed anew. Rejects with the codes of the store.
 */
export async function isOnRecord(
  { esId, picture }: Pick<ShownSeal, 'esId' | 'picture'>,
  { register, engine }: RecordPorts,
): Promise<boolean> {
  const sm3 = pictureSm3(picture, engine);
  const query = { esId, acts: ['pictureConfirmed'], result: 'done' } as const;
  for await (const { entry } of entriesWhere(query, 'newest', register)) {
    if (entry.reference === sm3) return true;
  }
  return false;
}

/**
 * Writes down that the holder has looked at the picture of a seal and found it right (广东 第10条), once for each picture. A
 * confirmation that is not on record does not count. Fails with STORE_UNWRITABLE, and as reading the store does.
 */
export function confirmPicture(seal: ShownSeal, ports: ConfirmationPorts): Promise<Result<null>> {
  return resultOf(async () => {
    const { esId, name, tokenSerial, picture } = seal;
    if (!(await isOnRecord(seal, ports))) {
      const reference = pictureSm3(picture, ports.engine);
      const facts = { seal: { esId, name }, tokenSerial, reference };
      await actOnRecord('pictureConfirmed', facts, () => Promise.resolve(success(null)), ports.recorder);
      const isKept = await isOnRecord(seal, ports);
      if (!isKept) throw new CodedError('STORE_UNWRITABLE', 'the confirmation is not on record');
    }
    ports.confirmations.confirm(esId);
    return null;
  });
}
