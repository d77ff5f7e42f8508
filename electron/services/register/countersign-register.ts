import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import {
  type Countersignature,
  openCountersignature,
  type PlatformRoots,
} from '../../core/register/checkpoint.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import { type Result, unwrap } from '../../shared/result.ts';
import type { Clock, RandomBytes } from '../ports/clock.ts';
import type { RecordStore } from '../records/records.ts';
import type { RegisterHistory } from './register-history.ts';
import { keepCountersignature, type RegisterStore } from './register-store.ts';

/**
 * The calls to one platform about the register. Every call fails with the PLATFORM_ codes, or with REGISTER_DIFFERS
 * when the platform holds other entries. Calls may be repeated with the same content.
 */
export interface RegisterPlatform {
  readonly id: string;
  /** @returns the number of entries of this register that the platform has now */
  sendUsageRecords(records: PlatformSchema<'UsageRecords'>, key: string): Promise<Result<number>>;
  countersign(head: PlatformSchema<'CheckpointRequest'>, key: string): Promise<Result<Statement>>;
  /** Returns the platform's newest countersignature, or null when there is none. */
  lastCountersignature(registerId: string): Promise<Result<Statement | null>>;
}

export interface UploadPorts {
  readonly register: RegisterStore;
  readonly history: RegisterHistory;
  readonly records: RecordStore;
  readonly platform: RegisterPlatform;
  readonly roots: PlatformRoots;
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Whether an entry concerns this platform. Of any other entry the platform gets only the leaf hash. */
  readonly concerns: (entry: RegisterEntry) => Promise<boolean>;
}

/** Another process of this computer may have its head countersigned at the same moment. */
const ATTEMPTS = 3;

/** The sizes between which a platform is asked to countersign. */
interface Countersigning {
  readonly registerId: string;
  /** The number of entries that the platform has received. */
  readonly size: number;
  readonly last: number;
}

/**
 * Has a platform countersign the register's head as a growth of the head that it countersigned last, and keeps the
 * countersignature.
 * @returns the number of entries that are countersigned
 * @throws CodedError as {@link lastCountersigned}
 */
export async function countersignRegister(known: Countersigning, ports: UploadPorts): Promise<number> {
  const { registerId, size } = known;
  let last = known.last;
  for (let attempt = 1; last < size; attempt += 1) {
    try {
      return await countersignHead(await headAt({ registerId, size, last }, ports), ports);
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
      last = await lastCountersigned(registerId, ports);
    }
  }
  return last;
}

function isConflict(error: unknown): boolean {
  return error instanceof CodedError && error.code === 'REGISTER_DIFFERS';
}

/**
 * Asks the platform for its last countersignature, compares it with the register and keeps it: in the journal of heads
 * in any case, and in the store when the register fits it. A register that was rewritten or shortened is found out in
 * this way whatever the store says.
 * @returns the number of entries that it covers; 0 when there is none
 * @throws CodedError REGISTER_DIFFERS when this register does not begin with the entries that the platform
 *   countersigned, REGISTER_PLATFORM_UNKNOWN, STATEMENT_INVALID, and the errors of the platform's calls
 */
export async function lastCountersigned(registerId: string, ports: UploadPorts): Promise<number> {
  const { platform, register, history, records } = ports;
  const statement = unwrap(await platform.lastCountersignature(registerId));
  if (statement === null) return 0;
  const { size, root, time } = accepted(statement, registerId, ports);
  const kept = { platform: platform.id, size, root, statement };
  await history.keepCountersignature(kept, { registerId, time });
  const present = await register.history([size], null);
  if (present.roots[0] !== root) {
    const details = { size, present: present.size };
    throw new CodedError('REGISTER_DIFFERS', 'not what the platform has countersigned', details);
  }
  await keepCountersignature(kept, records);
  return size;
}

type Head = PlatformSchema<'CheckpointRequest'>;

async function headAt({ registerId, size, last }: Countersigning, ports: UploadPorts): Promise<Head> {
  const { register, history, clock } = ports;
  const root = await history.rootAt(size);
  const proof = last === 0 ? null : (await register.consistency(last, size)).map(toHex);
  return {
    ...{ registerId, size, root, time: clock.now().toISOString() },
    consistency: proof === null ? null : { size: last, proof },
  };
}

async function countersignHead(head: Head, ports: UploadPorts): Promise<number> {
  const { platform, engine, records, history } = ports;
  const { registerId, size, root } = head;
  const key = toHex(engine.sm3(utf8Bytes(JSON.stringify(head))));
  const statement = unwrap(await platform.countersign(head, `${registerId}.${size}.${key.slice(0, 32)}`));
  const said = accepted(statement, registerId, ports);
  if (said.size !== size || said.root !== root) throw invalid('head');
  const kept = { platform: platform.id, size, root, statement };
  await history.keepCountersignature(kept, { registerId, time: said.time });
  await keepCountersignature(kept, records);
  return size;
}

function accepted(statement: Statement, registerId: string, ports: UploadPorts): Countersignature {
  const { platform, roots, engine } = ports;
  const { countersignature, root } = openCountersignature(statement, roots, engine);
  if (countersignature.platform !== platform.id || countersignature.registerId !== registerId) {
    throw invalid('register');
  }
  if (root !== null) return countersignature;
  throw new CodedError('REGISTER_PLATFORM_UNKNOWN', platform.id, { platform: platform.id });
}

const invalid = (rule: string): CodedError => new CodedError('STATEMENT_INVALID', rule, { rule });
