import { describe, expect, it } from 'vitest';
import { findingByHeads, type IdentifiedHead } from './find-cut.ts';

const IDS = { registerId: 'me', renewals: [] };
const TIME = '2026-11-28T08:00:00.000Z';

const head = (size: number, root: string, registerId: string | null = 'me'): IdentifiedHead => ({
  ...{ size, root, registerId, time: TIME },
  source: { kind: 'journal', name: null },
});

/** A register of five entries whose root is `r` and its size. */
const find = (heads: readonly IdentifiedHead[], ids: Parameters<typeof findingByHeads>[3] = IDS) =>
  findingByHeads(5, (size) => (size > 5 ? null : `r${size}`), heads, ids);

describe('Heads of a register', () => {
  it('that fit find nothing', () => {
    expect(find([])).toBeNull();
    expect(find([head(3, 'r3'), head(5, 'r5')])).toBeNull();
  });

  it('name the altered entry exactly where the head before it fits, and else the range', () => {
    expect(find([head(4, 'x'), head(3, 'r3'), head(5, 'y')])).toMatchObject({
      ...{ kind: 'entryAltered', index: 3, last: 3, held: 3 },
    });
    expect(find([head(1, 'r1'), head(5, 'x')])).toMatchObject({
      kind: 'entryAltered',
      index: 1,
      last: 4,
      held: 1,
    });
  });

  it('name the missing entries, and how far the others are confirmed', () => {
    expect(find([head(2, 'r2'), head(7, 'x'), head(9, 'y')])).toMatchObject({
      ...{ kind: 'shortened', index: 5, last: 8, held: 2 },
    });
  });

  it('of another id are a replaced register, unless an entry explains them', () => {
    expect(find([head(4, 'r4', 'other')])).toMatchObject({ kind: 'registerReplaced', last: 3, held: 4 });
    expect(find([head(4, 'x', 'other')])).toMatchObject({ kind: 'entryAltered', last: 3 });
    const renewals = [{ formerId: 'other', time: TIME, reason: '旧备份' }];
    expect(find([head(9, 'x', 'other')], { registerId: 'me', renewals })).toBeNull();
  });

  it('of the database count for the former id when they are older than the renewal', () => {
    const renewals = [{ formerId: 'other', time: '2026-11-28T09:00:00.000Z', reason: null }];
    expect(find([head(9, 'x', null)], { registerId: 'me', renewals })).toBeNull();
    expect(find([head(9, 'x', null)])).toMatchObject({ kind: 'shortened' });
  });
});
