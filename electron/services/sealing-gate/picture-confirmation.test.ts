import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { memoryHistory } from '../register/fixtures/memory-history.ts';
import { type MemoryRegister, memoryRegister } from '../register/fixtures/memory-register.ts';
import { readable } from '../register/find-entries.ts';
import { recordEntry } from '../register/record-entry.ts';
import { type ConfirmationPorts, confirmPicture, isOnRecord, pictureSm3 } from './picture-confirmation.ts';

const clock = { now: () => new Date('2026-11-22T04:00:00.000Z') };
const SEAL = { esId: 'seal-1', name: '合同专用章', tokenSerial: 'T1', picture: Uint8Array.of(1, 2, 3) };

let engine: SmEngine;
let store: MemoryRegister;
let ended: string[];
beforeAll(async () => {
  engine = await loadSmEngine();
});
beforeEach(() => {
  store = memoryRegister();
  ended = [];
});

function ports(keeps = true): ConfirmationPorts {
  const recording = { store, engine, clock, history: memoryHistory(store, memoryRecords()) };
  return {
    ...{ register: store, engine },
    confirmations: { confirm: (esId) => void ended.push(esId) },
    recorder: { clock, keep: async (entry) => void (keeps && (await recordEntry(entry, recording))) },
  };
}

describe('The confirmation of a picture', () => {
  it('is an act on record with the number, the SM3 of the picture and the time, once', async () => {
    expect(await confirmPicture(SEAL, ports())).toMatchObject({ ok: true });
    expect(await confirmPicture(SEAL, ports())).toMatchObject({ ok: true });
    expect(readable(store.rows).map(({ entry }) => entry)).toMatchObject([
      {
        ...{ act: 'pictureConfirmed', result: 'done', time: '2026-11-22T04:00:00.000Z', tokenSerial: 'T1' },
        ...{ seal: { esId: 'seal-1', name: '合同专用章' }, reference: pictureSm3(SEAL.picture, engine) },
      },
    ]);
    expect(ended).toEqual(['seal-1', 'seal-1']);
  });

  it('holds for one picture under one number', async () => {
    await confirmPicture(SEAL, ports());
    const asked = [SEAL, { ...SEAL, picture: Uint8Array.of(1, 2, 4) }, { ...SEAL, esId: 'seal-2' }];
    const found = await Promise.all(asked.map((seal) => isOnRecord(seal, ports())));
    expect(found).toEqual([true, false, false]);
  });

  it('of a changed picture is asked anew, and the former one stays confirmed', async () => {
    const changed = { ...SEAL, picture: Uint8Array.of(9) };
    await confirmPicture(SEAL, ports());
    await confirmPicture(changed, ports());
    expect([await isOnRecord(SEAL, ports()), await isOnRecord(changed, ports())]).toEqual([true, true]);
    expect(store.rows).toHaveLength(2);
  });

  it('that is not on record, or was altered there, does not count', async () => {
    expect(await confirmPicture(SEAL, ports(false))).toMatchObject({ error: { code: 'STORE_UNWRITABLE' } });
    expect(ended).toEqual([]);
    await confirmPicture(SEAL, ports());
    const [row] = store.rows;
    if (row === undefined) throw new Error('the confirmation is on record');
    store.rows[0] = { ...row, altered: true };
    expect(await isOnRecord(SEAL, ports())).toBe(false);
  });
});
