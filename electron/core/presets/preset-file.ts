import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import type { Preset } from '../../shared/model/preset.ts';
import { DATE_STYLES } from '../../shared/model/seal-places.ts';
import { jsonOrNull, utf8Bytes } from '../bytes/encodings.ts';
import {
  besideWhereSchema,
  fieldNameSchema,
  millimetresSchema,
  MOST_BESIDE,
  pagesSchema,
  rulesSchema,
} from '../signing/place-schema.ts';

const name = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\u202A-\u202E\u2066-\u2069]+$/u);

/** What stands beside a seal. A kind that this version does not know is refused at its `kind`. */
const date = z.discriminatedUnion('kind', [
  z.strictObject({
    ...{ kind: z.literal('date'), pages: pagesSchema, where: besideWhereSchema },
    style: z.enum(DATE_STYLES).exactOptional(),
  }),
]);

const target = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('place'),
    page: z.union([z.int().min(0).max(1_000_000), z.literal('last')]),
    xMm: millimetresSchema,
    yMm: millimetresSchema,
  }),
  z.strictObject({ kind: z.literal('field'), name: fieldNameSchema }),
  z.strictObject({
    kind: z.literal('list'),
    field: fieldNameSchema.nullable(),
    places: rulesSchema,
    beside: z.array(date).max(MOST_BESIDE).exactOptional(),
  }),
]);

const seal = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('id'), esId: z.string().min(1).max(200), name: z.string().max(500) }),
  z.strictObject({ by: z.literal('name'), name }),
]);

/** The schema of a preset, as it is kept and as it travels. */
export const presetSchema: z.ZodType<Preset> = z.strictObject({
  name,
  seals: z.array(z.strictObject({ seal, target })).min(1).max(20),
});

/** The extension of the files in which presets travel. */
export const PRESET_FILE_EXTENSION = '.sealpresets';

/** The largest preset file, in bytes. */
export const LARGEST_PRESET_FILE = 4 * 1024 * 1024;

const FORMAT = 'sealdesk presets';
const VERSION = 1;

const fileSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.int(),
  presets: z.array(z.unknown()).min(1).max(500),
});

/** Writes presets into a file. It holds no key, no PIN and no seal: places, and the names and numbers of seals. */
export function encodePresetFile(presets: readonly Preset[]): Uint8Array {
  return utf8Bytes(`${JSON.stringify({ format: FORMAT, version: VERSION, presets }, null, 2)}\n`);
}

/**
 * Reads a preset file whole, or nothing of it.
 * @throws CodedError PRESET_INVALID with the field that is wrong; PRESET_UNKNOWN_KIND for a later version, and for a kind of
 *   place that this version does not know
 */
export function decodePresetFile(bytes: Uint8Array): readonly Preset[] {
  if (bytes.length > LARGEST_PRESET_FILE) throw invalid('size');
  const file = fileSchema.safeParse(jsonOrNull(bytes));
  if (!file.success) throw invalid(pathOf(file.error.issues[0]) ?? 'file');
  if (file.data.version !== VERSION) throw unknownKind('version', String(file.data.version));
  return file.data.presets.map((value, index) => parsePreset(value, `presets.${index}`));
}

/** Reads one preset from any value. @param where names it in the error */
export function parsePreset(value: unknown, where: string): Preset {
  const parsed = presetSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = pathOf(issue);
  const path = field === null ? where : `${where}.${field}`;
  const last = issue?.path.at(-1);
  const isKind = issue?.code === 'invalid_union' && (last === 'kind' || last === 'by');
  throw isKind ? unknownKind(path, String(valueAt(value, issue.path))) : invalid(path);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null
        ? Object.entries(at).find(([name]) => name === String(key))?.[1]
        : undefined,
    value,
  );
}

function pathOf(issue: z.core.$ZodIssue | undefined): string | null {
  const path = issue?.path.join('.') ?? '';
  return path === '' ? null : path;
}

function invalid(field: string): CodedError {
  return new CodedError('PRESET_INVALID', `no presets: ${field}`, { field });
}

function unknownKind(field: string, kind: string): CodedError {
  return new CodedError('PRESET_UNKNOWN_KIND', `unknown: ${field}`, { field, kind: kind.slice(0, 100) });
}
