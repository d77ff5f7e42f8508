import { beforeAll, describe, expect, it } from 'vitest';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { memoryHistory } from '../register/fixtures/memory-history.ts';
import { memoryRegister } from '../register/fixtures/memory-register.ts';
import { recordEntry } from '../register/record-entry.ts';
import { registerUses } from './register-uses.ts';

let engine: SmEngine;
beforeAll(async () => {
  engine = await loadSmEngine();
});

const useOf = (esId: string, time: string, changed: Partial<RegisterEntry> = {}): RegisterEntry =>
  sealedEntry(0, { seal: { esId, name: esId }, time, ...changed });

async function registerWith(entries: readonly RegisterEntry[]) {
  const store = memoryRegister();
  const history = memoryHistory(store, memoryRecords());
  for (const entry of entries) {
    await recordEntry(entry, { store, engine, clock: { now: () => new Date(0) }, history });
  }
  return store;
}

describe('The uses of a seal in the register', () => {
  it('are the completed uses of that seal', async () => {
    const uses = registerUses(
      await registerWith([
        useOf('a', '2025-01-01T00:00:00.000Z'),
        useOf('a', '2025-06-01T00:00:00.000Z'),
        useOf('b', '2026-01-01T00:00:00.000Z'),
        // A refused attempt with the clock ahead does not bar later uses.
        useOf('a', '2036-02-01T00:00:00.000Z', { result: 'PIN_WRONG' }),
        useOf('a', '2026-03-01T00:00:00.000Z', { act: 'voided', voids: 'ab'.repeat(32) }),
      ]),
      engine,
    );
    expect(await uses.lastUse('a')).toBe('2025-06-01T00:00:00.000Z');
    expect(await uses.lastUse('c')).toBeNull();
    expect(await uses.began()).toBe('2025-01-01T00:00:00.000Z');
    expect(await uses.latestSince(2)).toBe('2026-01-01T00:00:00.000Z');
    expect(await uses.latestSince(5)).toBeNull();
  });

  it('are found beyond a page of the store, in the order of time', async () => {
    const store = await registerWith([
      useOf('a', '2025-06-01T00:00:00.000Z'),
      useOf('a', '2025-05-01T00:00:00.000Z'),
    ]);
    const others = { ...(store.rows[0] ?? { leafHash: new Uint8Array() }), bytes: utf8Bytes('unreadable') };
    for (let index = 2; index < 2100; index += 1) store.rows.push({ ...others, index });
    expect(await registerUses(store, engine).lastUse('a')).toBe('2025-06-01T00:00:00.000Z');
    expect(await registerUses(store, engine).latestSince(0)).toBe('2025-06-01T00:00:00.000Z');
  });

  it('are unknown when the register cannot be read', async () => {
    const broken = {
      ...memoryRegister(),
      find: async () => Promise.reject(new CodedError('STORE_UNAVAILABLE')),
    };
    expect(await registerUses(broken, engine).lastUse('a')).toBeNull();
    expect(await registerUses(broken, engine).latestSince(0)).toBeNull();
    const picture = { esId: 'a', picture: Uint8Array.of(1) };
    expect(await registerUses(broken, engine).isPictureConfirmed(picture)).toBeNull();
  });
});
