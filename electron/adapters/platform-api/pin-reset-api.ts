import { z } from 'zod';
import type { Statement } from '../../core/platform/signed-statement.ts';
import type {
  PinResetApi,
  ResetAnswer,
  ResetKey,
  ResetPlatforms,
} from '../../services/pin-reset/reset-platform.ts';
import type { PlatformKnowledgePort } from '../../services/platform/platform-knowledge.ts';
import type { ResetForm } from '../../shared/model/pin-reset.ts';
import { APPLICATION_STATES } from '../../shared/model/seal-life.ts';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import { type Result, success } from '../../shared/result.ts';
import type { PlatformTransports } from './https-transport.ts';
import { platformOfSeal } from './platforms-file.ts';
import { statementTrust, type StatementTrustParts } from './statement-trust.ts';
import { type PlatformRequest, type PlatformTransport, sendForJson, statementAnswer } from './transport.ts';

/** Papers are large and lines may be slow. */
const PAPER_DEADLINE_MS = 180_000;

const time = z.iso.datetime({ offset: true });
const identifier = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);

const paper = z.object({ id: identifier, sm3: z.string().regex(/^[0-9a-f]{64}$/) });

const answer = z
  .object({
    number: identifier,
    tokenSerial: z.string().max(2000),
    state: z.enum(APPLICATION_STATES),
    papers: z.array(paper).max(20),
    createdAt: time,
    submittedAt: time.nullable(),
    decidedAt: time.nullable(),
    decisionReason: z.string().max(2000).nullable(),
    validUntil: time.nullable(),
  })
  .transform((given): ResetAnswer => {
    const papers = new Map(given.papers.map(({ id, sm3 }) => [id, sm3] as const));
    return { ...given, papers };
  });

/** The secret must fit into a header. */
const begun = z.object({ application: answer, secret: z.string().regex(/^[\x21-\x7e]{16,200}$/) });

/** Makes the PIN reset calls of one platform. */
export function pinResetApi(transport: PlatformTransport): PinResetApi {
  const ask = <T>(request: PlatformRequest, schema: z.ZodType<T>): Promise<Result<T>> =>
    sendForJson(transport, request, schema);
  return {
    request: async (form, idempotencyKey) => {
      const request = {
        method: 'POST',
        path: '/v1/pin-resets',
        json: requestOf(form),
        idempotencyKey,
      } as const;
      const given = await ask(request, begun);
      return given.ok ? success({ answer: given.value.application, secret: given.value.secret }) : given;
    },
    read: (key) => ask({ ...at(key), method: 'GET' }, answer),
    withdraw: (key) => ask({ ...at(key), method: 'DELETE' }, answer),
    sendPaper: (key, { id, kind, bytes }) => {
      const path = `/papers/${encodeURIComponent(id)}`;
      const content = { contentType: 'application/pdf', body: bytes, query: { kind } };
      return ask({ ...at(key, path), method: 'PUT', ...content, deadlineMs: PAPER_DEADLINE_MS }, answer);
    },
    submit: (key) => ask({ ...at(key, '/submission'), method: 'POST' }, answer),
    credential: (key, recipientKey, pending): Promise<Result<Statement>> => {
      const json = {
        recipientKey: base64Of(recipientKey),
        ...(pending === null ? {} : { pendingSoPin: base64Of(pending) }),
      };
      return ask({ ...at(key, '/credential'), method: 'POST', json }, statementAnswer);
    },
    complete: (key, { tokenSerial, credentialId, encryptedSoPin }, idempotencyKey) => {
      const json = { tokenSerial, credentialId, encryptedSoPin: base64Of(encryptedSoPin) };
      return ask({ ...at(key, '/completion'), method: 'POST', json, idempotencyKey }, answer);
    },
  };
}

/** Returns the path of an application and the header of its secret (openapi.yaml, `securitySchemes.application`). */
function at({ number, secret }: ResetKey, below = ''): Pick<PlatformRequest, 'path' | 'headers'> {
  return {
    path: `/v1/pin-resets/${encodeURIComponent(number)}${below}`,
    headers: { 'Application-Secret': secret },
  };
}

/** Copies member by member, because a form that came from elsewhere may hold more. */
function requestOf(form: ResetForm): PlatformSchema<'PinResetRequest'> {
  const { tokenSerial, esId, sealName, holderName, holderCode, applicant, purpose, reason } = form;
  return { tokenSerial, esId, sealName, holderName, holderCode, applicant, purpose, reason };
}

const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

interface ResetPlatformsParts extends StatementTrustParts {
  readonly transports: Pick<PlatformTransports, 'of'>;
  readonly knowledge: PlatformKnowledgePort;
}

/** Returns the platforms of a home as PIN resets see them. */
export function resetPlatforms(parts: ResetPlatformsParts): ResetPlatforms {
  const { platforms, transports, knowledge } = parts;
  return {
    platformOf: (esId) => platformOfSeal(esId, knowledge, platforms),
    resetApi: (platformId) => {
      const transport = transports.of(platformId);
      return transport === null ? null : pinResetApi(transport);
    },
    trustIn: (platformId) => statementTrust(platformId, parts),
  };
}
