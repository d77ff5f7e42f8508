import { base64 } from '@scure/base';
import { z } from 'zod';
import { fromHex } from '../../core/bytes/encodings.ts';
import type { PlatformStore } from '../../services/platform/platform-store.ts';
import type { RegisterHistory } from '../../services/register/register-history.ts';
import type { OpeningPorts } from '../../services/register/open-register.ts';
import type { RegisterPlatform } from '../../services/register/countersign-register.ts';
import {
  type HeldEntry,
  type RecoveryPlatform,
  type RecoveryPorts,
  recoverRegister,
} from '../../services/register/recover-register.ts';
import type { RecordingPorts } from '../../services/register/record-entry.ts';
import { type RegisterUpload, uploadAndTell } from '../../services/register/upload-register.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { RegisterEntry, RegisterRecovery } from '../../shared/model/register.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { platformRoots } from './platforms-file.ts';
import { registerTransport } from './register-transport.ts';
import { type PlatformTransport, sendForJson } from './transport.ts';

const usageAnswer = z.object({ size: z.int().min(0) });

const part = z.string().regex(/^[A-Za-z0-9_-]{1,1000000}$/);
const statementAnswer = z.object({ payload: part, protected: part, signature: part });

const sentEntry = z.union([z.base64(), z.object({ leafHash: z.string().regex(/^[0-9a-f]{64}$/) })]);
const heldAnswer = z.object({ entries: z.array(sentEntry).max(1000) });
const statementsAnswer = z.object({ countersignatures: z.array(statementAnswer).max(1000) });

const CONFLICT = 409;
const NOT_FOUND = 404;

/**
 * Makes the register calls of one platform.
 * @param transport signs each request by the register's key
 */
export function registerApi(id: string, transport: PlatformTransport): RegisterPlatform & RecoveryPlatform {
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
    heldEntries: async (registerId, from) => {
      const path = `/v1/registers/${encodeURIComponent(registerId)}/entries`;
      const answer = await sendForJson(transport, { method: 'GET', path, query: { from } }, heldAnswer);
      if (hasStatus(answer, NOT_FOUND)) return success([]);
      return answer.ok ? success(answer.value.entries.map(heldEntry)) : answer;
    },
    countersignatures: async (registerId, above) => {
      const path = `/v1/registers/${encodeURIComponent(registerId)}/countersignatures`;
      const answer = await sendForJson(
        transport,
        { method: 'GET', path, query: { above } },
        statementsAnswer,
      );
      if (hasStatus(answer, NOT_FOUND)) return success([]);
      return answer.ok ? success(answer.value.countersignatures) : answer;
    },
  };
}

function heldEntry(sent: z.infer<typeof sentEntry>): HeldEntry {
  return typeof sent === 'string'
    ? { kind: 'bytes', bytes: base64.decode(sent) }
    : { kind: 'leafHash', leafHash: fromHex(sent.leafHash) };
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

export interface RegisterRecoveryParts extends Omit<RegisterUploadParts, 'statuses' | 'history'> {
  readonly recording: RecordingPorts;
  readonly rebuild: RecoveryPorts['rebuild'];
}

/** Brings back what the configured platforms hold of the register. Fails as {@link recoverRegister} does. */
export function recoverFromPlatforms(parts: RegisterRecoveryParts): Promise<Result<RegisterRecovery>> {
  const { platforms, transports, openings, recording, rebuild } = parts;
  const reachable = platforms.flatMap(({ id }) => {
    const transport = transports.of(id);
    return transport === null ? [] : [registerApi(id, registerTransport(id, transport, openings))];
  });
  return recoverRegister({
    ...openings,
    ...recording,
    rebuild,
    platforms: reachable,
    roots: platformRoots(platforms),
  });
}
