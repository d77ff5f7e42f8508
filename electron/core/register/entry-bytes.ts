import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import { USE_ROLES } from '../../shared/model/approval.ts';
import { MOST_SEALING_HOURS } from '../../shared/model/enterprise-rules.ts';
import { MOST_COPIES, REGISTER_ACTS, type RegisterEntry } from '../../shared/model/register.ts';
import { exactUtf8Text, jsonInTextOrNull, utf8Bytes } from '../bytes/encodings.ts';

const text = z.string().max(4096);
const sm3 = z.string().regex(/^[0-9a-f]{64}$/);

const document = {
  name: text,
  sm3Before: sm3.nullable(),
  sm3After: sm3.nullable(),
  page: z.int().min(1).nullable(),
};
const people = { applicant: text.nullable(), approver: text.nullable(), keeper: text.nullable() };
const seal = z.strictObject({ esId: text, name: text }).nullable();
const certificate = z.strictObject({ subject: text, serial: text }).nullable();

/** The fields of the first version, in their order. */
const firstEntry = z.strictObject({
  act: z.enum(REGISTER_ACTS),
  time: z.iso.datetime(),
  result: text.min(1),
  document: z.strictObject(document).nullable(),
  seal,
  certificate,
  tokenSerial: text.nullable(),
  purpose: text.nullable(),
  counterpart: text.nullable(),
  people: z.strictObject(people),
  voids: sm3.nullable(),
});

/** The fields of the second version. */
const secondEntry = z.strictObject({
  ...firstEntry.shape,
  document: z.strictObject({ ...document, pages: z.int().min(0).nullable() }).nullable(),
  people: z.strictObject({ ...people, user: text.nullable() }),
  approval: text.nullable(),
  reference: text.nullable(),
  timeStamped: z.boolean().nullable(),
});

const role = z.enum(USE_ROLES);
const approvalUse = z.strictObject({
  claim: z.enum(['local', 'offline', 'claimed']),
  use: z.int().min(1),
  uses: z.int().min(1),
  samePeople: z.array(z.strictObject({ one: role, other: role, by: z.enum(['certificate', 'name']) })),
});
const enterpriseRules = z.strictObject({
  approval: z.boolean(),
  fourEyes: z.boolean(),
  claimedApprovals: z.boolean(),
  sealingHours: z.int().min(1).max(MOST_SEALING_HOURS).nullable(),
  archiveStamp: z.literal(true).optional(),
});

const known = z.strictObject({
  platform: text,
  profile: text,
  asked: text.min(1),
  statusAsOf: z.iso.datetime().nullable(),
  revocationListsAsOf: z.iso.datetime().nullable(),
});

/** The fields of the third version. */
const thirdEntry = z.strictObject({
  ...secondEntry.shape,
  approvalUse: approvalUse.nullable(),
  enterpriseRules: enterpriseRules.nullable(),
  known: known.nullable(),
});

/** The fields of the fourth version. */
const fourthEntry = z.strictObject({
  ...thirdEntry.shape,
  accepted: z
    .array(z.string().regex(/^[A-Z_]{1,60}$/))
    .min(1)
    .max(60)
    .nullable(),
});

/** The fields of the fifth version. */
const fifthEntry = z.strictObject({ ...fourthEntry.shape, places: text.min(1).nullable() });

const office = z.strictObject({
  contractNumber: text.nullable(),
  copies: z.int().min(1).max(MOST_COPIES).nullable(),
  department: text.nullable(),
  requestNumber: text.nullable(),
});

const presentEntry = z.strictObject({
  ...fifthEntry.shape,
  office: office.nullable(),
  locks: z.literal(true).optional(),
});

/** New entries have the last version. Bytes of an earlier version stay as they are and can always be read. */
const present = z.strictObject({ version: z.literal(6), entry: presentEntry });
const versions = z.discriminatedUnion('version', [
  z.strictObject({ version: z.literal(1), entry: firstEntry }),
  z.strictObject({ version: z.literal(2), entry: secondEntry }),
  z.strictObject({ version: z.literal(3), entry: thirdEntry }),
  z.strictObject({ version: z.literal(4), entry: fourthEntry }),
  z.strictObject({ version: z.literal(5), entry: fifthEntry }),
  present,
]);

/**
 * Writes the bytes of an entry that are hashed and kept: JSON in UTF-8, every field present and in the order
 * above, nothing between them. The same entry always gives the same bytes.
 * @throws CodedError INTERNAL for an entry that does not fit the model
 */
export function encodeEntry(entry: RegisterEntry): Uint8Array {
  const parsed = present.safeParse({ version: 6, entry });
  if (!parsed.success) throw new CodedError('INTERNAL', parsed.error.message);
  return utf8Bytes(JSON.stringify(parsed.data));
}

/**
 * Reads an entry from the bytes that {@link encodeEntry} writes, or wrote in an earlier version. @throws
 * CodedError STORE_DAMAGED for any other bytes
 */
export function decodeEntry(bytes: Uint8Array): RegisterEntry {
  const text = exactUtf8Text(bytes);
  const parsed = versions.safeParse(text === null ? null : jsonInTextOrNull(text));
  if (!parsed.success) throw new CodedError('STORE_DAMAGED', 'not an entry of the register');
  if (JSON.stringify(parsed.data) !== text) {
    throw new CodedError('STORE_DAMAGED', 'not the canonical bytes of an entry');
  }
  switch (parsed.data.version) {
    case 1:
      return asPresent(asFifth(asFourth(asThird(asSecond(parsed.data.entry)))));
    case 2:
      return asPresent(asFifth(asFourth(asThird(parsed.data.entry))));
    case 3:
      return asPresent(asFifth(asFourth(parsed.data.entry)));
    case 4:
      return asPresent(asFifth(parsed.data.entry));
    case 5:
      return asPresent(parsed.data.entry);
    case 6:
      return parsed.data.entry;
  }
}

/** Completes an entry of the fifth version, which did not ask what offices keep. */
function asPresent(entry: z.infer<typeof fifthEntry>): RegisterEntry {
  return { ...entry, office: null };
}

/** Completes an entry of the fourth version, when every seal had one place. */
function asFifth(entry: z.infer<typeof fourthEntry>): z.infer<typeof fifthEntry> {
  return { ...entry, places: null };
}

/** Completes an entry of the third version. */
function asFourth(entry: z.infer<typeof thirdEntry>): z.infer<typeof fourthEntry> {
  return { ...entry, accepted: null };
}

/** Completes an entry of the second version. */
function asThird(entry: z.infer<typeof secondEntry>): z.infer<typeof thirdEntry> {
  return { ...entry, approvalUse: null, enterpriseRules: null, known: null };
}

/** Completes an entry of the first version; what that version did not ask for is unknown. */
function asSecond(entry: z.infer<typeof firstEntry>): z.infer<typeof secondEntry> {
  return {
    ...entry,
    document: entry.document && { ...entry.document, pages: null },
    people: { ...entry.people, user: null },
    approval: null,
    reference: null,
    timeStamped: null,
  };
}
