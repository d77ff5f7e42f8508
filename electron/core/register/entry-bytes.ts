import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import { REGISTER_ACTS, type RegisterEntry } from '../../shared/model/register-entry.ts';
import { equalBytes } from '../bytes/equal.ts';
import { utf8Bytes, utf8Text } from '../bytes/utf8.ts';

/** Of the encoding; a later one has another number and old bytes stay as they are. */
const VERSION = 1;

const text = z.string().max(4096);
const sm3 = z.string().regex(/^[0-9a-f]{64}$/);

const entrySchema = z.strictObject({
  act: z.enum(REGISTER_ACTS),
  time: z.iso.datetime(),
  result: text.min(1),
  document: z
    .strictObject({
      name: text,
      sm3Before: sm3.nullable(),
      sm3After: sm3.nullable(),
      page: z.int().min(1).nullable(),
    })
    .nullable(),
  seal: z.strictObject({ esId: text, name: text }).nullable(),
  certificate: z.strictObject({ subject: text, serial: text }).nullable(),
  tokenSerial: text.nullable(),
  purpose: text.nullable(),
  counterpart: text.nullable(),
  people: z.strictObject({
    applicant: text.nullable(),
    approver: text.nullable(),
    keeper: text.nullable(),
  }),
  voids: sm3.nullable(),
});

const schema = z.strictObject({ version: z.literal(VERSION), entry: entrySchema });

/**
 * The bytes of an entry that are hashed and kept: JSON in UTF-8, every field present and in the order above,
 * nothing between them. The same entry always gives the same bytes.
 * @throws CodedError INTERNAL where the entry does not fit the model
 */
export function encodeEntry(entry: RegisterEntry): Uint8Array {
  const parsed = schema.safeParse({ version: VERSION, entry });
  if (!parsed.success) throw new CodedError('INTERNAL', parsed.error.message);
  return utf8Bytes(JSON.stringify(parsed.data));
}

/** An entry from its bytes; only what {@link encodeEntry} makes is taken. @throws CodedError STORE_DAMAGED */
export function decodeEntry(bytes: Uint8Array): RegisterEntry {
  const parsed = schema.safeParse(jsonOrNull(utf8Text(bytes)));
  if (!parsed.success) throw new CodedError('STORE_DAMAGED', 'not an entry of the register');
  if (!equalBytes(utf8Bytes(JSON.stringify(parsed.data)), bytes)) {
    throw new CodedError('STORE_DAMAGED', 'not the canonical bytes of an entry');
  }
  return parsed.data.entry;
}

function jsonOrNull(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}
