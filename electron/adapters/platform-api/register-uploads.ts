import { systemClock, systemRandom } from '../document-engine.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { PlatformStore } from '../../services/platform/platform-store.ts';
import type { RecordStore } from '../../services/records/records.ts';
import type { RegisterStore } from '../../services/register/ports.ts';
import { uploadAndTell, type RegisterUpload } from '../../services/register/upload-register.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { failure, type Result } from '../../shared/result.ts';
import { platformRoots } from './platform-roots.ts';
import { registerApi } from './register-api.ts';
import type { PlatformTransport } from './transport.ts';

export interface RegisterUploadParts {
  readonly platforms: readonly PlatformSettings[];
  readonly transports: { of(platformId: string): PlatformTransport | null };
  readonly register: RegisterStore;
  readonly records: RecordStore;
  readonly statuses: Pick<PlatformStore, 'sealEvents'>;
  readonly engine: SmEngine;
}

/**
 * Uploads the register to one platform, by its id. Fails with PLATFORM_NOT_CONFIGURED, and as the upload does.
 */
export function registerUploads(
  parts: RegisterUploadParts,
): (platformId: string) => Promise<Result<RegisterUpload>> {
  const roots = platformRoots(parts.platforms);
  return async (platformId) => {
    const transport = parts.transports.of(platformId);
    if (transport === null) return failure({ code: 'PLATFORM_NOT_CONFIGURED' });
    return uploadAndTell({
      ...parts,
      platform: registerApi(platformId, transport),
      roots,
      clock: systemClock,
      random: systemRandom,
      concerns: (entry) => concerns(entry, platformId, parts),
    });
  };
}

/** A platform gets the uses of its own seals; where it is the only one, everything. */
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
