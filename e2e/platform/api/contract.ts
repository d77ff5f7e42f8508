import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { parse } from 'yaml';
import { z } from 'zod';

/** The document that client and server share. */
export const CONTRACT_PATH = fileURLToPath(
  new URL('../../../electron/shared/platform-api/openapi.yaml', import.meta.url),
);

const METHODS = ['get', 'put', 'post', 'delete'] as const;

export interface ContractRoute {
  readonly operationId: string;
  readonly method: (typeof METHODS)[number];
  /** The path of the document, with parameters in braces. */
  readonly path: string;
  readonly needsSession: boolean;
}

const operationSchema = z.looseObject({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.unknown())).default([]),
});

const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.partialRecord(z.enum([...METHODS, 'parameters']), z.unknown())),
});

/**
 * Returns every operation of the contract.
 * @throws Error when the document has another form
 */
export function contractRoutes(): ContractRoute[] {
  const { paths } = documentSchema.parse(parse(readFileSync(CONTRACT_PATH, 'utf8')));
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method] !== undefined).map((method) => {
      const { operationId, security } = operationSchema.parse(item[method]);
      return { operationId, method, path, needsSession: security.some((each) => 'session' in each) };
    }),
  );
}
