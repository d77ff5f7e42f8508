import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toHex, utf8Text } from '../../core/bytes/encodings.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { NO_ENTERPRISE_RULES } from '../../shared/model/enterprise-rules.ts';
import type { HandoverRemarks } from '../../shared/model/post-handover.ts';
import { unwrap } from '../../shared/result.ts';
import { savePreset } from '../presets/presets.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { memoryHistory } from '../register/fixtures/memory-history.ts';
import { memoryRegister } from '../register/fixtures/memory-register.ts';
import { listRegister } from '../register/read-register.ts';
import { recordReturn, recordTaking } from '../register/record-by-hand.ts';
import { completeHandover, type CompletionPorts } from './complete-handover.ts';
import { beginHandover, dropHandover, type HandoverStart, viewHandover } from './post-handover.ts';

const KEY = { serial: 'T1', manufacturer: 'maker', label: '云帆科技', seals: ['公章', '合同专用章'] };
const START: HandoverStart = {
  ...{ from: '王小敏', to: '李小强', witness: '赵主任' },
  ...{ post: '印章保管人', reason: '岗位调整', keys: [KEY] },
};
const ORDER = { remarks: {}, path: '/out/交接清单.html', language: 'zh-CN' } as const;

describe('a handover', () => {
  let engine: SmEngine;
  let now: Date;
  let pinChange: Date | null;
  let files: Map<string, Uint8Array>;
  let ports: CompletionPorts;

  beforeAll(async () => {
    engine = await loadSmEngine();
  });
  beforeEach(() => {
    now = new Date('2026-11-29T02:00:00.000Z');
    pinChange = new Date('2026-11-01T02:00:00.000Z');
    files = new Map();
    const [store, records] = [memoryRegister(), memoryRecords()];
    const clock = { now: () => now };
    ports = {
      records,
      recording: { store, engine, clock, history: memoryHistory(store, records) },
      approvals: {
        ...{ records, engine, clock },
        rulesOf: async () => ({ policy: null, enterprise: NO_ENTERPRISE_RULES }),
      },
      pinHistory: { lastChange: () => pinChange, note: () => Promise.resolve() },
      random: (length) => new Uint8Array(length).fill(0xab),
      writeNew: (all) => all.forEach(([path, bytes]) => files.set(path, bytes)),
      readFonts: () => {
        throw new Error('a list in HTML needs no fonts');
      },
    };
  });
  const begin = async () => unwrap(await beginHandover(START, ports));
  const complete = (remarks: HandoverRemarks = {}) => completeHandover({ ...ORDER, remarks }, ports);
  const list = (): Uint8Array => files.get(ORDER.path) ?? new Uint8Array();
  const changePin = (): void => {
    now = new Date('2026-11-29T03:00:00.000Z');
    pinChange = now;
  };

  it('counts a PIN as changed only since it has begun', async () => {
    expect((await begin()).keys).toMatchObject([{ serial: 'T1', pinChangedAt: null, takenBy: null }]);
    changePin();
    expect(unwrap(await viewHandover(ports))?.keys).toMatchObject([
      { pinChangedAt: '2026-11-29T03:00:00.000Z' },
    ]);
  });

  it('is not completed while a key is with somebody or its PIN is unchanged', async () => {
    const handed = { tokenSerial: 'T1', user: '孙某', purpose: '' };
    unwrap(await recordTaking(handed, ports.recording));
    await begin();
    changePin();
    const refused = { ok: false, error: { code: 'HANDOVER_UNFINISHED', details: { keys: 'T1' } } };
    expect(await complete()).toMatchObject(refused);
    unwrap(await recordReturn(handed, ports.recording));
    pinChange = null;
    expect(await complete()).toMatchObject(refused);
    expect(await complete({ T1: '  ' })).toMatchObject(refused);
    expect(files.size).toBe(0);
    changePin();
    expect(await complete()).toMatchObject({ ok: true });
  });

  it('says on the list why a key is left, and on no list what the PIN is', async () => {
    await begin();
    unwrap(await complete({ T1: '口令须向平台申请修改' }));
    const text = utf8Text(list());
    for (const words of ['JJ20261129-ABABABAB', '王小敏', '李小强', '赵主任', '合同专用章', '口令未修改']) {
      expect(text).toContain(words);
    }
    expect(text).toContain('说明：口令须向平台申请修改');
    expect(text).toContain('不写入本清单');
  });

  it('is one act of the register, with its three people and the hash of the list', async () => {
    await begin();
    changePin();
    const target = { kind: 'place', page: 1, xMm: 1, yMm: 1 } as const;
    const preset = { name: '合同用印', seals: [{ seal: { by: 'name', name: '公章' }, target }] } as const;
    unwrap(await savePreset(preset, false, ports.records));
    expect(unwrap(await complete())).toEqual({
      number: 'JJ20261129-ABABABAB',
      files: ['交接清单.html', '交接清单.sealpresets'],
    });
    const { entries } = unwrap(await listRegister({ act: 'handedOver' }, ports.recording.store));
    expect(entries).toMatchObject([
      {
        entry: {
          act: 'handedOver',
          result: 'done',
          purpose: '印章保管人：岗位调整',
          tokenSerial: 'T1',
          people: { applicant: '王小敏', keeper: '李小强', approver: '赵主任', user: null },
          reference: 'JJ20261129-ABABABAB',
          document: { name: '交接清单.html', sm3Before: toHex(engine.sm3(list())) },
        },
      },
    ]);
    expect(unwrap(await viewHandover(ports))).toBeNull();
  });

  it('remains under way when its list cannot be written', async () => {
    await begin();
    changePin();
    const failing = {
      ...ports,
      writeNew: () => {
        throw new Error('disk');
      },
    };
    await expect(completeHandover(ORDER, failing)).rejects.toThrow('disk');
    expect(unwrap(await viewHandover(ports))?.handover.from).toBe('王小敏');
    expect(unwrap(await listRegister({ act: 'handedOver' }, ports.recording.store)).entries).toEqual([]);
  });

  it.each([
    ['two people of one name', { to: ' 王小敏 ' }],
    ['a witness who takes over', { witness: '李小强' }],
  ])('is refused for %s', async (_what, people) => {
    expect(await beginHandover({ ...START, ...people }, ports)).toMatchObject({
      error: { code: 'HANDOVER_SAME_PERSON' },
    });
  });

  it('is one at a time, until it is dropped', async () => {
    await begin();
    expect(await beginHandover(START, ports)).toMatchObject({ error: { code: 'HANDOVER_UNDER_WAY' } });
    unwrap(await dropHandover(ports));
    expect(await dropHandover(ports)).toMatchObject({ error: { code: 'HANDOVER_NOT_BEGUN' } });
    expect(await complete()).toMatchObject({ error: { code: 'HANDOVER_NOT_BEGUN' } });
    await begin();
  });
});
