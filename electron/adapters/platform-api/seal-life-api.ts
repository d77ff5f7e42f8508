import { z } from 'zod';
import type {
  ApplicationPlatform,
  DelegationPlatform,
  LossPlatform,
  SealLifePlatform,
  SealLifePlatforms,
} from '../../services/seal-life/seal-life-platform.ts';
import type { KnownWorld } from '../../services/platform/known-platforms.ts';
import type { PlatformKnowledgePort } from '../../services/platform/platform-knowledge.ts';
import { APPLICATION_PAPER_KINDS } from '../../shared/model/application-papers.ts';
import { LOSS_CONTACT_KINDS, LOSS_STATES } from '../../shared/model/loss-report.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { APPLICATION_STATES, type ApplicationKind } from '../../shared/model/seal-life.ts';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import { resultOf, success } from '../../shared/result.ts';
import { openSession } from './open-session.ts';
import { platformOfSeal } from './platforms-file.ts';
import { sendForList } from './send-for-list.ts';
import { type PlatformRequest, type PlatformTransport, sendForJson } from './transport.ts';

const text = z.string().max(2000);
const time = z.iso.datetime({ offset: true });
const number = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);
const secret = z.string().max(200).nullable();
const given = z
  .base64()
  .max(16_000_000)
  .transform((base64) => new Uint8Array(Buffer.from(base64, 'base64')));
const octets = given.nullable();

const lossAnswer = z.object({
  number,
  secret,
  state: z.enum(LOSS_STATES),
  receivedAt: time.nullable(),
  decidedAt: time.nullable(),
  decisionReason: text.nullable(),
  contacts: z.array(z.object({ id: number, kind: z.enum(LOSS_CONTACT_KINDS), masked: text })).max(20),
  code: z.object({ contactId: number, sentAt: time, expiresAt: time, triesLeft: z.int().min(0) }).nullable(),
  withdrawal: z
    .object({
      state: z.enum(['underReview', 'approved', 'rejected']),
      reason: text,
      decisionReason: text.nullable(),
    })
    .nullable(),
});

const applicationAnswer = z.object({
  number,
  secret,
  state: z.enum(APPLICATION_STATES),
  submittedAt: time,
  decidedAt: time.nullable(),
  decisionReason: text.nullable(),
  demanded: z.array(z.enum(APPLICATION_PAPER_KINDS)).max(20),
  papers: z
    .array(z.object({ id: number, sm3: z.string().regex(/^[0-9a-f]{64}$/) }))
    .max(20)
    .transform((papers) => new Map(papers.map(({ id, sm3 }) => [id, sm3]))),
  certificate: octets,
  seal: octets,
});

const delegation = z.object({
  number,
  esId: z.string().min(1).max(200),
  person: z.string().min(1).max(200),
  contact: text,
  validFrom: time,
  validTo: time,
  uses: z.int().min(1).nullable(),
  purposes: z.array(text).max(50),
  ownKey: z.boolean().default(false),
  delegateEsId: z.string().min(1).max(200).nullable().default(null),
  code: secret.default(null),
  grantedAt: time,
  endedAt: time.nullable(),
});
const access = z.object({ delegation, certificate: given, seal: given });

const PATHS: Readonly<Record<ApplicationKind, string>> = {
  renewal: '/v1/renewals',
  replacement: '/v1/replacements',
  cancellation: '/v1/cancellations',
};

/** Makes the calls of one platform for losses, applications and delegations of seals. */
export function sealLifeApi(
  transport: PlatformTransport,
  { id, name }: Pick<PlatformSettings, 'id' | 'name'>,
): SealLifePlatform {
  return {
    name,
    losses: lossCalls(transport),
    applications: applicationCalls(transport),
    delegations: delegationCalls(transport),
    openSession: (signer) => openSession(transport, id, signer),
  };
}

function lossCalls(transport: PlatformTransport): LossPlatform {
  const askByCode = (key: Parameters<LossPlatform['read']>[0], step: string, json: object) => {
    const path = `${lossPath(key.number)}/${step}`;
    return sendForJson(transport, { method: 'POST', path, json, headers: secretOf(key) }, lossAnswer);
  };
  return {
    report: (report) => {
      const { esId, sealName, holderName, holderCode, tokenSerial } = report;
      const { id, reporter, what, lostAt, reportedAt } = report;
      const json: PlatformSchema<'LossReportRequest'> = {
        ...{ esId, sealName, holderName, holderCode, tokenSerial },
        ...{ reporter, what, lostAt, reportedAt },
      };
      const request = { method: 'POST', path: '/v1/loss-reports', json, idempotencyKey: id } as const;
      return sendForJson(transport, request, lossAnswer);
    },
    read: (key) =>
      sendForJson(
        transport,
        { method: 'GET', path: lossPath(key.number), headers: secretOf(key) },
        lossAnswer,
      ),
    sendCode: (key, contactId) => askByCode(key, 'codes', { contactId }),
    authorise: (key, code) => askByCode(key, 'authorisation', { code }),
    withdraw: (key, reason, idempotencyKey) => {
      const path = `${lossPath(key.number)}/withdrawal`;
      const request = {
        method: 'POST',
        path,
        json: { reason },
        headers: secretOf(key),
        idempotencyKey,
      } as const;
      return sendForJson(transport, request, lossAnswer);
    },
  };
}

const lossPath = (of: string): string => `/v1/loss-reports/${encodeURIComponent(of)}`;

/** Returns the header of an application's secret (openapi.yaml, `securitySchemes.application`). */
const secretOf = (key: { readonly secret: string }) => ({ 'Application-Secret': key.secret });

/** Papers are large and lines may be slow. */
const PAPER_DEADLINE_MS = 180_000;

function applicationAt(
  key: { readonly number: string; readonly secret: string },
  below = '',
): Pick<PlatformRequest, 'path' | 'headers'> {
  return { path: `/v1/seal-applications/${encodeURIComponent(key.number)}${below}`, headers: secretOf(key) };
}

function applicationCalls(transport: PlatformTransport): ApplicationPlatform {
  return {
    apply: ({ kind, certificateRequest, ...rest }, { authorization }, idempotencyKey) => {
      const json: PlatformSchema<'SealApplicationRequest'> = {
        ...rest,
        certificateRequest:
          certificateRequest === null ? null : Buffer.from(certificateRequest).toString('base64'),
      };
      const request = { method: 'POST', path: PATHS[kind], json, authorization, idempotencyKey } as const;
      return sendForJson(transport, request, applicationAnswer);
    },
    applyForFirst: ({ certificateRequest, ...rest }, idempotencyKey) => {
      const json: PlatformSchema<'FirstSealRequest'> = {
        ...rest,
        certificateRequest: Buffer.from(certificateRequest).toString('base64'),
      };
      const request = { method: 'POST', path: '/v1/first-seals', json, idempotencyKey } as const;
      return sendForJson(transport, request, applicationAnswer);
    },
    read: (key) => sendForJson(transport, { ...applicationAt(key), method: 'GET' }, applicationAnswer),
    sendPaper: (key, { id, kind, bytes }) => {
      const content = { contentType: 'application/pdf', body: bytes, query: { kind } };
      const at = applicationAt(key, `/papers/${encodeURIComponent(id)}`);
      const request = { ...at, ...content, method: 'PUT', deadlineMs: PAPER_DEADLINE_MS } as const;
      return sendForJson(transport, request, applicationAnswer);
    },
    submit: (key) =>
      sendForJson(transport, { ...applicationAt(key, '/submission'), method: 'POST' }, applicationAnswer),
    withdraw: (key) =>
      sendForJson(transport, { ...applicationAt(key, '/withdrawal'), method: 'POST' }, applicationAnswer),
  };
}

function delegationCalls(transport: PlatformTransport): DelegationPlatform {
  return {
    list: ({ authorization }) => {
      const request = { method: 'GET', path: '/v1/delegations', authorization } as const;
      return sendForList(transport, request, 'delegations', delegation);
    },
    grant: (grant, { authorization }, idempotencyKey) => {
      const json: PlatformSchema<'DelegationRequest'> = { ...grant };
      const request = {
        method: 'POST',
        path: '/v1/delegations',
        json,
        authorization,
        idempotencyKey,
      } as const;
      return sendForJson(transport, request, delegation);
    },
    end: (of, { authorization }) => {
      const path = `/v1/delegations/${encodeURIComponent(of)}/end`;
      return sendForJson(transport, { method: 'POST', path, authorization }, delegation);
    },
    enrol: (of, code, certificateRequest, idempotencyKey) => {
      const path = `/v1/delegations/${encodeURIComponent(of)}/access`;
      const json: PlatformSchema<'DelegateAccessRequest'> = {
        code,
        certificateRequest: Buffer.from(certificateRequest).toString('base64'),
      };
      return sendForJson(transport, { method: 'POST', path, json, idempotencyKey }, access);
    },
    claimUse: async (of, useId, { authorization }) => {
      const path = `/v1/delegations/${encodeURIComponent(of)}/uses`;
      const request = { method: 'POST', path, json: { useId }, authorization, personWaits: true } as const;
      const answer = await sendForJson(transport, request, z.object({ use: z.int().min(1) }));
      return answer.ok ? success(null) : answer;
    },
  };
}

export interface SealLifePlatformsParts {
  /** The platforms of platforms.json, in its order. */
  readonly platforms: readonly PlatformSettings[];
  readonly transports: { of(platformId: string): PlatformTransport | null };
  readonly knowledge: PlatformKnowledgePort;
  /** Reads the platforms of the home. */
  world(): Promise<KnownWorld>;
}

/** Returns the platforms of a home for losses, applications and delegations of seals. */
export function sealLifePlatforms(parts: SealLifePlatformsParts): SealLifePlatforms {
  const { platforms, knowledge } = parts;
  const world = (): Promise<KnownWorld> => parts.world();
  const opened = new Map<string, SealLifePlatform>();
  const settingsOf = (id: string): PlatformSettings | undefined => platforms.find((each) => each.id === id);
  return {
    all: () => platforms.map(({ id, name }) => ({ id, name })),
    platformOf: (esId) => platformOfSeal(esId, knowledge, platforms),
    platform: (id) => {
      const settings = settingsOf(id);
      const transport = parts.transports.of(id);
      if (settings === undefined || transport === null) return null;
      const platform = opened.get(id) ?? sealLifeApi(transport, settings);
      opened.set(id, platform);
      return platform;
    },
    profileOf: async (id) => {
      // A loss report can be made even when nobody can say which platforms there are.
      const known = await resultOf(world);
      const platforms = known.ok ? known.value.platforms : [];
      return platforms.find(({ settings }) => settings.id === id)?.policy?.profile ?? null;
    },
  };
}
