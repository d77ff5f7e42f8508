import { base64 } from '@scure/base';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { encodeEntry } from '../../core/register/entry-bytes.ts';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import { leafHash } from '../../core/register/merkle-tree.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty, type Party } from '../../core/verification/fixtures/mini-authority.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { success } from '../../shared/result.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import type { RecordStore } from '../records/records.ts';
import { countersigningPlatform, type CountersigningPlatform } from './fixtures/countersigning-platform.ts';
import { memoryHistory } from './fixtures/memory-history.ts';
import { memoryRegister, type MemoryRegister } from './fixtures/memory-register.ts';
import { type HeldEntry, type RecoveryPlatform, recoverRegister } from './recover-register.ts';
import type { RegisterHistory } from './register-history.ts';
import { keptCountersignatures, type StoredEntry } from './register-store.ts';
import { uploadRegister } from './upload-register.ts';

describe('The recovery of the register', () => {
  let engine: SmEngine;
  let root: Party;
  let signer: Party;
  let register: MemoryRegister;
  let records: RecordStore;
  let platform: CountersigningPlatform;
  let setAside: number[];
  let history: RegisterHistory;

  beforeAll(async () => {
    engine = await loadSmEngine();
    root = await makeParty(engine, { commonName: '平台根', serial: 1, isAuthority: true }, null);
    signer = await makeParty(engine, { commonName: '平台', serial: 2 }, root);
  });
  beforeEach(() => {
    register = memoryRegister();
    records = memoryRecords();
    platform = countersigningPlatform('demo', signer, engine);
    setAside = [];
    history = memoryHistory(register, records);
  });

  const clock = { now: () => new Date('2026-11-22T05:00:00Z') };
  const random = (length: number): Uint8Array => new Uint8Array(length).fill(7);
  const roots = () => new Map([['demo', decodeCertificate(root.certificate)]]);
  const entryAt = (index: number, purpose: string): StoredEntry => {
    const bytes = encodeEntry(sealedEntry(index, { purpose }));
    return { index, bytes, leafHash: leafHash(engine, bytes) };
  };
  const grow = (count: number, purpose = '采购合同'): void => {
    for (let added = 0; added < count; added += 1) {
      register.rows.push(entryAt(register.rows.length, `${purpose} ${register.rows.length}`));
    }
  };
  const sync = (concerns = true) =>
    uploadRegister({
      ...{ register, records, history, platform, engine, roots: roots(), clock, random },
      concerns: () => Promise.resolve(concerns),
    });
  /** What the platform in memory holds, as the contract gives it back, two entries a page. */
  const held = (): RecoveryPlatform => ({
    id: 'demo',
    heldEntries: (_, from) =>
      Promise.resolve(
        success(
          platform.entries
            .slice(from, from + 2)
            .map((sent): HeldEntry =>
              typeof sent === 'string'
                ? { kind: 'bytes', bytes: base64.decode(sent) }
                : { kind: 'leafHash', leafHash: fromHex(sent.leafHash) },
            ),
        ),
      ),
    countersignatures: (_, above) =>
      Promise.resolve(
        success(platform.heads.filter(({ head }) => head.size > above).map(({ statement }) => statement)),
      ),
  });
  const recover = () =>
    recoverRegister({
      ...{ store: register, records, history, engine, clock, random, roots: roots(), platforms: [held()] },
      rebuild: (entries) => {
        setAside.push(register.rows.length);
        register.rows.splice(entries[0]?.index ?? 0, Infinity, ...entries);
        return Promise.resolve({ setAside: '/aside.db' });
      },
    });
  const purposes = (): unknown[] =>
    register.rows.map(({ bytes }) => /"purpose":"([^"]*)"/.exec(new TextDecoder().decode(bytes))?.[1]);

  it('brings back what a lost database had, with its countersignatures', async () => {
    grow(3);
    await sync();
    grow(2);
    await sync();
    register.rows.splice(1);
    for (const { id } of await records.list('register-countersignature')) {
      await records.remove('register-countersignature', id);
    }
    expect(await recover()).toEqual({
      ok: true,
      value: {
        ...{ before: 1, size: 6, held: 5, recovered: 4, hashOnly: 0, madeSince: 0, countersigned: 5 },
        setAside: '/aside.db',
      },
    });
    expect(purposes().slice(0, 5)).toEqual([0, 1, 2, 3, 4].map((index) => `采购合同 ${index}`));
    expect((await keptCountersignatures(records)).map(({ size }) => size)).toEqual([3, 5]);
    expect(await sync()).toMatchObject({ ok: true, value: { countersigned: 6 } });
  });

  it('puts what was made here since the loss after what it brings back, once', async () => {
    grow(4);
    await sync();
    register.rows.splice(1, 1);
    register.rows.splice(2);
    register.rows.forEach((row, index) => register.rows.splice(index, 1, { ...row, index }));
    grow(1, '丢失之后');
    expect(await recover()).toMatchObject({ value: { before: 3, recovered: 3, madeSince: 1, size: 6 } });
    expect(purposes()[4]).toBe('丢失之后 2');
    expect(register.rows.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('changes nothing when everything is there', async () => {
    grow(2);
    await sync();
    grow(1);
    expect(await recover()).toMatchObject({
      value: { before: 3, size: 3, held: 2, recovered: 0, setAside: null },
    });
    expect(setAside).toEqual([]);
  });

  it('keeps the place of entries whose hash alone the platform knows, and says so on record', async () => {
    grow(4);
    await sync(false);
    platform.entries[2] = base64.encode(register.rows[2]?.bytes ?? new Uint8Array());
    register.rows.splice(1);
    expect(await recover()).toMatchObject({ value: { recovered: 1, hashOnly: 2 } });
    expect(register.rows.map(({ bytes }) => bytes.length > 0)).toEqual([true, false, true, false, true]);
    expect(new TextDecoder().decode(register.rows[4]?.bytes)).toContain('"reference":"2,4"');
    expect((await history.check()).finding).toBeNull();
    // An entry that somebody empties later is not among them.
    const emptied = register.rows[2];
    if (emptied !== undefined) register.rows[2] = { ...emptied, bytes: new Uint8Array() };
    expect((await memoryHistory(register, records).check()).finding).toMatchObject({
      kind: 'entryAltered',
      index: 2,
    });
  });

  it.each<[string, string, () => void]>([
    [
      'holds other entries than it countersigned',
      'REGISTER_DIFFERS',
      () => platform.entries.splice(1, 1, base64.encode(utf8Bytes('其他'))),
    ],
    ['holds fewer entries than it countersigned', 'REGISTER_DIFFERS', () => platform.entries.splice(2)],
  ])('changes nothing when the platform %s', async (_, code, lie) => {
    grow(3);
    await sync();
    lie();
    register.rows.splice(1);
    expect(await recover()).toMatchObject({ ok: false, error: { code } });
    expect([setAside, register.rows.length]).toEqual([[], 1]);
  });

  it('needs a platform', async () => {
    const nobody = {
      store: register,
      records,
      history,
      engine,
      clock,
      random,
      roots: roots(),
      platforms: [],
    };
    const rebuild = () => Promise.resolve({ setAside: '' });
    expect(await recoverRegister({ ...nobody, rebuild })).toMatchObject({
      error: { code: 'PLATFORM_NOT_CONFIGURED' },
    });
  });
});
