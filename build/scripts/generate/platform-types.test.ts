import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CONTRACT } from '../../../e2e/platform/api/contract.ts';
import {
  platformCapabilities,
  platformTypes,
  presentPlatformCapabilities,
  presentPlatformTypes,
} from './platform-types.mjs';

it('the generated files have the types and the optional parts of the platform’s contract', async () => {
  expect(await presentPlatformTypes()).toBe(await platformTypes());
  expect(await presentPlatformCapabilities()).toBe(await platformCapabilities());
});

const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.looseObject({ securitySchemes: z.record(z.string(), z.unknown()) }),
});
const operationSchema = z.looseObject({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.unknown())),
  'x-caller': z.string().min(10),
});

/** Returns what is missing of who may call the operations of a contract. */
function undeclared(document: unknown): string[] {
  const { paths, components } = documentSchema.parse(document);
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    ['get', 'put', 'post', 'delete', 'patch'].flatMap((method) =>
      item[method] === undefined ? [] : [{ name: `${method} ${path}`, operation: item[method] }],
    ),
  );
  return operations.flatMap(({ name, operation }) => {
    const read = operationSchema.safeParse(operation);
    if (!read.success)
      return [`${name}: ${read.error.issues.map((issue) => issue.path.join('.')).join(', ')}`];
    const schemes = read.data.security.flatMap((each) => Object.keys(each));
    return schemes
      .filter((scheme) => !(scheme in components.securitySchemes))
      .map((scheme) => `${name}: ${scheme}`);
  });
}

describe('every operation of the platform’s contract', () => {
  it('says how its caller is authenticated, and in words who that may be', () => {
    expect(undeclared(CONTRACT)).toEqual([]);
  });

  it('is missed when it does not say so', () => {
    const operation = (more: object) => ({ get: { operationId: 'x', ...more } });
    const document = {
      paths: {
        '/a': operation({ 'x-caller': 'anybody at all' }),
        '/b': operation({ security: [] }),
        '/c': operation({ security: [{ unknown: [] }], 'x-caller': 'whoever knows' }),
        '/d': operation({ security: [{ key: [] }], 'x-caller': 'whoever has the key' }),
      },
      components: { securitySchemes: { key: {} } },
    };
    expect(undeclared(document)).toEqual(['get /a: security', 'get /b: x-caller', 'get /c: unknown']);
  });
});
