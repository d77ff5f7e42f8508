import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealedEntry } from '../core/register/fixtures/entries.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { loadSmEngine } from '../core/sm/load-engine.ts';
import { memoryRecords } from '../services/records/fixtures/memory-records.ts';
import type { RecordStore } from '../services/records/records.ts';
import { memoryHistory } from '../services/register/fixtures/memory-history.ts';
import { memoryRegister, type MemoryRegister } from '../services/register/fixtures/memory-register.ts';
import { readable } from '../services/register/find-entries.ts';
import { useJournal } from '../services/register/use-journal.ts';
import { CodedError } from '../shared/errors.ts';
import { openRecorder } from './open-recorder.ts';

describe('the recorder of a home', () => {
  let engine: SmEngine;
  let store: MemoryRegister;
  let records: RecordStore;
  let told: unknown[];
  // A day after the entries, so that no present process is mistaken for the one that made them.
  const clock = { now: () => new Date('2030-01-01T00:00:00Z') };
  const listener = {
    recorded: (size: number) => void told.push(size),
    unrecorded: ({ code }: { readonly code: string }) => void told.push(`unrecorded ${code}`),
    unsettled: ({ code }: { readonly code: string }) => void told.push(`unsettled ${code}`),
  };
  const open = () => {
    const history = memoryHistory(store, records);
    return openRecorder({ store, engine, clock, history }, records, listener, () => Promise.resolve());
  };

  beforeAll(async () => {
    engine = await loadSmEngine();
  });
  beforeEach(() => {
    [store, records, told] = [memoryRegister(), memoryRecords(), []];
  });

  it('records the uses of an ended process before any other entry', async () => {
    const begun = { ...sealedEntry(1, { timeStamped: null }), result: 'REGISTER_INTERRUPTED' as const };
    const journal = useJournal({
      records,
      size: () => store.size(),
      random: (length) => new Uint8Array(length),
      processId: 1,
    });
    await journal.open(begun, '/absent/sealed.pdf');
    const { recorder } = open();
    const later = sealedEntry(2);
    await recorder.keep(later);
    expect(readable(store.rows).map(({ entry }) => entry)).toEqual([begun, later]);
    expect(told).toEqual([1, 2]);
  });

  it('tells the listener why an entry cannot be kept, and throws nothing', async () => {
    const { recorder, settled } = open();
    await settled;
    store.append = () => Promise.reject(new CodedError('STORE_UNWRITABLE'));
    await recorder.keep(sealedEntry(1));
    expect(told).toEqual(['unrecorded STORE_UNWRITABLE']);
  });

  it('tells the listener when earlier uses cannot be read, and still keeps entries', async () => {
    const { list } = records;
    records.list = (kind) =>
      kind === 'register-begun' ? Promise.reject(new CodedError('STORE_UNAVAILABLE')) : list(kind);
    await open().recorder.keep(sealedEntry(1));
    expect(told).toEqual(['unsettled STORE_UNAVAILABLE', 1]);
  });
});
