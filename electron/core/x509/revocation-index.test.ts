import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { DerCursor, membersOf } from '../asn1/der-reader.ts';
import {
  writeBoolean,
  writeElement,
  writeGeneralizedTime,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
  writeTime,
} from '../asn1/der-writer.ts';
import { TAG } from '../asn1/identifiers.ts';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { fromHex, toHex } from '../bytes/encodings.ts';
import { decodeRevocationEntry, type Revocation } from './revocation-entry.ts';
import { RevocationIndex } from './revocation-index.ts';

/** Decodes a list plainly, with an object for every entry. */
function decodeAll(bytes: Uint8Array): Map<string, Revocation> {
  const entries = new Map<string, Revocation>();
  const cursor = new DerCursor(bytes, 'list');
  while (!cursor.atEnd) {
    const { raw, tag, content } = cursor.next(TAG.sequence);
    const serial = membersOf({ raw, tag, content }, 'entry').next(TAG.integer).content;
    const { revokedAt, reason, invalidSince } = decodeRevocationEntry(raw);
    entries.set(toHex(serial), { revokedAt, reason, invalidSince });
  }
  return entries;
}

/** Reads the outcome of either way: one for each number asked about, or the code of an error. */
function outcome(read: () => (serial: string) => Revocation | undefined, asked: readonly string[]): unknown {
  try {
    return asked.map(read());
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
}

function expectSame(bytes: Uint8Array, asked: readonly string[]): void {
  const plain = outcome(() => {
    const entries = decodeAll(bytes);
    return (serial) => entries.get(serial);
  }, asked);
  const indexed = outcome(() => {
    const entries = new RevocationIndex(bytes);
    return (serial) => entries.get(serial);
  }, asked);
  expect(indexed).toEqual(plain);
}

const extension = (id: string, value: Uint8Array, critical = false): Uint8Array =>
  writeSequence(
    writeObjectIdentifier(id),
    ...(critical ? [writeBoolean(true)] : []),
    writeOctetString(value),
  );
const reasonExtension = (reason: number): Uint8Array =>
  extension('2.5.29.21', writeElement(TAG.enumerated, Uint8Array.of(reason)));
const invalidityExtension = (date: Date): Uint8Array => extension('2.5.29.24', writeGeneralizedTime(date));
const strange = (isCritical: boolean): Uint8Array => extension('1.2.3', Uint8Array.of(5, 0), isCritical);

const date = fc
  .integer({ min: Date.UTC(1950, 0), max: Date.UTC(2060, 0) })
  .map((instant) => new Date(instant - (instant % 1000)));
const extensions = fc.oneof(
  fc.constant([]),
  fc.integer({ min: 0, max: 255 }).map((reason) => [reasonExtension(reason)]),
  date.map((since) => [invalidityExtension(since)]),
  fc.tuple(fc.nat(10), date).map(([reason, since]) => [reasonExtension(reason), invalidityExtension(since)]),
  fc.boolean().map((isCritical) => [strange(isCritical)]),
);
const serialNumber = fc.oneof(fc.bigInt(-5n, 300n), fc.bigInt(0n, 2n ** 159n));
const entry = fc
  .tuple(serialNumber, date, extensions)
  .map(([serial, revokedAt, members]) =>
    writeSequence(
      writeInteger(serial),
      writeTime(revokedAt),
      ...(members.length > 0 ? [writeSequence(...members)] : []),
    ),
  );
const list = fc.array(entry, { maxLength: 40 }).map((entries) => concatBytes(...entries));
const hexSerial = serialNumber.map((serial) => toHex(writeInteger(serial).subarray(2)));

const serialsIn = (bytes: Uint8Array): string[] => {
  const cursor = new DerCursor(bytes, 'list');
  const serials: string[] = [];
  while (!cursor.atEnd) serials.push(toHex(membersOf(cursor.next(), 'entry').next().content));
  return serials;
};

describe('the index of a list', () => {
  it('agrees with plain decoding, for numbers in the list and others', () => {
    fc.assert(
      fc.property(list, fc.array(hexSerial, { maxLength: 9 }), (bytes, others) => {
        expectSame(bytes, [...serialsIn(bytes), ...others]);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses what plain decoding refuses, and nothing else', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(list, damage, (bytes, changes) => {
        const asked = serialsIn(bytes);
        const changed = bytes.slice();
        for (const [offset, value] of changes) changed[offset % Math.max(bytes.length, 1)] = value;
        expectSame(changed, asked);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['a date without digits', '30120201051730303030303030303030303030305a'],
    ['the 30th of February', `3012020105170d${toHex(new TextEncoder().encode('260230000000Z'))}`],
    ['a century without digits', `3014020105180f${toHex(new TextEncoder().encode('aa260201000000Z'))}`],
    [
      'a number not in its shortest form',
      `301302020005170d${toHex(new TextEncoder().encode('260201000000Z'))}`,
    ],
    ['an entry cut short', '30120201'],
  ])('refuses %s', (_name, hex) => {
    expect(() => new RevocationIndex(fromHex(hex))).toThrow(expect.objectContaining({ code: 'DER_INVALID' }));
  });

  it('names unknown critical extensions', () => {
    const known = writeSequence(writeInteger(1), writeTime(new Date(0)), writeSequence(reasonExtension(1)));
    const unknown = writeSequence(writeInteger(2), writeTime(new Date(0)), writeSequence(strange(true)));
    expect(new RevocationIndex(concatBytes(known, unknown, unknown)).unknownCritical).toEqual(['1.2.3']);
  });
});

describe('a list of a million entries', () => {
  const count = 1_000_000;
  const model = writeSequence(
    writeElement(TAG.integer, new Uint8Array(16).fill(1)),
    writeTime(new Date('2026-05-01T00:00:00Z')),
    writeSequence(reasonExtension(4)),
  );
  const bytes = new Uint8Array(model.length * count);
  const numbers = new DataView(bytes.buffer);
  for (let index = 0; index < count; index++) {
    bytes.set(model, index * model.length);
    numbers.setUint32(index * model.length + 16, Math.imul(index, 0x9e3779b1));
  }
  const serialOf = (index: number): string => {
    const offset = index * model.length + 4;
    return toHex(bytes.subarray(offset, offset + 16));
  };

  it('finds each number, and no other', () => {
    const index = new RevocationIndex(bytes);
    expect(index.size).toBe(count);
    const expected = { revokedAt: new Date('2026-05-01T00:00:00Z'), reason: 4, invalidSince: null };
    for (let at = 0; at < count; at += 9973) {
      expect(index.get(serialOf(at))).toEqual(expected);
      expect(index.get(`02${serialOf(at).slice(2)}`)).toBeUndefined();
    }
  });

  it('finds the last of equal numbers, even in one bucket', () => {
    const same = new Uint8Array(model.length * 1000);
    for (let at = 0; at < 1000; at++) same.set(model, at * model.length);
    const last = writeSequence(writeElement(TAG.integer, new Uint8Array(16).fill(1)), writeTime(new Date(0)));
    expect(new RevocationIndex(concatBytes(same, last)).get('01'.repeat(16))?.revokedAt).toEqual(new Date(0));
  });
});

describe('changesSince', () => {
  const entry = (serial: number, day: number, reason = 0): Uint8Array =>
    writeSequence(
      writeInteger(serial),
      writeTime(new Date(Date.UTC(2026, 0, 1 + day))),
      ...(reason === 0
        ? []
        : [writeSequence(extension('2.5.29.21', writeElement(TAG.enumerated, Uint8Array.of(reason))))]),
    );
  const entries = fc.uniqueArray(
    fc.record({
      serial: fc.integer({ min: 1, max: 60 }),
      day: fc.integer({ min: 0, max: 3 }),
      reason: fc.constantFrom(0, 1, 8),
    }),
    { selector: ({ serial }) => serial, maxLength: 40 },
  );
  type Entries = readonly { readonly serial: number; readonly day: number; readonly reason: number }[];
  const index = (list: Entries): RevocationIndex =>
    new RevocationIndex(concatBytes(...list.map(({ serial, day, reason }) => entry(serial, day, reason))));

  it('finds what a plain comparison with the former lists finds, whatever their sizes', () => {
    fc.assert(
      fc.property(entries, entries, entries, (now, delta, base) => {
        const former = [index(delta), index(base)];
        const before = new Map([...base, ...delta].map((each) => [each.serial, each]));
        const expected = now
          .filter(({ serial, day, reason }) => {
            const known = before.get(serial);
            return known?.day !== day || known.reason !== reason;
          })
          .map(({ serial, day, reason }) => [serial, day, reason, before.get(serial)?.day ?? null]);
        const dayOf = (at: Date): number => Math.round((at.getTime() - Date.UTC(2026, 0, 1)) / 86_400_000);
        const found = [...index(now).changesSince(former)].map((change) => [
          parseInt(change.serial, 16),
          dayOf(change.revocation.revokedAt),
          change.revocation.reason,
          change.former === null ? null : dayOf(change.former.revokedAt),
        ]);
        const bySerial = (one: readonly unknown[], other: readonly unknown[]): number =>
          Number(one[0]) - Number(other[0]);
        expect(found.sort(bySerial)).toEqual(expected.sort(bySerial));
      }),
    );
  });
});
