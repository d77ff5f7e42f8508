import { beforeAll, describe, expect, it } from 'vitest';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { utf8Bytes } from '../../core/bytes/utf8.ts';
import { CodedError } from '../../shared/errors.ts';
import type { LossReport } from '../../shared/model/loss-report.ts';
import type { RegisterEntry } from '../../shared/model/register-entry.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { memoryRegister } from '../register/fixtures/memory-register.ts';
import { recordEntry } from '../register/record-entry.ts';
import { lossReportRecords } from '../seal-life/loss-reports.ts';
import { keptLossReports, registerUses } from './kept-facts.ts';

let engine: SmEngine;
beforeAll(async () => {
  engine = await loadSmEngine();
});

const useOf = (esId: string, time: string, changed: Partial<RegisterEntry> = {}): RegisterEntry =>
  sealedEntry(0, { seal: { esId, name: esId }, time, ...changed });

async function registerWith(entries: readonly RegisterEntry[]) {
  const store = memoryRegister();
  for (const entry of entries) {
    await recordEntry(entry, { store, engine, clock: { now: () => new Date(0) } });
  }
  return store;
}

describe('uses on record', () => {
  it('are those that ended well, of that seal', async () => {
    const uses = registerUses(
      await registerWith([
        useOf('a', '2025-01-01T00:00:00.000Z'),
        useOf('a', '2025-06-01T00:00:00.000Z'),
        useOf('b', '2026-01-01T00:00:00.000Z'),
        useOf('a', '2026-02-01T00:00:00.000Z', { result: 'PIN_WRONG' }),
        useOf('a', '2026-03-01T00:00:00.000Z', { act: 'voided', voids: 'ab'.repeat(32) }),
      ]),
    );
    expect(await uses.lastUse('a')).toBe('2025-06-01T00:00:00.000Z');
    expect(await uses.lastUse('c')).toBeNull();
    expect(await uses.began()).toBe('2025-01-01T00:00:00.000Z');
    expect(await uses.latestSince(2)).toBe('2026-03-01T00:00:00.000Z');
    expect(await uses.latestSince(5)).toBeNull();
  });

  it('are found beyond a page of the store, in the order of time', async () => {
    const store = await registerWith([
      useOf('a', '2025-06-01T00:00:00.000Z'),
      useOf('a', '2025-05-01T00:00:00.000Z'),
    ]);
    const others = { ...(store.rows[0] ?? { leafHash: new Uint8Array() }), bytes: utf8Bytes('unreadable') };
    for (let index = 2; index < 2100; index += 1) store.rows.push({ ...others, index });
    expect(await registerUses(store).lastUse('a')).toBe('2025-06-01T00:00:00.000Z');
    expect(await registerUses(store).latestSince(0)).toBe('2025-06-01T00:00:00.000Z');
  });

  it('are unknown where the register cannot be read', async () => {
    const broken = {
      ...memoryRegister(),
      size: async () => Promise.reject(new CodedError('STORE_UNAVAILABLE')),
    };
    expect(await registerUses(broken).lastUse('a')).toBeNull();
    expect(await registerUses(broken).latestSince(0)).toBeNull();
  });
});

describe('loss reports of this computer', () => {
  const REPORT: LossReport & { readonly secret: null } = {
    id: 'r1',
    localNumber: 'GS-1',
    platformId: null,
    esId: 'a',
    sealName: '公章',
    holderName: '示例公司',
    holderCode: null,
    tokenSerial: 'T1',
    reporter: { name: '林知远', role: 'keeper', contact: '1' },
    what: '遗失',
    lostAt: null,
    reportedAt: '2026-11-20T00:00:00.000Z',
    received: null,
    refused: null,
    withdrawal: null,
    secret: null,
  };
  const SEAL = { esId: 'a', name: '公章', tokenSerial: 'T1' };
  const standing = async (report: typeof REPORT, seal = SEAL, holder: string | null = REPORT.holderName) => {
    const records = memoryRecords();
    await lossReportRecords(records).keep(report);
    return keptLossReports(records).standing(seal, holder);
  };

  it('stand from the moment they were made, sent or not', async () => {
    expect(await standing(REPORT)).toEqual({ reportedAt: '2026-11-20T00:00:00.000Z', number: 'GS-1' });
  });

  it.each([
    ['another seal', { esId: 'b', name: '公章', tokenSerial: 'T1' }, 'a', false],
    ['a seal known by name', { esId: 'b', name: '公章', tokenSerial: 'T1' }, null, true],
    ['a seal of that name, on whatever key', { esId: 'b', name: '公章', tokenSerial: 'T2' }, null, true],
    ['another name', { esId: 'b', name: '财务专用章', tokenSerial: 'T1' }, null, false],
  ])('concern %s: %#', async (_what, seal, esId, concerned) => {
    expect((await standing({ ...REPORT, esId }, seal)) !== null).toBe(concerned);
  });

  it('by name concern a seal of that name and holder, and of a holder that nobody knows', async () => {
    const byName = { ...REPORT, esId: null };
    expect(await standing(byName, SEAL, '另一公司')).toBeNull();
    expect(await standing(byName, SEAL, null)).not.toBeNull();
  });

  it('end with an approved withdrawal', async () => {
    const received = {
      number: 'P-7',
      receivedAt: '2026-11-20T00:00:01.000Z',
      state: 'withdrawn' as const,
      checkedAt: '2026-11-21T00:00:00.000Z',
    };
    expect(await standing({ ...REPORT, received })).toBeNull();
    expect(await standing({ ...REPORT, received: { ...received, state: 'inForce' } })).toMatchObject({
      number: 'P-7',
    });
  });
});
