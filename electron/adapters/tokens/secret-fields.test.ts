import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Table } from '../../wire/operation.ts';
import { contract } from '../../wire/window/contract.ts';
import { tokenHostOperations } from './token-host-operations.ts';

/** Every table whose requests may carry a PIN, by the name that a failure of this test shows. */
const TABLES: Readonly<Record<string, Table>> = { ...contract, tokenHost: tokenHostOperations };

/** A PIN in the clear, such as pin, newPin or soPin. The name of a ciphertext begins with `encrypted`. */
const NAMED_LIKE_A_PIN = /^(?!encrypted)(?:\w*P|p)in$/;

/** Returns the paths of a schema's fields that are named like a PIN, such as `pin` or `person.pin`, but for flags. */
function pinsIn(schema: unknown, path: readonly string[] = []): readonly string[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([name, field]) => [
      ...(NAMED_LIKE_A_PIN.test(name) && !(field instanceof z.ZodBoolean) ? [[...path, name].join('.')] : []),
      ...pinsIn(field, [...path, name]),
    ]);
  }
  if (schema instanceof z.ZodArray) return pinsIn(schema.element, [...path, '0']);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => pinsIn(option, path));
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return pinsIn(schema.unwrap(), path);
  return [];
}

const operations = Object.entries(TABLES).flatMap(([subject, table]) =>
  Object.entries(table).flatMap(([name, entry]) =>
    entry.kind === 'operation' ? [{ name: `${subject}.${name}`, entry }] : [],
  ),
);

describe('the tables of the wire', () => {
  it('have PINs in them', () => {
    const withPins = operations.filter(({ entry }) => pinsIn(entry.request).length > 0);
    expect(withPins.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['seal.start', 'pin.change', 'tokenHost.signDigest', 'tokenHost.unblockPin']),
    );
  });

  it('declare every field that is named like a PIN as a secret', () => {
    const missing = operations.flatMap(({ name, entry }) =>
      pinsIn(entry.request)
        .filter((field) => !entry.secrets.includes(field))
        .map((field) => `${name}: ${field}`),
    );
    expect(missing).toEqual([]);
  });
});
