import { describe, expect, it } from 'vitest';
import { type BatchOrder, isSameOrder, keptOrder, keptOrderSchema, orderOf } from './batch-order.ts';
import { ORDER } from './fixtures/stand-in-office.ts';

/** A date and the picture of a signature beside a seal. */
const beside = (picture: Uint8Array): BatchOrder => ({
  ...ORDER,
  seals: [
    {
      ...{ esId: 'E1', tokenSerial: 'T1' },
      target: {
        ...{ kind: 'list', field: null, places: [] },
        beside: [
          { kind: 'date', pages: [{ kind: 'all' }], where: { kind: 'point', xMm: 1, yMm: 2 } },
          {
            ...{ kind: 'handwriting', pages: [{ kind: 'all' }], where: { kind: 'point', xMm: 1, yMm: 2 } },
            ...{ picture, widthMm: 35, heightMm: 12 },
          },
        ],
      },
    },
  ],
});

describe('An order of a batch', () => {
  it('is in the journal what it was, with what stands beside its seals', () => {
    const order = beside(Uint8Array.of(137, 80, 78, 71));
    const kept = keptOrderSchema.parse(JSON.parse(JSON.stringify(keptOrder(order))));
    expect(orderOf(kept)).toEqual(order);
    expect(isSameOrder(orderOf(kept), order)).toBe(true);
    expect(isSameOrder(beside(Uint8Array.of(1)), order)).toBe(false);
    expect(isSameOrder({ ...order, locks: true }, order)).toBe(false);
  });
});
