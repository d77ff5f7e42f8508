import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';

import { CONTRACT, contractRoutes } from './api/contract.ts';
import { readExamples, shortened } from './api/examples.ts';

type Media = Readonly<Record<string, { readonly schema?: object } | undefined>>;

interface Body {
  readonly $ref?: string;
  readonly content?: Media;
}

interface Contract {
  readonly paths: Record<string, Record<string, { requestBody?: Body; responses: Record<string, Body> }>>;
  readonly components: { readonly requestBodies: Record<string, Body>; responses: Record<string, Body> };
}

const contract = CONTRACT as Contract; // contract.ts has judged the rest of it
const ajv = new Ajv2020({ strict: false });
addFormats(ajv);
ajv.addSchema(contract, 'contract');

const nameIn = ({ $ref = '' }: Body): string => $ref.split('/').at(-1) ?? '';

/** Returns what of a body does not fit the schema of its JSON; null when all does, or when it has none. */
function misfit(content: Media | undefined, body: unknown): string | null {
  const schema = content?.['application/json']?.schema;
  if (schema === undefined) return body === null ? null : 'JSON where the contract has none';
  const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"contract#/')) as object;
  return ajv.validate(local, body) ? null : ajv.errorsText();
}

it.each(Object.entries(readExamples()))('The example of %s fits the contract', (id, { request, answer }) => {
  const route = contractRoutes().find(({ operationId }) => operationId === id);
  const operation = contract.paths[route?.path ?? '']?.[route?.method ?? ''];
  expect(operation, `${id} is no operation`).toBeDefined();
  const asked = operation?.requestBody ?? {};
  const wanted = asked.$ref === undefined ? asked : contract.components.requestBodies[nameIn(asked)];
  const declared = operation?.responses[String(answer.status)] ?? {};
  const given = declared.$ref === undefined ? declared : contract.components.responses[nameIn(declared)];
  expect([misfit(wanted?.content, request.body), misfit(given?.content, answer.body)]).toEqual([null, null]);
});

it('Examples are shortened to what a person reads: octets and lists, and no words', () => {
  const words = '字'.repeat(300);
  expect(shortened({ octets: 'QUJD'.repeat(50), words, list: [1, 2, 3] })).toEqual({
    octets: 'QUJD'.repeat(16),
    words,
    list: [1, 2],
  });
});
