import { z } from 'zod';
import { requestSchema, statementSchema } from '../../core/approval/approval-schema.ts';
import type {
  PlatformApproval,
  ApprovalPlatforms,
  ApprovalPlatform,
} from '../../services/approvals/exchange-approvals.ts';
import type { PlatformKnowledgePort } from '../../services/platform/platform-knowledge.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { failure, resultOf, success } from '../../shared/result.ts';
import { openSession, type PlatformSession } from './open-session.ts';
import { platformOfSeal } from './platforms-file.ts';
import { sendForList } from './send-for-list.ts';
import { sendForJson, type PlatformTransport } from './transport.ts';

const answer: z.ZodType<PlatformApproval> = z.object({
  request: requestSchema,
  state: z.enum(['underReview', 'approved', 'rejected', 'withdrawn']),
  decision: statementSchema.nullable(),
});

const PATH = '/v1/approvals';

/** Makes the approval calls of one platform, in a session. */
export function approvalsApi(
  transport: PlatformTransport,
  { authorization, expiresAt }: PlatformSession,
): ApprovalPlatform {
  return {
    expiresAt,
    list: () => sendForList(transport, { method: 'GET', path: PATH, authorization }, 'approvals', answer),
    send: (request) =>
      sendForJson(
        transport,
        { method: 'POST', path: PATH, json: { request }, authorization, idempotencyKey: request.id },
        answer,
      ),
    decide: (id, decision) => {
      const path = `${PATH}/${encodeURIComponent(id)}/decision`;
      return sendForJson(transport, { method: 'PUT', path, json: decision, authorization }, answer);
    },
  };
}

export interface ApprovalPlatformsParts {
  /** The platforms of platforms.json, in its order. */
  readonly platforms: readonly PlatformSettings[];
  readonly transports: { of(platformId: string): PlatformTransport | null };
  readonly knowledge: PlatformKnowledgePort;
}

/** Returns the platforms of a home as approvals see them. */
export function approvalPlatforms(parts: ApprovalPlatformsParts): ApprovalPlatforms {
  const { platforms, transports, knowledge } = parts;
  return {
    platformOf: async (esId) => {
      const id = await platformOfSeal(esId, knowledge, platforms);
      return id === null ? failure({ code: 'PLATFORM_NOT_CONFIGURED' }) : success(id);
    },
    open: async (platformId, certificate, sign) => {
      const transport = transports.of(platformId);
      if (transport === null) return failure({ code: 'PLATFORM_NOT_CONFIGURED' });
      const signer = { certificate, sign: (message: Uint8Array) => resultOf(() => sign(message)) };
      const session = await openSession(transport, platformId, signer);
      return session.ok ? success(approvalsApi(transport, session.value)) : session;
    },
  };
}
