import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import type { RecordStore } from '../records/records.ts';
import { memoryHistory } from './fixtures/memory-history.ts';
import { memoryRegister, type MemoryRegister } from './fixtures/memory-register.ts';
import { readable } from './find-entries.ts';
import { recordEntry } from './record-entry.ts';
import { settleUses, type SettlingPorts, useJournal } from './use-journal.ts';

const DEAD = 4711;
const NOW = '2026-11-22T03:10:00.000Z';
const FILE = '1f'.repeat(32);

describe('Uses whose process died before they were on record', () => {
  let engine: SmEngine;
  let store: MemoryRegister;
  let records: RecordStore;
  let ports: SettlingPorts;
  const done = sealedEntry(1, { timeStamped: null });
  const begun: RegisterEntry = {
    ...done,
    result: 'REGISTER_INTERRUPTED',
    document: done.document && { ...done.document, sm3After: null },
  };

  beforeAll(async () => {
    engine = await loadSmEngine();
  });
  beforeEach(() => {
    store = memoryRegister();
    records = memoryRecords();
    const clock = { now: () => new Date(NOW) };
    const files = new Map([['/out/sealed.pdf', FILE]]);
    const sm3Of = (path: string): Promise<string | null> => Promise.resolve(files.get(path) ?? null);
    const history = memoryHistory(store, records);
    ports = { store, engine, clock, history, records, sm3Of, isRunning: (processId) => processId !== DEAD };
  });

  const journal = (processId = DEAD) =>
    useJournal({ records, size: () => store.size(), random: (length) => new Uint8Array(length), processId });
  const entries = () => readable(store.rows).map(({ entry }) => entry);

  it('are recorded as done when the sealed file is there, and as interrupted when it is not', async () => {
    await journal().open(begun, '/out/sealed.pdf');
    expect(await settleUses(ports)).toEqual({ ok: true, value: 1 });
    await journal().open(begun, '/out/none.pdf');
    expect(await settleUses(ports)).toEqual({ ok: true, value: 1 });
    expect(entries()).toEqual([done, begun]);
    expect(await records.list('register-begun')).toEqual([]);
  });

  it('are recorded once, even if they were recorded before or settled by another run', async () => {
    await journal().open(begun, '/out/sealed.pdf');
    await recordEntry(done, ports);
    expect(await settleUses(ports)).toEqual({ ok: true, value: 0 });
    await journal().open(begun, '/out/none.pdf');
    await recordEntry(begun, ports);
    expect(await settleUses(ports)).toEqual({ ok: true, value: 0 });
    expect(entries()).toHaveLength(2);
  });

  it('are left to a process that still runs, but not for longer than a use takes', async () => {
    await journal(process.pid).open(begun, '/out/sealed.pdf');
    expect(await settleUses(ports)).toEqual({ ok: true, value: 0 });
    const later = { now: () => new Date('2026-11-22T05:00:00.000Z') };
    expect(await settleUses({ ...ports, clock: later })).toEqual({ ok: true, value: 1 });
  });

  it('are forgotten once they have ended', async () => {
    const noted = journal();
    await noted.close((await noted.open(begun, '/out/sealed.pdf')) ?? '');
    expect(await settleUses(ports)).toEqual({ ok: true, value: 0 });
  });

  it('do not prevent sealing when they cannot be noted', async () => {
    const put = () => Promise.reject(new CodedError('STORE_UNWRITABLE'));
    const unwritable = useJournal({
      records: { ...records, put },
      size: () => store.size(),
      random: (length) => new Uint8Array(length),
      processId: DEAD,
    });
    expect(await unwritable.open(begun, '/out/sealed.pdf')).toBeNull();
  });
});
