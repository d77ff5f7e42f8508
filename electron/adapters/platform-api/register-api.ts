import { z } from 'zod';
import type { PlatformStore } from '../../services/platform/platform-store.ts';
import type { RegisterHistory } from '../../services/register/register-history.ts';
import type { OpeningPorts } from '../../services/register/open-register.ts';
import type { RegisterPlatform } from '../../services/register/countersign-register.ts';
import { type RegisterUpload, uploadAndTell } from '../../services/register/upload-register.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { platformRoots } from './platforms-file.ts';
import { registerTransport } from './register-transport.ts';
import { type PlatformTransport, sendForJson } from './transport.ts';

const usageAnswer = z.object({ size: z.int().min(0) });

const part = z.string().regex(/^[A-Za-z0-9_-]{1,1000000}$/);
const statementAnswer = z.object({ payload: part, protected: part, signature: part });

const CONFLICT = 409;
const NOT_FOUND = 404;

/**
 * Makes the register calls of one platform.
 * @param transport signs each request by the register's key
 */
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

/** Turns a conflict, which means that the platform has other entries, into REGISTER_DIFFERS. */
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

export interface RegisterUploadParts {
  readonly platforms: readonly PlatformSettings[];
  readonly transports: { of(platformId: string): PlatformTransport | null };
  /** The register, its key, and the openings that holders have signed. */
  readonly openings: OpeningPorts;
  readonly history: RegisterHistory;
  readonly statuses: Pick<PlatformStore, 'sealEvents'>;
}

/**
 * Returns a function that uploads the register to one platform, by its id. It fails with PLATFORM_NOT_CONFIGURED and
 * the codes of the upload.
 */
export function registerUploads(
  parts: RegisterUploadParts,
): (platformId: string) => Promise<Result<RegisterUpload>> {
  const roots = platformRoots(parts.platforms);
  return async (platformId) => {
    const transport = parts.transports.of(platformId);
    if (transport === null) return failure({ code: 'PLATFORM_NOT_CONFIGURED' });
    return uploadAndTell({
      ...parts.openings,
      history: parts.history,
      platform: registerApi(platformId, registerTransport(platformId, transport, parts.openings)),
      roots,
      concerns: (entry) => concerns(entry, platformId, parts),
    });
  };
}

/** Tells whether an entry goes to a platform: the uses of its own seals, or all uses if it is the only platform. */
async function concerns(
  { seal }: RegisterEntry,
  platformId: string,
  { platforms, statuses }: RegisterUploadParts,
): Promise<boolean> {
  if (platforms.length === 1) return true;
  if (seal === null) return false;
  const events = await statuses.sealEvents(seal.esId);
  const naming = platforms.find(({ id }) => events.some(({ platform }) => platform === id));
  return naming?.id === platformId;
}
