import { z } from 'zod';
import { utf8Bytes } from '../../../../core/bytes/encodings.ts';
import { CodedError } from '../../../../shared/errors.ts';
import { jsonOrNull } from '../../transport-errors.ts';
import type { PlatformResponse } from '../../transport.ts';

const member = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,40}$/);
const code = z.string().min(1).max(60);

/** The form in which a gateway wraps every answer of JSON, such as `{"code": "0", "message": "", "data": {…}}`. */
export const envelopeSettings = z.strictObject({
  /** Names of its members. */
  code: member,
  message: member,
  data: member,
  /** The code of a success. */
  success: code,
  /** What the gateway's codes mean by the contract: the status and the code of the problem. */
  refusals: z.record(
    code,
    z.strictObject({
      status: z.int().min(400).max(599),
      problem: z.string().regex(/^[a-z][a-z-]{0,60}$/),
    }),
  ),
});

type EnvelopeSettings = z.infer<typeof envelopeSettings>;

const LARGEST_MESSAGE = 2000;

/** Members that a refusal of the contract has beside its text (RFC 9457 §3.2). */
const further = z
  .object({ time: z.unknown(), size: z.unknown(), successor: z.unknown() })
  .partial()
  .catch({});

/**
 * Takes an answer out of its envelope: JSON as the contract has it, or a refusal as problem+json. Octets, answers without a body and
 * failures of the gateway itself (429, 5xx) have no envelope.
 * @throws CodedError PLATFORM_ANSWER_INVALID for an envelope of another form
 */
export function contractAnswer(answer: PlatformResponse, settings: EnvelopeSettings): PlatformResponse {
  const { status, headers, body } = answer;
  const isJson = /^application\/(.+\+)?json\b/.test(headers['content-type'] ?? '');
  if (status >= 300 && status < 400) return answer;
  if (!isJson && status < 300) return answer;
  if (!isJson && (status === 429 || status >= 500)) return answer;
  const opened = openEnvelope(isJson ? body : new Uint8Array(), settings);
  if (opened.code !== settings.success) return refusalOf(answer, opened, settings);
  if (status >= 400) throw invalid('success with a failure’s status');
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json' },
    body: utf8Bytes(JSON.stringify(opened.data ?? null)),
  };
}

interface Opened {
  readonly code: string;
  readonly message: string;
  readonly data: unknown;
}

function openEnvelope(body: Uint8Array, names: EnvelopeSettings): Opened {
  const read = z.record(z.string(), z.unknown()).safeParse(jsonOrNull(body));
  const members = read.success ? read.data : {};
  const said = z.union([z.string(), z.int().transform(String)]).safeParse(members[names.code]);
  if (!said.success) throw invalid('no code');
  const message = members[names.message];
  if (said.data === names.success && !(names.data in members)) throw invalid('no data');
  return {
    code: said.data,
    message: typeof message === 'string' ? message.slice(0, LARGEST_MESSAGE) : '',
    data: members[names.data],
  };
}

/** A code that the settings do not know is a refusal all the same, which shows the gateway's own words. */
function refusalOf(
  { status, headers }: PlatformResponse,
  { code: said, message, data }: Opened,
  { refusals }: EnvelopeSettings,
): PlatformResponse {
  const known = Object.hasOwn(refusals, said) ? refusals[said] : undefined;
  const meant = known?.status ?? Math.max(status, 400);
  const problem =
    known === undefined
      ? { type: 'about:blank', title: message, status: meant, detail: said.slice(0, 60) }
      : {
          ...{ type: `urn:sealdesk:problem:${known.problem}`, code: known.problem },
          ...{ title: message, status: meant },
          ...further.parse(data),
        };
  return {
    status: meant,
    headers: { ...headers, 'content-type': 'application/problem+json' },
    body: utf8Bytes(JSON.stringify(problem)),
  };
}

const invalid = (reason: string): CodedError =>
  new CodedError('PLATFORM_ANSWER_INVALID', 'envelope', { reason: `envelope: ${reason}` });
