import fc from 'fast-check';
import { base64 } from '@scure/base';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../core/bytes/encodings.ts';
import { encodeEntry } from '../../core/register/entry-bytes.ts';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import { leafHash } from '../../core/register/merkle-tree.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty, type Party } from '../../core/verification/fixtures/mini-authority.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { failure } from '../../shared/result.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import type { RecordStore } from '../records/records.ts';
import { keptCountersignatures } from './register-store.ts';
import { countersigningPlatform, type CountersigningPlatform } from './fixtures/countersigning-platform.ts';
import { memoryHistory, memoryJournal, type MemoryJournal } from './fixtures/memory-history.ts';
import { memoryRegister, type MemoryRegister } from './fixtures/memory-register.ts';
import { renewIdentity } from './renew-register.ts';
import { auditStore } from './read-register.ts';
import type { UploadPorts } from './countersign-register.ts';
import { uploadRegister, uploadAndTell, uploadStates } from './upload-register.ts';

describe('The upload of the register', () => {
  let engine: SmEngine;
  let root: Party;
  let signer: Party;
  let register: MemoryRegister;
  let records: RecordStore;
  let journal: MemoryJournal;
  let platform: CountersigningPlatform;
  let ports: UploadPorts;

  beforeAll(async () => {
    engine = await loadSmEngine();
    root = await makeParty(engine, { commonName: '平台根', serial: 1, isAuthority: true }, null);
    signer = await makeParty(engine, { commonName: '平台', serial: 2 }, root);
  });
  beforeEach(() => {
    register = memoryRegister();
    records = memoryRecords();
    platform = countersigningPlatform('demo', signer, engine);
    journal = memoryJournal();
    ports = {
      register,
      records,
      history: memoryHistory(register, records, journal),
      platform,
      engine,
      roots: new Map([['demo', decodeCertificate(root.certificate)]]),
      clock: { now: () => new Date('2026-11-22T05:00:00Z') },
      random: (length) => new Uint8Array(length).fill(7),
      concerns: () => Promise.resolve(true),
    };
  });

  function grow(count: number, purpose = '采购合同'): void {
    for (let index = register.rows.length; count > 0; index += 1, count -= 1) {
      const bytes = encodeEntry(sealedEntry(index, { purpose }));
      register.rows.push({ index, bytes, leafHash: leafHash(engine, bytes) });
    }
  }
  const audit = () =>
    auditStore({ register, records, history: ports.history }, { engine, trust: null, roots: ports.roots });

  it('sends new entries once and keeps the platform’s statement on each head', async () => {
    grow(600);
    expect(await uploadRegister(ports)).toEqual({
      ok: true,
      value: { opened: true, sent: 600, size: 600, countersigned: 600 },
    });
    grow(3);
    expect(await uploadRegister(ports)).toMatchObject({ value: { sent: 3, countersigned: 603 } });
    expect(await uploadRegister(ports)).toMatchObject({ value: { sent: 0, countersigned: 603 } });
    expect(platform.entries).toEqual(register.rows.map(({ bytes }) => base64.encode(bytes)));
    expect(platform.requests).toHaveLength(3 + 1 + 1 + 1);
    expect((await keptCountersignatures(records)).map(({ size }) => size)).toEqual([600, 603]);
    expect(await audit()).toMatchObject({
      value: { sound: true, protectedSize: 603, countersigners: [{ platform: 'demo', known: true }] },
    });
  });

  it('waits, and says so, until a holder has opened the register', async () => {
    grow(2);
    const unopened = failure({ code: 'REGISTER_NOT_OPEN' });
    const closed = { ...platform, lastCountersignature: () => Promise.resolve(unopened) };
    expect(await uploadAndTell({ ...ports, platform: closed })).toEqual({
      ok: true,
      value: { opened: false, sent: 0, size: 2, countersigned: 0 },
    });
    expect(await uploadStates(records)).toMatchObject([{ problem: { code: 'REGISTER_NOT_OPEN' } }]);
    await uploadRegister(ports);
    expect(await uploadRegister({ ...ports, platform: closed })).toEqual(unopened);
  });

  it('has nothing to do while the register is empty', async () => {
    expect(await uploadRegister(ports)).toMatchObject({ value: { sent: 0, countersigned: 0 } });
    expect(platform.requests).toEqual([]);
  });

  it('sends only the hash of entries that concern other platforms', async () => {
    grow(2);
    const unreadable = { bytes: Uint8Array.of(1), leafHash: leafHash(engine, Uint8Array.of(1)) };
    register.rows.push({ index: 2, ...unreadable });
    const concerns: UploadPorts['concerns'] = ({ time }) => Promise.resolve(time.includes('03:01'));
    expect(await uploadRegister({ ...ports, concerns })).toMatchObject({ value: { countersigned: 3 } });
    expect(platform.entries).toEqual([
      { leafHash: toHex(register.rows[0]?.leafHash ?? new Uint8Array()) },
      base64.encode(register.rows[1]?.bytes ?? new Uint8Array()),
      { leafHash: toHex(unreadable.leafHash) },
    ]);
  });

  it('loses and doubles nothing, whenever the process dies and however far the platform had got', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(0, 1, 3, 260), fc.nat(25), fc.boolean()), { maxLength: 6 }),
        async (lives) => {
          [register, records, platform] = [
            memoryRegister(),
            memoryRecords(),
            countersigningPlatform('demo', signer, engine),
          ];
          journal = memoryJournal();
          const history = memoryHistory(register, records, journal);
          ports = { ...ports, register, records, history, platform };
          for (const [count, calls, arrives] of lives) {
            grow(count);
            await uploadRegister(dyingAfter(calls, arrives)).catch(() => null);
          }
          const done = await uploadRegister(ports);
          const size = register.rows.length;
          expect(done).toMatchObject({ value: { size, countersigned: size } });
          expect(platform.entries).toEqual(register.rows.map(({ bytes }) => base64.encode(bytes)));
          const contents = new Map<string, string>();
          for (const { key, content } of platform.requests) {
            expect(contents.get(key) ?? content).toBe(content);
            contents.set(key, content);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  /** The process dies at the n-th call of a port: before the call, or right after it when it `arrives`. */
  function dyingAfter(calls: number, arrives: boolean): UploadPorts {
    let left = calls;
    const mortal = <T extends object>(port: T): T =>
      new Proxy(port, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== 'function') return value;
          return async (...args: unknown[]): Promise<unknown> => {
            const dies = left-- <= 0;
            if (dies && !arrives) throw new Error('died');
            const answer: unknown = await Reflect.apply(value, target, args);
            if (dies) throw new Error('died');
            return answer;
          };
        },
      });
    const ofLife = { register: mortal(register), records: mortal(records), platform: mortal(platform) };
    const history = memoryHistory(ofLife.register, ofLife.records, mortal(journal));
    return { ...ports, ...ofLife, history };
  }

  it('is refused on both sides when entries were rewritten or removed since', async () => {
    grow(5);
    await uploadRegister(ports);
    const [kept] = register.rows.splice(2);
    expect(await uploadRegister(ports)).toMatchObject({ error: { code: 'REGISTER_DIFFERS' } });
    if (kept !== undefined) register.rows.push(kept);
    grow(4, '另一用途');
    expect(await uploadRegister(ports)).toMatchObject({ error: { code: 'REGISTER_DIFFERS' } });
    expect(await audit()).toMatchObject({ value: { sound: false, finding: { kind: 'entryAltered' } } });
    // The store has lost everything about the platform except its own id.
    const id = (await records.get('register', 'identity')) ?? '';
    const forgetful = memoryRecords();
    await forgetful.put('register', 'identity', id);
    expect(await uploadRegister({ ...ports, records: forgetful })).toMatchObject({
      error: { code: 'REGISTER_DIFFERS' },
    });
    expect(platform.entries).toHaveLength(5);
  });

  it('continues under another id after a rightful restore, and records the reason', async () => {
    grow(5);
    await uploadRegister(ports);
    register.rows.splice(3);
    grow(1, '恢复之后');
    expect(await uploadRegister(ports)).toMatchObject({ error: { code: 'REGISTER_DIFFERS' } });
    const former = '07'.repeat(16);
    const random = (length: number): Uint8Array => new Uint8Array(length).fill(8);
    const renewed = await renewIdentity('恢复了昨天的备份', { ...ports, store: register, random });
    expect(renewed).toMatchObject({
      value: { index: 4, entry: { act: 'registerRenewed', reference: former, purpose: '恢复了昨天的备份' } },
    });
    const elsewhere = countersigningPlatform('demo', signer, engine);
    for (const { id } of await records.list('register-countersignature')) {
      await records.remove('register-countersignature', id);
    }
    expect(await uploadRegister({ ...ports, platform: elsewhere })).toMatchObject({
      value: { sent: 5, countersigned: 5 },
    });
    expect(elsewhere.heads[0]?.head.registerId).toBe('08'.repeat(16));
    expect(await audit()).toMatchObject({ value: { sound: true, protectedSize: 5 } });
  });

  it('learns the countersigned head from the platform after a restore', async () => {
    grow(5);
    await uploadRegister(ports);
    const identity = (await records.get('register', 'identity')) ?? '';
    const restored = memoryRecords();
    await restored.put('register', 'identity', identity);
    grow(2);
    expect(await uploadRegister({ ...ports, records: restored })).toMatchObject({
      value: { sent: 7, countersigned: 7 },
    });
    expect(platform.entries).toHaveLength(7);
    expect((await keptCountersignatures(restored)).map(({ size }) => size)).toEqual([5, 7]);
  });

  it.each<[string, (said: object) => object]>([
    ['another size', (said) => ({ ...said, size: 4 })],
    ['another root', (said) => ({ ...said, root: '00'.repeat(32) })],
    ['another register', (said) => ({ ...said, registerId: 'other' })],
    ['another platform', (said) => ({ ...said, platform: 'other' })],
    [
      'a time when its certificate was not valid',
      (said) => ({ ...said, countersignedAt: '2031-01-01T00:00:00Z' }),
    ],
  ])('keeps no countersignature for %s', async (_what, lie) => {
    grow(5);
    platform.lie = lie;
    expect(await uploadRegister(ports)).toMatchObject({ error: { code: 'STATEMENT_INVALID' } });
    expect(await keptCountersignatures(records)).toEqual([]);
  });

  it('trusts no platform without a pinned root', async () => {
    grow(1);
    expect(await uploadRegister({ ...ports, roots: new Map() })).toMatchObject({
      error: { code: 'REGISTER_PLATFORM_UNKNOWN' },
    });
  });

  it('leaves its outcome on record, good or bad', async () => {
    grow(2);
    await uploadAndTell(ports);
    const at = '2026-11-22T05:00:00.000Z';
    expect(await uploadStates(records)).toEqual([{ platform: 'demo', at, countersigned: 2, problem: null }]);
    const error = { code: 'PLATFORM_UNREACHABLE', details: { reason: 'ECONNREFUSED' } } as const;
    const cutOff = { ...platform, lastCountersignature: () => Promise.resolve(failure(error)) };
    expect(await uploadAndTell({ ...ports, platform: cutOff })).toEqual(failure(error));
    expect(await uploadStates(records)).toEqual([
      { platform: 'demo', at, countersigned: null, problem: error },
    ]);
  });

  it('finds a countersignature that was changed in the store', async () => {
    grow(1);
    await uploadRegister(ports);
    const [kept] = await records.list('register-countersignature');
    const json = kept?.json.replace(/"signature":"./, '"signature":"_') ?? '';
    await records.put('register-countersignature', kept?.id ?? '', json);
    expect(await audit()).toMatchObject({ value: { finding: { kind: 'countersignatureForged', index: 0 } } });
  });
});
