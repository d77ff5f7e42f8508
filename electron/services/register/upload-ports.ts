import type { Statement } from '../../core/platform/signed-statement.ts';
import type { PlatformRoots } from '../../core/register/countersignature.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { RegisterEntry } from '../../shared/model/register-entry.ts';
import type { PlatformSchema } from '../../shared/platform-api/platform-schema.ts';
import type { Result } from '../../shared/result.ts';
import type { RecordStore } from '../records/records.ts';
import type { Clock, RandomBytes } from '../ports/clock.ts';
import type { RegisterStore } from './ports.ts';

/**
 * What is asked of one platform for the register. Every call fails with the PLATFORM_ codes, with REGISTER_DIFFERS
 * where the platform has other entries, and may be repeated with the same content.
 */
export interface RegisterPlatform {
  readonly id: string;
  /** @returns how many entries of this register the platform has now */
  sendUsageRecords(records: PlatformSchema<'UsageRecords'>, key: string): Promise<Result<number>>;
  countersign(head: PlatformSchema<'CheckpointRequest'>, key: string): Promise<Result<Statement>>;
  /** The newest countersignature that the platform has given; null where there is none. */
  lastCountersignature(registerId: string): Promise<Result<Statement | null>>;
}

export interface UploadPorts {
  readonly register: RegisterStore;
  readonly records: RecordStore;
  readonly platform: RegisterPlatform;
  readonly roots: PlatformRoots;
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Whether an entry is this platform's business; of others it gets the leaf hash alone. */
  concerns(entry: RegisterEntry): Promise<boolean>;
}
