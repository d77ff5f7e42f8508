import { stamp } from '../offices/time-stamps.ts';
import type { Office } from '../office.ts';
import { octets, type Operations } from './call.ts';

/** Time stamps, uses and countersignatures: what serves as proof later on. */
export function evidenceOperations(office: Office): Operations {
  return {
    requestTimeStamp: async ({ body }) =>
      octets(await stamp(office, new Uint8Array(body as Buffer)), 'application/timestamp-reply'),
  };
}
