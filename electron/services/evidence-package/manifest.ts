import { z } from 'zod';
import { jsonOrNull, utf8Bytes } from '../../core/bytes/encodings.ts';
import { keptStatement } from '../../core/platform/signed-statement.ts';
import { CodedError } from '../../shared/errors.ts';
import { recordedAnswers } from './recorded-inputs.ts';

export const MANIFEST_PATH = 'manifest.json';
export const INPUTS_PATH = 'inputs.json';
/** Holds a folder of pictures for each version that has some. */
export const IMAGES_FOLDER = 'pages/';
export const REPORT_PATH = 'report/report.json';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime();
const path = z.string().min(1).max(400);

const manifest = z.strictObject({
  format: z.literal('sealdesk evidence package 1'),
  madeAt: instant,
  /** The time that the verdict is as of. */
  judgedAt: instant,
  madeBy: z.strictObject({ program: z.string(), computer: z.string(), person: z.string() }),
  document: z.strictObject({ name: z.string(), path, size: z.int().min(0), sm3: hash, sha256: hash }),
  verdict: z.enum(['valid', 'indeterminate', 'invalid', 'unsigned', 'error']),
  /** The versions of the document: its first bytes. */
  revisions: z.array(
    z.strictObject({
      number: z.int().min(1),
      bytes: z.int().min(0),
      sm3: hash,
      sha256: hash,
      /** Null when the bytes stand in the document alone. */
      path: path.nullable(),
    }),
  ),
  /** Pictures of pages, for reference: the document and its versions are the evidence. */
  images: z.array(z.strictObject({ revision: z.int().min(1), page: z.int().min(1), path })).default([]),
  /** Every file but this one. */
  files: z.array(z.strictObject({ path, size: z.int().min(0), sm3: hash, sha256: hash })),
});

/** The list of an evidence package (证据目录). */
export type Manifest = z.infer<typeof manifest>;

const inputs = z.strictObject({
  format: z.literal('sealdesk verification inputs 1'),
  now: instant,
  /** Paths of the files by which certificates were judged. */
  trust: z.strictObject({
    certificates: z.array(path),
    lists: z.array(path),
    makerLists: z.array(
      z.strictObject({
        authorities: z.array(path),
        makers: z.array(path),
        /** When a list was issued that the person has confirmed. */
        issuedAt: instant.optional(),
        /** When the next list was due that a person takes over by file. */
        nextUpdate: instant.optional(),
        /** The list as its issuer has published it, which vouches for lists of that issuer under a time stamp. */
        statement: keptStatement.optional(),
      }),
    ),
    /** Lists of makers that a root has signed, as they are. */
    makerStatements: z.array(keptStatement),
    withdrawn: z.array(path),
  }),
  answers: recordedAnswers,
});

/** Everything that a verdict rests on besides the document. */
export type RecordedInputs = z.infer<typeof inputs>;

export const jsonBytes = (value: unknown): Uint8Array => utf8Bytes(`${JSON.stringify(value, null, 2)}\n`);

/** Reads a manifest. @throws CodedError PACKAGE_DAMAGED */
export function readManifest(bytes: Uint8Array | undefined): Manifest {
  return parsed(manifest, bytes, MANIFEST_PATH);
}

/** Reads what a verdict rests on. @throws CodedError PACKAGE_DAMAGED */
export function readInputs(bytes: Uint8Array | undefined): RecordedInputs {
  return parsed(inputs, bytes, INPUTS_PATH);
}

function parsed<T>(schema: z.ZodType<T>, bytes: Uint8Array | undefined, name: string): T {
  const result = schema.safeParse(bytes === undefined ? null : jsonOrNull(bytes));
  if (!result.success) throw new CodedError('PACKAGE_DAMAGED', name, { file: name });
  return result.data;
}
