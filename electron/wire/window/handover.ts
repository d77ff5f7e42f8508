import { z } from 'zod';
import type { CompletedHandover, HandoverView } from '../../shared/model/post-handover.ts';
import { operation, typeOnly } from '../operation.ts';
import { tokenSerial } from './fields.ts';

const name = z
  .string()
  .max(100)
  .refine((text) => text.trim() !== '');
const text = z.string().max(500);

/** The handover of the post of a keeper of seals (岗位交接). */
export const handover = {
  /** The one that is under way, as it stands now; null if there is none. */
  view: operation({ answer: typeOnly<HandoverView | null>() }),
  begin: operation({
    request: z.strictObject({
      from: name,
      to: name,
      witness: name,
      post: name,
      reason: text,
      /** Serial numbers of the keys that change hands, all plugged in. */
      keys: z.array(tokenSerial).max(50).readonly(),
    }),
    answer: typeOnly<HandoverView>(),
  }),
  /** Writes the list where the person says; null where they change their mind. */
  complete: operation({
    request: z.strictObject({ remarks: z.record(tokenSerial, text) }),
    answer: typeOnly<CompletedHandover | null>(),
  }),
  drop: operation({ answer: typeOnly<null>() }),
} as const;
