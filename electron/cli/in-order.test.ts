import { describe, expect, it } from 'vitest';
import { inOrder } from './in-order.ts';

/** Begins numbered things that end when they are told to. */
function setUp() {
  const begun: number[] = [];
  const open = new Map<number, { resolve: (value: string) => void; reject: (error: Error) => void }>();
  const begin = (thing: number): Promise<string> => {
    begun.push(thing);
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    open.set(thing, { resolve, reject });
    return promise;
  };
  return { begun, open, begin };
}

describe('what is done at a time and taken in order', () => {
  it('comes in its order, however it ends, and no more begins than may be under way', async () => {
    const { begun, open, begin } = setUp();
    const outcomes = inOrder([1, 2, 3, 4], 2, begin);
    const first = outcomes.next();
    expect(begun).toEqual([1, 2]);
    open.get(2)?.resolve('b');
    open.get(1)?.resolve('a');
    expect((await first).value).toBe('a');
    const second = outcomes.next();
    expect((await second).value).toBe('b');
    expect(begun).toEqual([1, 2, 3]);
    const third = outcomes.next();
    open.get(3)?.resolve('c');
    expect((await third).value).toBe('c');
    const fourth = outcomes.next();
    open.get(4)?.resolve('d');
    expect([(await fourth).value, (await outcomes.next()).done]).toEqual(['d', true]);
  });

  it('fails where the failed one stands', async () => {
    const { open, begin } = setUp();
    const outcomes = inOrder([1, 2], 4, begin);
    const first = outcomes.next();
    open.get(2)?.reject(new Error('broken'));
    open.get(1)?.resolve('a');
    expect((await first).value).toBe('a');
    await expect(outcomes.next()).rejects.toThrow('broken');
  });
});
