import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPad, OneTimePads, secretLength } from './one-time-pads.ts';

const operation = { secrets: ['pin', 'newPin'] };

describe('A one-time pad', () => {
  it('covers all secrets of a request and uncovers them again, and is zeroed each time', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.uint8Array({ maxLength: 64 }), (pin, newPin) => {
        const pads = new OneTimePads();
        const request = { pin: Uint8Array.from(pin), newPin: Uint8Array.from(newPin), label: 'key' };
        const { id, bytes } = pads.give(secretLength(operation, request));
        const sent = Uint8Array.from(bytes);
        applyPad(operation, request, sent);
        applyPad(operation, request, pads.take(id));
        expect(request).toEqual({ pin, newPin, label: 'key' });
        expect([...sent, ...bytes].every((byte) => byte === 0)).toBe(true);
      }),
    );
  });

  it('leaves nothing of a PIN to be read', () => {
    const request = { pin: new Uint8Array(32).fill(0x31) };
    applyPad(operation, request, new OneTimePads().give(32).bytes);
    expect(request.pin.filter((byte) => byte === 0x31).length).toBeLessThan(8);
  });

  it('is good for one request', () => {
    const pads = new OneTimePads();
    const { id } = pads.give(4);
    expect(pads.take(id)).toHaveLength(4);
    expect(pads.take(id)).toBeUndefined();
    expect(pads.take(undefined)).toBeUndefined();
  });

  it('must be as long as the secrets', () => {
    const cover = (length: number) => () =>
      applyPad(operation, { pin: Uint8Array.of(1, 2) }, new Uint8Array(length));
    expect(cover(1)).toThrow('does not fit');
    expect(cover(3)).toThrow('does not fit');
    expect(() => applyPad(operation, { pin: Uint8Array.of(1) }, undefined)).toThrow('does not fit');
  });

  it('gives way to newer ones that nobody uses either', () => {
    const pads = new OneTimePads();
    const first = pads.give(4);
    const later = Array.from({ length: 64 }, () => pads.give(4));
    expect(pads.take(first.id)).toBeUndefined();
    expect([...first.bytes]).toEqual([0, 0, 0, 0]);
    expect(pads.take(later[0]?.id)).toHaveLength(4);
  });

  it.each([-1, 1.5, 1_025, 'a', null])('is not made of %s bytes', (length) => {
    expect(() => new OneTimePads().give(length)).toThrow();
  });
});
