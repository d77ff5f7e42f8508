import type { components } from './schema.ts';

/** What the platform's contract (openapi.yaml) calls so. */
export type PlatformSchema<Name extends keyof components['schemas']> = components['schemas'][Name];
