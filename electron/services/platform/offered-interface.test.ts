import { beforeEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import type { RecordStore } from '../records/records.ts';
import {
  endingNotes,
  interfaceRecords,
  noteEnding,
  notOffered,
  offeredInterface,
} from './offered-interface.ts';

const NOW = new Date('2026-11-29T06:00:00.000Z');
const LATER = new Date('2027-02-01T06:00:00.000Z');
const ENDING = {
  operation: 'GET /v1/seal-status',
  since: '2026-11-01T00:00:00.000Z',
  sunset: '2027-12-31T00:00:00.000Z',
};

describe('what a platform offers', () => {
  let records: RecordStore;
  const say = (capabilities: readonly string[] | null): Promise<void> =>
    interfaceRecords(records).keep({ platform: 'gd', contract: '1.1.0', capabilities });

  beforeEach(() => {
    records = memoryRecords();
  });

  it('is unknown before the first synchronisation, and then everything is asked', async () => {
    expect(await offeredInterface('gd', records, NOW)).toBeNull();
    expect(await notOffered('gd', '/v1/delegations', records)).toBeNull();
  });

  it.each([
    ['an optional part that it names', '/v1/delegations', null],
    ['what every platform offers', '/v1/trust-list', null],
    ['an optional part that it does not name', '/v1/approvals/a1/decision', 'approvals'],
  ])('decides whether it is asked for %s', async (_, path, lacking) => {
    await say(['delegations', 'something-new']);
    const expected =
      lacking === null
        ? null
        : { code: 'PLATFORM_NOT_OFFERED', details: { platform: 'gd', capability: lacking } };
    expect(await notOffered('gd', path, records)).toEqual(expected);
  });

  it('is everything where the platform names no capabilities', async () => {
    await say(null);
    expect(await notOffered('gd', '/v1/approvals', records)).toBeNull();
  });

  it('includes the ends that were announced lately, which the doctor notes too', async () => {
    await say(null);
    await noteEnding('gd', ENDING, records, NOW);
    await noteEnding('other', { ...ENDING, sunset: null }, records, NOW);
    expect((await offeredInterface('gd', records, NOW))?.endings).toEqual([ENDING]);
    expect((await offeredInterface('gd', records, LATER))?.endings).toEqual([]);
    expect(await endingNotes([{ id: 'gd' }], records, NOW)).toEqual([
      {
        code: 'PLATFORM_OPERATION_ENDS',
        details: { platform: 'gd', operation: 'GET /v1/seal-status', sunset: ENDING.sunset },
      },
    ]);
  });

  it('leaves the doctor without notes where the store cannot be read', async () => {
    const broken = { ...records, list: () => Promise.reject(new CodedError('STORE_UNAVAILABLE')) };
    await expect(endingNotes([{ id: 'gd' }], broken, NOW)).resolves.toEqual([]);
  });
});
