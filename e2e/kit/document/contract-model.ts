import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { z } from 'zod';

import { CONTRACT } from '../../platform/api/contract.ts';

/** A schema of JSON, as far as the document shows it. */
export interface SchemaObject {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly pattern?: string | undefined;
  readonly format?: string | undefined;
  readonly properties?: Readonly<Record<string, SchemaObject>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: SchemaObject | undefined;
  readonly oneOf?: readonly SchemaObject[] | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly maxItems?: number | undefined;
}

const schema: z.ZodType<SchemaObject> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    description: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
    properties: z.record(z.string(), schema).optional(),
    required: z.array(z.string()).optional(),
    items: schema.optional(),
    oneOf: z.array(schema).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    maxLength: z.number().optional(),
    maxItems: z.number().optional(),
  }),
);
const content = z.record(z.string(), z.looseObject({ schema: schema.optional() }));
const reference = z.looseObject({ $ref: z.string().optional() });
const parameter = reference.extend({
  name: z.string().optional(),
  in: z.string().optional(),
  required: z.boolean().optional(),
  description: z.string().optional(),
  schema: schema.optional(),
});
const body = reference.extend({ description: z.string().optional(), content: content.optional() });
const operation = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  parameters: z.array(parameter).optional(),
  requestBody: body.optional(),
  responses: z.record(z.string(), body),
  'x-caller': z.string(),
});
const said = z.strictObject({ zh: z.string(), en: z.string() });

const contractSchema = z.looseObject({
  info: z.looseObject({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.looseObject({ parameters: z.array(parameter).optional() })),
  components: z.looseObject({
    schemas: z.record(z.string(), schema),
    parameters: z.record(z.string(), parameter),
    requestBodies: z.record(z.string(), body),
    responses: z.record(z.string(), body),
  }),
});

const chineseSchema = z.strictObject({
  title: z.string(),
  summary: z.string(),
  rules: z.array(z.tuple([z.string(), z.string()])),
  schemes: z.record(z.string(), z.string()),
  operations: z.record(z.string(), z.tuple([z.string(), z.string()])),
});

const catalogueSchema = z.looseObject({
  'x-catalogue': z.record(
    z.string(),
    z.strictObject({ status: z.int(), title: said, meaning: said, client: said }),
  ),
});

export type Parameter = z.infer<typeof parameter>;
export type Body = z.infer<typeof body>;
export type OperationObject = z.infer<typeof operation>;

/** The contract, as far as the document shows it. */
export const contract = contractSchema.parse(CONTRACT);

/** The Chinese texts of the contract: its rules, and of every operation what it does and who may call it. */
export const chinese = chineseSchema.parse(
  JSON.parse(
    readFileSync(
      fileURLToPath(new URL('../../../electron/shared/platform-api/chinese.json', import.meta.url)),
      'utf8',
    ),
  ),
);

/** The catalogue of errors. */
export const catalogue = catalogueSchema.parse(contract.components.schemas['ProblemCode'])['x-catalogue'];

/** @throws Error when the contract has no such operation */
export const operationAt = (path: string, method: string): OperationObject =>
  operation.parse(contract.paths[path]?.[method]);

const nameIn = ($ref: string): string => $ref.split('/').at(-1) ?? '';

/** Returns the name of a schema that is only referred to; null for one that stands where it is used. */
export const referredName = ({ $ref }: SchemaObject): string | null =>
  $ref === undefined ? null : nameIn($ref);

export const parameterOf = (given: Parameter): Parameter =>
  given.$ref === undefined ? given : (contract.components.parameters[nameIn(given.$ref)] ?? given);

/** Returns a body or an answer, also one that is referred to. */
export function bodyOf(given: Body): Body {
  if (given.$ref === undefined) return given;
  const { requestBodies, responses } = contract.components;
  const name = nameIn(given.$ref);
  return (given.$ref.includes('/requestBodies/') ? requestBodies[name] : responses[name]) ?? given;
}
