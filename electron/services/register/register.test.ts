import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { checkpointBytes } from '../../core/register/checkpoint.ts';
import { encodeEntry } from '../../core/register/entry-bytes.ts';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import { leafHash } from '../../core/register/merkle-tree.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { decodeSignature } from '../../core/sm/signature-encoding.ts';
import { messageDigest } from '../../core/sm/message-signature.ts';
import { makeParty, type Party } from '../../core/verification/fixtures/mini-authority.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import { failure, success } from '../../shared/result.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import type { DigestSignRequest, TokenPort } from '../ports/tokens.ts';
import { actOnRecord } from './acts-on-record.ts';
import { exportRegister } from './export-register.ts';
import type { RecordStore } from '../records/records.ts';
import { memoryHistory } from './fixtures/memory-history.ts';
import type { RegisterHistory } from './register-history.ts';
import { memoryRegister, type MemoryRegister } from './fixtures/memory-register.ts';
import { entriesWhere, findSealedFile } from './find-entries.ts';
import { auditStore, listRegister } from './read-register.ts';
import { recordReturn, recordTaking, recordVoid } from './record-by-hand.ts';
import { recordEntry, type RecordingPorts } from './record-entry.ts';
import type { CheckpointKey } from './sign-checkpoint.ts';

const clock = { now: () => new Date('2026-11-22T05:00:00Z') };

describe('The register', () => {
  let engine: SmEngine;
  let holder: Party;
  let store: MemoryRegister;
  let records: RecordStore;
  let history: RegisterHistory;
  let ports: RecordingPorts;
  beforeAll(async () => {
    engine = await loadSmEngine();
    holder = await makeParty(engine, { commonName: '样例单位', serial: 1 }, null);
  });
  const audit = () =>
    auditStore({ register: store, records, history }, { engine, trust: null, roots: new Map() });
  beforeEach(() => {
    [store, records] = [memoryRegister(), memoryRecords()];
    history = memoryHistory(store, records);
    ports = { store, engine, clock, history };
  });
  const recordAll = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) await recordEntry(sealedEntry(index), ports);
  };

  it('is damaged when an index of its database hides entries', async () => {
    await recordAll(2);
    store = { ...store, lookupsAgree: () => Promise.resolve(false) };
    expect(await audit()).toMatchObject({ ok: false, error: { code: 'STORE_DAMAGED' } });
  });

  it('keeps an unsigned checkpoint for each completed use, and for no other act', async () => {
    await recordEntry(sealedEntry(0), ports);
    await recordEntry(sealedEntry(1, { result: 'PIN_WRONG' }), ports);
    await recordEntry(sealedEntry(2, { act: 'pinChange', document: null }), ports);
    expect(store.kept.map(({ size, certificate, signature }) => [size, certificate, signature])).toEqual([
      [1, null, null],
    ]);
    expect(await audit()).toMatchObject({
      value: { size: 3, checkpoints: 1, signedCheckpoints: 0, sound: true },
    });
  });

  /** A token that holds one key of the holder and accepts only this PIN. */
  const PIN = utf8Bytes('123456');
  const tokenOf = (answer: (request: DigestSignRequest) => Promise<Uint8Array>): TokenPort => ({
    list: () => Promise.resolve({ tokens: [], failures: [] }),
    signDigest: async (request) =>
      request.pin === PIN
        ? success({ value: await answer(request), profile: null })
        : failure({ code: 'PIN_WRONG' }),
  });
  const keyOf = (tokens: CheckpointKey['tokens'], pin: Uint8Array | null = PIN): CheckpointKey => {
    const address = { module: 'm', serial: 'T1' };
    return { tokens, address, certificate: holder.certificate, pin };
  };
  const signMessage = async ({ message }: DigestSignRequest): Promise<Uint8Array> =>
    decodeSignature(await holder.sign(message?.tbs ?? new Uint8Array())).value;

  it('has its checkpoint signed by the key that served, whatever the act', async () => {
    const digests: string[] = [];
    const tokens = tokenOf(async (request) => {
      digests.push(toHex(request.digest));
      return signMessage(request);
    });
    await recordEntry(sealedEntry(0), ports, keyOf(tokens));
    await recordEntry(sealedEntry(1, { act: 'pinChange', document: null }), ports, keyOf(tokens));
    expect(await audit()).toMatchObject({ value: { signedCheckpoints: 2, sound: true } });
    const publicKey = decodeCertificate(holder.certificate).publicKey.octets;
    expect(digests).toEqual(
      store.kept.map((each) => toHex(messageDigest(engine, publicKey, checkpointBytes(each)))),
    );
    store.rows.pop();
    expect(await audit()).toMatchObject({ value: { finding: { kind: 'shortened' } } });
  });

  it.each<[string, CheckpointKey['tokens']['signDigest']]>([
    ['does not sign', () => Promise.resolve(failure({ code: 'TOKEN_REMOVED' }))],
    ['breaks', () => Promise.reject(new Error('the host is gone'))],
    [
      'signs with another key',
      () => Promise.resolve(success({ value: new Uint8Array(64).fill(7), profile: null })),
    ],
  ])('keeps the entry with an unsigned checkpoint when the key %s', async (_, signDigest) => {
    const recorded = await recordEntry(sealedEntry(0), ports, keyOf({ signDigest }));
    expect([recorded.ok, store.kept]).toEqual([true, [expect.objectContaining({ signature: null })]]);
    expect(await audit()).toMatchObject({ value: { signedCheckpoints: 0, sound: true } });
  });

  it('appends at the next place when another process was first', async () => {
    let inTheWay = 3;
    const crowded = {
      ...store,
      size: async () => {
        const size = await store.size();
        const bytes = encodeEntry(sealedEntry(size));
        if (inTheWay-- > 0) await store.append({ index: size, bytes, leafHash: new Uint8Array(32) });
        return size;
      },
    };
    expect(await recordEntry(sealedEntry(9), { ...ports, store: crowded })).toMatchObject({
      value: { index: 3 },
    });
  });

  it('returns the reason why an entry could not be kept', async () => {
    const append = () => Promise.reject(new CodedError('STORE_UNWRITABLE'));
    const outcome = await recordEntry(sealedEntry(0), { ...ports, store: { ...store, append } });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'STORE_UNWRITABLE' } });
  });

  it('is listed newest first, across pages, narrowed by words, time, seal, act and result', async () => {
    for (let index = 0; index < 1005; index += 1) {
      const bytes = encodeEntry(sealedEntry(index));
      store.rows.push({ index, bytes, leafHash: leafHash(engine, bytes) });
    }
    await recordEntry(sealedEntry(5, { purpose: 'Lease', result: 'CANCELLED' }), ports);
    const indexes = async (query: Parameters<typeof listRegister>[0]): Promise<number[]> => {
      const listed = await listRegister(query, store);
      return listed.ok ? listed.value.entries.map(({ index }) => index) : [];
    };
    expect((await indexes({})).slice(0, 2)).toEqual([1005, 1004]);
    expect(await indexes({ count: 2000 })).toHaveLength(1006);
    expect(await listRegister({ count: 3, act: 'seal' }, store)).toMatchObject({ value: { next: 1003 } });
    expect(await indexes({ count: 2, before: 1003 })).toEqual([1002, 1001]);
    expect(await listRegister({ count: 2, before: 2 }, store)).toMatchObject({ value: { next: null } });
    expect(await indexes({ search: ' lease ' })).toEqual([1005]);
    expect(await indexes({ result: 'refused' })).toEqual([1005]);
    expect(await indexes({ act: 'sign' })).toEqual([]);
    expect(await indexes({ esId: 'OTHER' })).toEqual([]);
    expect(await indexes({ search: '合同-7.pdf', from: '2026-11-22T03:07:00Z' })).toEqual([7]);
    expect(await indexes({ search: '合同-7.pdf', to: '2026-11-22T03:06:59Z' })).toEqual([]);
  });

  it('lists unreadable entries by their index and shows the others', async () => {
    await recordAll(2);
    store.rows[0] = { index: 0, bytes: Uint8Array.of(0), leafHash: new Uint8Array(32) };
    expect(await listRegister({}, store)).toMatchObject({
      value: { size: 2, entries: [{ index: 1 }], unreadable: [0] },
    });
  });

  it('holds acts of a token with their outcome, and void files', async () => {
    const recorder = {
      clock,
      keep: async (entry: Parameters<typeof recordEntry>[0]) => {
        await recordEntry(entry, ports);
      },
    };
    await recordEntry(sealedEntry(1), ports);
    const sm3 = '1f'.repeat(32);
    await actOnRecord(
      'pinChange',
      { tokenSerial: 'T1' },
      () => Promise.resolve(failure({ code: 'PIN_WRONG' })),
      recorder,
    );
    await actOnRecord('pinUnblock', { tokenSerial: 'T1' }, () => Promise.resolve(success(null)), recorder);
    await recordVoid({ sm3, reason: '合同取消', received: '' }, ports);
    const listed = await listRegister({}, store);
    const entries = listed.ok ? listed.value.entries : [];
    expect(entries.map(({ entry }) => [entry.act, entry.result, entry.tokenSerial, entry.voids])).toEqual([
      ['voided', 'done', null, sm3],
      ['pinUnblock', 'done', 'T1', null],
      ['pinChange', 'PIN_WRONG', 'T1', null],
      ['seal', 'done', 'DEMO0001', null],
    ]);
    expect(await findSealedFile(sm3, store)).toMatchObject({ index: 0, name: '合同-1.pdf', voided: true });
    expect(await recordVoid({ sm3, reason: '又一次', received: '' }, ports)).toMatchObject({
      error: { code: 'REGISTER_VOID_ALREADY' },
    });
    expect(await recordVoid({ sm3: '00'.repeat(32), reason: '无', received: '' }, ports)).toMatchObject({
      error: { code: 'REGISTER_ENTRY_NOT_FOUND' },
    });
    expect(await listRegister({}, store)).toMatchObject({ value: { voided: [sm3], size: 4 } });
    expect(await findSealedFile('00'.repeat(32), store)).toBeNull();
  });

  it('knows who has taken a shared token', async () => {
    const handover = { tokenSerial: 'T1', user: ' 张三 ', purpose: '外出签约' };
    expect(await recordReturn(handover, ports)).toMatchObject({
      error: { code: 'REGISTER_TOKEN_NOT_TAKEN' },
    });
    expect(await recordTaking(handover, ports)).toMatchObject({
      value: { entry: { purpose: '外出签约', people: { user: '张三' } } },
    });
    expect(await recordTaking({ ...handover, user: '李四' }, ports)).toMatchObject({
      error: { code: 'REGISTER_TOKEN_TAKEN', details: { user: '张三' } },
    });
    const since = '2026-11-22T05:00:00.000Z';
    expect(await listRegister({}, store)).toMatchObject({
      value: { taken: [{ tokenSerial: 'T1', user: '张三', since }] },
    });
    await recordReturn({ ...handover, purpose: '' }, ports);
    expect(await listRegister({ act: 'tokenReturned' }, store)).toMatchObject({
      value: { taken: [], entries: [{ entry: { purpose: null, people: { user: '张三' } } }] },
    });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', '＝1', '＠x'])(
    'is exported so that no spreadsheet runs %j',
    async (purpose) => {
      expect(await exported(sealedEntry(0, { purpose }))).toContain(`,"'${purpose}",`);
    },
  );

  it('is exported with quotes and line ends as in RFC 4180', async () => {
    const csv = await exported(sealedEntry(0, { purpose: 'a "b",\nc', counterpart: null }));
    expect(csv.codePointAt(0)).toBe(0xfeff);
    expect(csv).toContain(',"a ""b"",\nc",,张三,,李四,,,,,,,,未取得,,,,,,,,,\r\n');
  });

  it('is exported in pieces that make one JSON text', async () => {
    expect(await exportedAs('json')).toBe('[]\n');
    await recordAll(200);
    const entries = Array.from({ length: 200 }, (_, index) => ({ index, entry: sealedEntry(index) }));
    const text = await exportedAs('json');
    expect(JSON.parse(text)).toEqual(entries);
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
  });

  const exportedAs = async (format: 'csv' | 'json'): Promise<string> => {
    const pieces: Uint8Array[] = [];
    const entries = entriesWhere({}, 'oldest', store);
    for await (const piece of exportRegister(entries, { format, language: 'zh-CN' }))
      pieces.push(Uint8Array.from(piece));
    return pieces.map(utf8TextWithMark).join('');
  };
  const utf8TextWithMark = (bytes: Uint8Array): string =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const exported = async (entry: Parameters<typeof recordEntry>[0]): Promise<string> => {
    await recordEntry(entry, ports);
    return exportedAs('csv');
  };
});
