import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { z } from 'zod';

/** A message that was sent to the sandbox, and its answer. Long octets and lists are shortened. */
const exampleSchema = z.strictObject({
  request: z.strictObject({
    method: z.string(),
    /** With its parameters and its query. */
    path: z.string(),
    /** JSON; null without one, or when octets were sent. */
    body: z.unknown(),
    /** The media type of the octets that were sent; null for JSON or nothing. */
    type: z.string().nullable(),
  }),
  answer: z.strictObject({ status: z.int(), body: z.unknown(), type: z.string().nullable() }),
});

export type Example = z.infer<typeof exampleSchema>;

/** The file of examples, by operationId. */
export const EXAMPLES_PATH = fileURLToPath(
  new URL('../../../electron/shared/platform-api/examples.json', import.meta.url),
);

/** @throws Error when the file is damaged */
export const readExamples = (): Readonly<Record<string, Example>> =>
  z.record(z.string(), exampleSchema).parse(JSON.parse(readFileSync(EXAMPLES_PATH, 'utf8')));

const LONGEST_TEXT = 160;
const SHORT_TEXT = 64;
const MOST_MEMBERS = 2;

/** Shortens long octets in base64 and long lists, so that a person can read the example; it still fits its schema. */
export function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, MOST_MEMBERS).map(shortened);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shortened(member)]));
  }
  const isLongOctets =
    typeof value === 'string' && value.length > LONGEST_TEXT && /^[\w+/-]*={0,2}$/.test(value);
  return isLongOctets ? value.slice(0, SHORT_TEXT) : value;
}
