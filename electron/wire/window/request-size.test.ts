import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyOperation } from '../operation.ts';
import { contract } from './contract.ts';
import { isRequestSmall } from './request-size.ts';

const usual = contract.documents.read;
const nested = (depth: number): unknown => (depth === 0 ? 1 : { in: nested(depth - 1) });

describe('a request', () => {
  it.each([
    ['nothing', undefined],
    ['a range', { id: 'a', offset: 0, length: 1 }],
    ['two PINs', { pin: new Uint8Array(128), newPin: new Uint8Array(128) }],
    ['the path of a dropped file', 'a'.repeat(32_767)],
    ['a list of fifty seals', { seals: Array.from({ length: 50 }, () => ({ name: 'x'.repeat(700) })) }],
  ])('is small with %s', (_what, request) => expect(isRequestSmall(usual, request)).toBe(true));

  it.each([
    ['bytes in place of an object', new Uint8Array(1)],
    ['ten million bytes', new Uint8Array(1e7)],
    ['bytes that no PIN has', { pin: new Uint8Array(1_025) }],
    ['many small byte arrays', Array.from({ length: 20 }, () => new Uint8Array(128))],
    ['a long text', { id: 'x'.repeat(65_537) }],
    ['a long key', { ['x'.repeat(65_537)]: 1 }],
    ['a long list', Array.from({ length: 1_000 }, () => 1)],
    ['a list that is long and empty', new Array(1e9)],
    ['many keys', Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [index, null]))],
    ['objects in objects', nested(9)],
    ['a map', new Map()],
    ['a buffer', { pin: new ArrayBuffer(8) }],
    ['other numbers than bytes', { pin: new Float64Array(1) }],
  ])('is too large with %s', (_what, request) => expect(isRequestSmall(usual, request)).toBe(false));

  it('may be larger where its operation says so', () => {
    const request = { items: Array.from({ length: 500 }, () => ({ fileName: 'x'.repeat(255), size: 1 })) };
    expect(isRequestSmall(contract.approvals.request, request)).toBe(true);
    expect(isRequestSmall(usual, request)).toBe(false);
  });

  it('may hold a long list of places wherever a seal is placed', () => {
    const rule = { kind: 'point', pages: [{ kind: 'span', from: 1, to: 1 }], xMm: 1, yMm: 1 };
    const request = {
      target: { kind: 'list', field: null, places: Array.from({ length: 200 }, () => rule) },
    };
    const { approvals, seal, sealMany } = contract;
    const placing = [approvals.describe, seal.plan, seal.start, sealMany.check];
    expect(placing.filter((operation) => !isRequestSmall(operation, request))).toEqual([]);
    expect(isRequestSmall(usual, request)).toBe(false);
  });

  it('is looked at no further than its bound', () => {
    let read = 0;
    const member = Object.defineProperty({}, 'value', { enumerable: true, get: () => (read += 1) });
    expect(isRequestSmall(usual, { list: Array.from({ length: 990 }, () => member) })).toBe(false);
    expect(read).toBeLessThan(1_000);
  });

  it('is never refused with an exception', () => {
    fc.assert(fc.property(fc.anything(), (request) => typeof isRequestSmall(usual, request) === 'boolean'));
  });
});

describe('every operation of the contract', () => {
  const operations = Object.values(contract).flatMap((table) =>
    Object.values<AnyOperation | { readonly kind: 'event' }>(table).flatMap((entry) =>
      entry.kind === 'event' ? [] : [entry],
    ),
  );

  it('has a bound that no request of a million values passes', () => {
    const request = { items: Array.from({ length: 1e6 }, () => null) };
    expect(operations.filter((operation) => isRequestSmall(operation, request))).toEqual([]);
  });
});
