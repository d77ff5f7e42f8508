import { expect, it } from 'vitest';

/**
 * The bounds that `assembly/field.ts` and `assembly/jacobian.ts` state. A value is how many times p its magnitude may be, and how many bits
 * its limbs may have.
 */
interface Bound {
  readonly value: number;
  readonly bits: number;
}

/** What a product carries: limbs of 29 bits, and |a·b| ÷ R + p, where R is above 32 p. */
const carried = (value: number): Bound => ({ value, bits: 29 });
/** Terms of a reduction and a carry in one column. */
const REDUCTION = 2 ** 54;
const PRODUCTS = 9;

function products(...pairs: readonly (readonly [Bound, Bound])[]): Bound {
  const column = pairs.reduce((sum, [a, b]) => sum + PRODUCTS * 2 ** (a.bits + b.bits), REDUCTION);
  expect(column).toBeLessThan(2 ** 63);
  return carried(pairs.reduce((sum, [a, b]) => sum + (a.value * b.value) / 32, 1));
}

const product = (a: Bound, b: Bound): Bound => products([a, b]);
/** Limbs of carried elements are not negative, so a difference has no more bits than they. */
function difference(a: Bound, b: Bound): Bound {
  expect([a.bits, b.bits]).toEqual([29, 29]);
  return { value: a.value + b.value, bits: 29 };
}
const sum = (a: Bound, b: Bound): Bound => ({ value: a.value + b.value, bits: Math.max(a.bits, b.bits) + 1 });

/** What every point may have: X, Y and Z. */
const [x, y, z] = [carried(6), carried(2), carried(2)];
/** Coordinates of tables. */
const affine = carried(2);

function expectPoint(...results: readonly Bound[]): void {
  results.forEach((result, index) => {
    expect(result.bits).toBe(29);
    expect(result.value).toBeLessThan([6, 2, 2][index] ?? 0);
  });
}

it('a doubling keeps the bounds of points', () => {
  const [zz, yy] = [product(z, z), product(y, y)];
  const beta = product(x, yy);
  const alpha = carried(product(difference(x, zz), sum(x, zz)).value * 1.5 + 0.5);
  const newX = carried(product(alpha, alpha).value + 2 * beta.value);
  expectPoint(newX, products([alpha, difference(beta, newX)], [yy, yy]), product(y, z));
});

it('both additions keep the bounds of points', () => {
  for (const [qx, qy, qz] of [
    [affine, affine, carried(1)],
    [x, y, z],
  ] as const) {
    const [zz, qzz] = [product(z, z), product(qz, qz)];
    const [u, v] = [product(x, qzz), product(qx, zz)];
    const [s, t] = [product(y, product(qzz, qz)), product(qy, product(zz, z))];
    // The addition of an affine point takes X and Y as they are.
    for (const [left, right] of [
      [u, s],
      [x, y],
    ] as const) {
      const [h, r] = [difference(v, left), difference(t, right)];
      expect(h.value).toBeLessThan(8);
      const hh = product(h, h);
      const [hhh, common] = [product(h, hh), product(left, hh)];
      const newX = carried(product(r, r).value + hhh.value + 2 * common.value);
      expectPoint(newX, products([r, difference(common, newX)], [right, hhh]), product(product(z, qz), h));
    }
  }
});
