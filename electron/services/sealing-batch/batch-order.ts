import { z } from 'zod';
import type { SealTarget } from '../../core/signing/seal-request.ts';
import { particulars } from '../../wire/window/fields.ts';

/** One seal that every document of a batch gets. */
export interface BatchSeal {
  readonly esId: string;
  readonly tokenSerial: string;
  readonly target: SealTarget;
}

/** What a person wants done to every document of a batch. It is kept in the journal, as JSON. */
export interface BatchOrder {
  /** At least one, in their order: all go into each document in one act. */
  readonly seals: readonly BatchSeal[];
  /** Absolute path of the folder of the outputs. */
  readonly outFolder: string;
  /** Names of outputs, as `expectPattern` allows them. */
  readonly pattern: string;
  /** '' for none. */
  readonly reason: string;
  readonly particulars: z.infer<typeof particulars>;
  /** The red findings that the person accepts for every document that has them. */
  readonly accepted: readonly string[];
  readonly withoutTimeStamp: boolean;
  /** True when documents that came out of a sealing by this seal are sealed once more. */
  readonly again: boolean;
}

/** Rules of places are of many kinds, and only this program writes the record: their kind is enough to know it by. */
const target = z.custom<SealTarget>(
  (value) => z.looseObject({ kind: z.enum(['place', 'field', 'list']) }).safeParse(value).success,
);

export const batchOrderSchema: z.ZodType<BatchOrder> = z.strictObject({
  seals: z
    .array(z.strictObject({ esId: z.string(), tokenSerial: z.string(), target }))
    .min(1)
    .readonly(),
  outFolder: z.string(),
  pattern: z.string(),
  reason: z.string(),
  particulars,
  accepted: z.array(z.string()).readonly(),
  withoutTimeStamp: z.boolean(),
  again: z.boolean(),
});

/** Returns the serial numbers of the keys of an order, each once. */
export function keysOf({ seals }: Pick<BatchOrder, 'seals'>): readonly string[] {
  return [...new Set(seals.map(({ tokenSerial }) => tokenSerial))];
}

/** Tells whether two orders ask for the same. */
export function isSameOrder(one: BatchOrder, other: BatchOrder): boolean {
  return canonical(one) === canonical(other);
}

/** JSON with the names of each object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
