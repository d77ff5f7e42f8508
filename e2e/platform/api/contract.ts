import { fileURLToPath } from 'node:url';

import { bundle, createConfig } from '@redocly/openapi-core';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../../../electron/shared/platform-api/openapi.yaml', import.meta.url));

/** The document that client and server share, openapi.yaml and its parts, in one piece: all its references are local. */
export const CONTRACT: object = await readContract();

const METHODS = ['get', 'put', 'post', 'delete'] as const;

export interface ContractRoute {
  readonly operationId: string;
  readonly method: (typeof METHODS)[number];
  /** The path of the document, with parameters in braces. */
  readonly path: string;
  /** The ways to authenticate, any of which does; empty when anybody may ask; null when the document does not say. */
  readonly security: readonly SecurityScheme[] | null;
  /** The optional part of the contract that it belongs to; null for what every platform offers. */
  readonly capability: string | null;
  /** In words, who may ask; null when the document does not say. */
  readonly caller: string | null;
}

const SCHEMES = ['session', 'application', 'register'] as const;

export type SecurityScheme = (typeof SCHEMES)[number];

const operationSchema = z.looseObject({
  operationId: z.string(),
  security: z.array(z.partialRecord(z.enum(SCHEMES), z.unknown())).optional(),
  'x-caller': z.string().min(1).optional(),
  'x-capability': z.string().min(1).optional(),
});

const documentSchema = z.looseObject({
  info: z.looseObject({ version: z.string() }),
  paths: z.record(z.string(), z.partialRecord(z.enum([...METHODS, 'parameters']), z.unknown())),
});

/**
 * Returns every operation of the contract.
 * @throws Error when the document has another form
 */
export function contractRoutes(): ContractRoute[] {
  const { paths } = documentSchema.parse(CONTRACT);
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method] !== undefined).map((method) => {
      const operation = operationSchema.parse(item[method]);
      const { operationId, security = null, 'x-caller': caller = null } = operation;
      const capability = operation['x-capability'] ?? null;
      const schemes = security && SCHEMES.filter((scheme) => security.some((each) => scheme in each));
      return { operationId, method, path, security: schemes, caller, capability };
    }),
  );
}

/** Returns the version of the contract. */
export const contractVersion = (): string => documentSchema.parse(CONTRACT).info.version;

/** Returns the optional parts of the contract. */
export function contractCapabilities(): string[] {
  return [...new Set(contractRoutes().flatMap(({ capability }) => capability ?? []))];
}

/** @throws Error when a part or a reference is missing, or when two schemas bear one name */
async function readContract(): Promise<object> {
  const { bundle: document, problems } = await bundle({ ref: ROOT, config: await createConfig({}) });
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`${problem.location[0]?.pointer ?? ROOT}: ${problem.message}`);
  return document.parsed as object; // contractRoutes and the validators judge it
}
