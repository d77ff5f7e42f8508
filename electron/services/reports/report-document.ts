import { z } from 'zod';

/** The format of the file; a later one has another number. */
export const REPORT_FORMAT = 'sealdesk verification report 1';

/** A sentence in both languages. */
const said = z.strictObject({ 'zh-CN': z.string(), en: z.string() });

const instant = z.iso.datetime().describe('ISO 8601, UTC');
const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** The codes are open: later versions know more of them, and a reader falls back on the sentence beside the code. */
const code = z.string().regex(/^[A-Z][A-Z0-9_]*$/);
const verdict = z.enum(['valid', 'indeterminate', 'invalid']);

const EARLIER = 'reports of earlier versions lack it';

const check = z.strictObject({
  name: z.string(),
  title: said,
  result: z.enum(['pass', 'fail', 'unknown', 'skipped']),
  code,
  text: said,
  facts: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .describe('dates, names and numbers behind the outcome'),
});

const signature = z.strictObject({
  number: z.int().min(1),
  field: z.string(),
  format: z.string(),
  verdict,
  headline: said,
  reasons: z.array(z.strictObject({ code, text: said })).describe('most important first'),
  nextSteps: z.array(said).optional().describe(`what a person does next, most important first; ${EARLIER}`),
  signer: z.strictObject({ subject: z.string(), serial: z.string(), notAfter: instant }).nullable(),
  seal: z
    .strictObject({
      esId: z.string(),
      name: z.string(),
      maker: z.string(),
      validFrom: instant,
      validTo: instant,
    })
    .nullable(),
  signedAt: instant.nullable().describe('as claimed; proven only if the check "time" says so'),
  place: z
    .strictObject({
      page: z.int().min(1),
      xMm: z.number(),
      yMm: z.number(),
      widthMm: z.number(),
      heightMm: z.number(),
    })
    .nullable()
    .describe('the page from 1, and the area as seen, from the top left of the page'),
  coveredBytes: z.int().min(0).nullable().describe('bytes [0, coveredBytes) are the version that was signed'),
  coversWholeFile: z.boolean(),
  checks: z.array(check),
});

const note = z.strictObject({
  code,
  page: z.int().min(1).nullable(),
  name: z.string().nullable().describe('of a font, a layer, a field or the like in the document'),
  text: said,
});

const revision = z.strictObject({
  number: z.int().min(1),
  bytes: z.int().min(0).describe('bytes [0, bytes) of the document are this version'),
  sm3: hash.describe('of those bytes'),
  signatures: z.array(z.int().min(1)).describe('numbers of the signatures that end it'),
  title: said.describe('who or what made it'),
  changes: z
    .strictObject({ 'zh-CN': z.array(z.string()), en: z.array(z.string()) })
    .describe('what it changed of what is shown'),
  time: z
    .strictObject({
      at: instant,
      source: z.enum(['timeStamp', 'register', 'signer', 'document']).describe('the most reliable first'),
      text: said,
    })
    .nullable(),
});

const schema = z.strictObject({
  format: z.literal(REPORT_FORMAT),
  title: said,
  disclaimer: said.describe('what this report is not'),
  madeAt: instant,
  judgedAt: instant.describe('the time that the verdict is as of'),
  madeBy: z.strictObject({ program: z.string(), computer: z.string(), person: z.string() }),
  document: z.strictObject({
    name: z.string(),
    size: z.int().min(0).nullable(),
    sm3: hash.nullable(),
    sha256: hash.nullable(),
  }),
  verdict: z.enum(['valid', 'indeterminate', 'invalid', 'unsigned', 'error']),
  headline: said,
  error: z.strictObject({ code, text: said }).nullable(),
  signatures: z.array(signature),
  notes: z.array(note).describe('what in the signed document may change its look; it decides no verdict'),
  revisions: z
    .array(revision)
    .nullable()
    .optional()
    .describe(`the versions of the document, the first one first; null if they cannot be told; ${EARLIER}`),
  revocationListsAsOf: z.array(instant),
  revocationLists: z
    .array(z.strictObject({ issuedAt: instant, source: z.string() }))
    .optional()
    .describe(`the oldest list behind the verdict on each signature, and its issuer; ${EARLIER}`),
  trustLists: z
    .array(
      z.strictObject({
        source: z.string(),
        issuedAt: instant,
        nextUpdate: instant,
        state: z.enum(['inForce', 'outdated', 'changed']),
      }),
    )
    .optional()
    .describe(`the confirmed lists of trust and makers; a changed one counts for nothing; ${EARLIER}`),
  offlineBundles: z
    .array(z.strictObject({ platform: z.string(), issuedAt: instant }))
    .optional()
    .describe(`the offline bundles by which the platforms' lists were known; ${EARLIER}`),
  notChecked: z.array(said).describe('what this report does not speak of'),
});

/** A verification report (验章报告): the one model from which JSON, HTML and PDF are made. */
export type ReportDocument = z.infer<typeof schema>;

export type ReportSignature = ReportDocument['signatures'][number];

/** Reads a report. @throws z.ZodError for anything else */
export function readReportDocument(value: unknown): ReportDocument {
  return schema.parse(value);
}

/** The schema that is published beside this file, as JSON Schema 2020-12. */
export function reportJsonSchema(): Readonly<Record<string, unknown>> {
  return { $id: 'urn:sealdesk:verification-report:1', title: '验章报告', ...z.toJSONSchema(schema) };
}
