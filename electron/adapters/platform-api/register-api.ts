import { z } from 'zod';
import type { RegisterPlatform } from '../../services/register/countersign-register.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { sendForJson } from './parse-answer.ts';
import type { PlatformTransport } from './transport.ts';

const usageAnswer = z.object({ size: z.int().min(0) });

const part = z.string().regex(/^[A-Za-z0-9_-]{1,1000000}$/);
const statementAnswer = z.object({ payload: part, protected: part, signature: part });

const CONFLICT = 409;
const NOT_FOUND = 404;

/** The calls of one platform that the register takes; nobody has to be logged in for them. */
export function registerApi(id: string, transport: PlatformTransport): RegisterPlatform {
  return {
    id,
    sendUsageRecords: async (json, idempotencyKey) => {
      const request = { method: 'POST', path: '/v1/usage-records', json, idempotencyKey } as const;
      const answer = differing(await sendForJson(transport, request, usageAnswer));
      return answer.ok ? success(answer.value.size) : answer;
    },
    countersign: async (json, idempotencyKey) => {
      const request = { method: 'POST', path: '/v1/checkpoints', json, idempotencyKey } as const;
      return differing(await sendForJson(transport, request, statementAnswer));
    },
    lastCountersignature: async (registerId) => {
      const path = `/v1/checkpoints/${encodeURIComponent(registerId)}`;
      const answer = await sendForJson(transport, { method: 'GET', path }, statementAnswer);
      return hasStatus(answer, NOT_FOUND) ? success(null) : answer;
    },
  };
}

/** A platform that has other entries says so by a conflict. */
function differing<T>(answer: Result<T>): Result<T> {
  if (answer.ok || !hasStatus(answer, CONFLICT)) return answer;
  const { details } = answer.error;
  return failure({ code: 'REGISTER_DIFFERS', ...(details === undefined ? {} : { details }) });
}

function hasStatus(answer: Result<unknown>, status: number): boolean {
  return (
    !answer.ok && answer.error.code === 'PLATFORM_REFUSED' && answer.error.details?.['status'] === status
  );
}
