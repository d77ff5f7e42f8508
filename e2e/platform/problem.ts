import { z } from 'zod';

import type { PlatformSchema } from '../../electron/shared/platform-api/schema.ts';
import { CONTRACT } from './api/contract.ts';
import { type PlatformLanguage, type Said, say } from './language.ts';

type ProblemName = PlatformSchema<'ProblemCode'>;

interface CatalogueEntry {
  readonly status: number;
  readonly title: Said;
}

const said = z.object({ zh: z.string().min(1), en: z.string().min(1) });
const catalogueSchema = z.object({
  components: z.object({
    schemas: z.object({
      ProblemCode: z.object({
        'x-catalogue': z.record(z.string(), z.object({ status: z.int(), title: said })),
      }),
    }),
  }),
});

/** The catalogue of the contract: status and title of every code. */
const CATALOGUE: ReadonlyMap<string, CatalogueEntry> = new Map(
  Object.entries(catalogueSchema.parse(CONTRACT).components.schemas.ProblemCode['x-catalogue']),
);

const NOTHING = say('', '');

interface ProblemMembers {
  readonly time?: string;
  readonly size?: number;
  readonly successor?: string;
  readonly retryAfterSeconds?: number;
}

/** A refusal that the client receives as problem+json (RFC 9457). */
export class Problem extends Error {
  readonly status: number;
  /** For Retry-After (RFC 9110 §10.2.3); null when it is not sent. */
  readonly retryAfterSeconds: number | null;
  readonly #name: ProblemName;
  readonly #detail: Said;
  readonly #more: Omit<ProblemMembers, 'retryAfterSeconds'>;

  /**
   * @param detail for the person who asks, in both languages
   * @param more members that the program of the client reads (RFC 9457 §3.2)
   */
  constructor(
    name: ProblemName,
    detail: Said = NOTHING,
    { retryAfterSeconds, ...more }: ProblemMembers = {},
  ) {
    super(name);
    this.status = entryOf(name).status;
    this.retryAfterSeconds = retryAfterSeconds ?? null;
    this.#name = name;
    this.#detail = detail;
    this.#more = more;
  }

  /** Returns what is sent to somebody who asked for a language. */
  body(language: PlatformLanguage): PlatformSchema<'Problem'> {
    const { status, title } = entryOf(this.#name);
    return {
      type: `urn:sealdesk:problem:${this.#name}`,
      code: this.#name,
      title: title[language],
      status,
      detail: this.#detail[language],
      ...this.#more,
    };
  }
}

function entryOf(name: ProblemName): CatalogueEntry {
  const entry = CATALOGUE.get(name);
  if (entry === undefined) throw new Error(`${name} is not in the catalogue`);
  return entry;
}

const BY_STATUS: ReadonlyMap<number, ProblemName> = new Map([
  [400, 'invalid-request'],
  [401, 'unauthorised'],
  [404, 'not-found'],
  [405, 'method-not-allowed'],
  [413, 'too-large'],
  [415, 'wrong-media-type'],
  [416, 'range-not-satisfiable'],
]);

/** Turns errors of the framework and its validator, which carry a status, into problems. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { status, message } = error as { readonly status?: unknown; readonly message?: unknown };
  const name = typeof status === 'number' ? BY_STATUS.get(status) : undefined;
  const reason = typeof message === 'string' ? message.slice(0, 1900) : '';
  return new Problem(name ?? 'internal', reason === '' ? NOTHING : say(`与约定不符：${reason}`, reason));
}
