import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePem, encodePem } from './pem.ts';

describe('PEM', () => {
  it('comes back as it was written, several blocks among other text', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.uint8Array({ minLength: 1 }),
        (first, second) => {
          const text = `subject=x\r\n${encodePem('CERTIFICATE', first)}text\n${encodePem('X509 CRL', second)}`;
          expect(decodePem(text.replaceAll('\n', '\r\n'))).toEqual([
            { label: 'CERTIFICATE', der: first },
            { label: 'X509 CRL', der: second },
          ]);
        },
      ),
    );
  });

  it('has lines of 64 characters', () => {
    const lines = encodePem('CERTIFICATE', new Uint8Array(100)).split('\n');
    expect(lines.map((line) => line.length)).toEqual([27, 64, 64, 8, 25, 0]);
  });

  it.each([
    ['another end', '-----BEGIN A-----\nAAAA\n-----END B-----'],
    ['a character that is none', '-----BEGIN A-----\nAA*A\n-----END A-----'],
    ['a length that is none', '-----BEGIN A-----\nAAA\n-----END A-----'],
    ['no end', '-----BEGIN A-----\nAAAA\n'],
  ])('is left out with %s', (_name, text) => {
    expect(decodePem(text)).toEqual([]);
  });
});
