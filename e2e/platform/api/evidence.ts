import {
  countersign,
  lastCountersignature,
  keepUsageRecords,
  type RegisterCheckpoint,
  type UsageRecords,
} from '../offices/registers.ts';
import { stamp } from '../offices/time-stamps.ts';
import type { Office } from '../office.ts';
import { json, octets, type Operations } from './call.ts';

/** Time stamps, uses and countersignatures: what serves as proof later on. */
export function evidenceOperations(office: Office): Operations {
  return {
    sendUsageRecords: ({ body }) => json({ size: keepUsageRecords(office, body as UsageRecords) }),
    countersignCheckpoint: async ({ body }) => json(await countersign(office, body as RegisterCheckpoint)),
    readCheckpoint: ({ path }) => json(lastCountersignature(office, path['registerId'] ?? '')),
    requestTimeStamp: async ({ body }) =>
      octets(await stamp(office, new Uint8Array(body as Buffer)), 'application/timestamp-reply'),
  };
}
