import { z } from 'zod';
import { fromHex, toHex } from '../../core/bytes/encodings.ts';
import type { BesideRule } from '../../core/signing/beside.ts';
import type { SealTarget } from '../../core/signing/seal-request.ts';
import { particulars } from '../../wire/window/fields.ts';

/** One seal that every document of a batch gets. */
export interface BatchSeal<Target = SealTarget> {
  readonly esId: string;
  readonly tokenSerial: string;
  readonly target: Target;
}

/** What a person wants done to every document of a batch. */
export interface BatchOrder<Target = SealTarget> {
  /** At least one, in their order: all go into each document in one act. */
  readonly seals: readonly BatchSeal<Target>[];
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
  /** Locks each document, which must be an OFD, by its last seal; approvals of that seal have to say so too. */
  readonly locks?: true;
}

type PlaceList = Extract<SealTarget, { readonly kind: 'list' }>;

/** Places as the journal keeps them: pictures of signatures in hexadecimal. */
type KeptTarget =
  Exclude<SealTarget, PlaceList> | (Omit<PlaceList, 'beside'> & { readonly beside?: readonly KeptBeside[] });

type Handwriting = Extract<BesideRule, { readonly kind: 'handwriting' }>;
type KeptBeside =
  Exclude<BesideRule, Handwriting> | (Omit<Handwriting, 'picture'> & { readonly picture: string });

/** An order as the journal keeps it, as JSON. */
export type KeptOrder = BatchOrder<KeptTarget>;

/** Rules of places are of many kinds, and only this program writes the record: their kind is enough to know it by. */
const target = z.custom<KeptTarget>(
  (value) => z.looseObject({ kind: z.enum(['place', 'field', 'list']) }).safeParse(value).success,
);

export const keptOrderSchema: z.ZodType<KeptOrder> = z.strictObject({
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
  locks: z.literal(true).exactOptional(),
});

export function keptOrder(order: BatchOrder): KeptOrder {
  return withTargets(order, (each): KeptTarget => {
    if (each.kind !== 'list' || each.beside === undefined) return placesOf(each);
    const beside = each.beside.map((rule) =>
      rule.kind === 'handwriting' ? { ...rule, picture: toHex(rule.picture) } : rule,
    );
    return { ...each, beside };
  });
}

export function orderOf(kept: KeptOrder): BatchOrder {
  return withTargets(kept, (each): SealTarget => {
    if (each.kind !== 'list' || each.beside === undefined) return placesOf(each);
    const beside = each.beside.map((rule) =>
      rule.kind === 'handwriting' ? { ...rule, picture: fromHex(rule.picture) } : rule,
    );
    return { ...each, beside };
  });
}

function withTargets<From, To>(order: BatchOrder<From>, change: (target: From) => To): BatchOrder<To> {
  return { ...order, seals: order.seals.map((seal) => ({ ...seal, target: change(seal.target) })) };
}

/** Leaves out what stands beside, where there is nothing. */
function placesOf(each: SealTarget | KeptTarget): Exclude<SealTarget, PlaceList> | Omit<PlaceList, 'beside'> {
  if (each.kind !== 'list') return each;
  const { kind, field, places } = each;
  return { kind, field, places };
}

/** Returns the serial numbers of the keys of an order, each once. */
export function keysOf({ seals }: Pick<BatchOrder, 'seals'>): readonly string[] {
  return [...new Set(seals.map(({ tokenSerial }) => tokenSerial))];
}

/** Tells whether two orders ask for the same. */
export function isSameOrder(one: BatchOrder, other: BatchOrder): boolean {
  return canonical(keptOrder(one)) === canonical(keptOrder(other));
}

/** JSON with the names of each object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
