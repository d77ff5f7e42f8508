import { z } from 'zod';

import { CONTRACT } from '../platform/api/contract.ts';

/** The prefix of its paths, in place of `/v1`. */
export const PREFIX = '/openapi/seal/2';
/** Carries the session of a holder. */
export const SESSION_HEADER = 'x-seal-session';
export const MEMBERS = { code: 'resultCode', message: 'resultMsg', data: 'resultData' } as const;
export const SUCCESS = '00000';

const catalogue = z.object({
  components: z.object({
    schemas: z.object({
      ProblemCode: z.object({ 'x-catalogue': z.record(z.string(), z.object({ status: z.int() })) }),
    }),
  }),
});

const CODES = Object.entries(catalogue.parse(CONTRACT).components.schemas.ProblemCode['x-catalogue']);

/** The gateway's own code of each problem: a letter, as many gateways have it, and a number. */
const codeOf = (index: number): string => `B${String(1001 + index)}`;

/** What each of the gateway's codes means by the contract, for the settings of its clients. */
export const REFUSALS = Object.fromEntries(
  CODES.map(([problem, { status }], index) => [codeOf(index), { status, problem }]),
);

/** An answer of the platform behind the gateway. */
export interface InnerAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Refuses in the gateway's own name, in the words of a problem of the contract. */
export function gatewayRefusal(problem: string, message: string): InnerAnswer {
  const own = codeOf(CODES.findIndex(([name]) => name === problem));
  return enveloped(200, {}, own, message, null);
}

const problemSchema = z.looseObject({ code: z.string(), title: z.string() });

/** Headers that the gateway hands on. */
const PASSED = [
  'content-type',
  'content-language',
  'content-range',
  'etag',
  'retry-after',
  'ratelimit',
  'ratelimit-policy',
];

/** Puts an answer of the contract into the gateway's words: JSON in an envelope, and refusals with status 200. */
export function gatewayAnswer({ status, headers, body }: InnerAnswer): InnerAnswer {
  const passed = Object.fromEntries(Object.entries(headers).filter(([name]) => PASSED.includes(name)));
  const type = headers['content-type'] ?? '';
  if (type.startsWith('application/problem+json') && status !== 429 && status < 500) {
    const { code, title, ...more } = problemSchema.parse(JSON.parse(body.toString('utf8')));
    const own = codeOf(CODES.findIndex(([name]) => name === code));
    return enveloped(200, passed, own, title, {
      time: more['time'],
      size: more['size'],
      successor: more['successor'],
    });
  }
  if (!type.startsWith('application/json')) return { status, headers: passed, body };
  return enveloped(status, passed, SUCCESS, '成功', JSON.parse(body.toString('utf8')));
}

function enveloped(
  status: number,
  headers: InnerAnswer['headers'],
  code: string,
  message: string,
  data: unknown,
): InnerAnswer {
  const envelope = { [MEMBERS.code]: code, [MEMBERS.message]: message, [MEMBERS.data]: data };
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...headers, ...type }, body: Buffer.from(JSON.stringify(envelope)) };
}
