import { describe, expect, it } from 'vitest';
import { encodeEntry } from '../../core/register/entry-bytes.ts';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import { lossNotice } from '../../shared/texts/loss-notice.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { memoryRegister } from '../register/fixtures/memory-register.ts';
import { LOST, lossWorld } from './fixtures/loss-world.ts';
import {
  mergeKnownSeals,
  sealsOfFiles,
  sealsOfRegister,
  sealsOfTokens,
  knownSeals,
  noteSeenSeals,
  seenSealRecords,
} from './known-seals.ts';
import { monthsBefore, recentCounterparts, reportLoss } from './report-loss.ts';
import { GUANGXI } from '../../core/policy/profiles/guangxi.ts';

const SUBJECT = String.raw`CN=示例\, 公司,serialNumber=914403000000000018,O=示例`;

const token = (seals: readonly { esId: string; name: string; history?: boolean }[]): TokenInfo =>
  ({
    serial: 'T1',
    certificates: [{ subject: SUBJECT, usable: true }],
    seals: seals.map((seal) => ({ history: false, ...seal })),
  }) as unknown as TokenInfo;

const NAMED = { holderName: '示例, 公司', holderCode: '914403000000000018', tokenSerial: 'T1' };

describe('The seals that a computer knows', () => {
  it('include those on its keys, without former and damaged ones, with the holder from the certificate', () => {
    const seals = [
      { esId: 'A', name: '公章' },
      { esId: 'B', name: '旧章', history: true },
      { esId: '', name: '坏' },
    ];
    expect(sealsOfTokens([token(seals)])).toEqual([
      { esId: 'A', sealName: '公章', ...NAMED, source: 'token' },
    ]);
  });

  it('are remembered after their key is gone, and are listed once', async () => {
    const seen = seenSealRecords(memoryRecords());
    const tokens = [token([{ esId: 'A', name: '公章' }])];
    await noteSeenSeals(tokens, seen);
    const ports = { seen, register: memoryRegister() };
    expect(await knownSeals([], [], ports)).toEqual([
      { esId: 'A', sealName: '公章', ...NAMED, source: 'seen' },
    ]);
    expect(await knownSeals(tokens, [], ports)).toHaveLength(1);
  });

  it('come from the register too, and a less sure source adds what the surer one lacks', () => {
    const [used] = sealsOfRegister([{ index: 0, entry: sealedEntry(0) }]);
    expect(used).toMatchObject({ source: 'register', esId: sealedEntry(0).seal?.esId });
    const file = {
      esId: 'A',
      sealName: '公章',
      holderName: '',
      holderCode: null,
      tokenSerial: null,
    } as const;
    const merged = mergeKnownSeals([
      [{ ...file, source: 'file' }],
      [{ esId: 'A', sealName: '公章', ...NAMED, source: 'register' }],
    ]);
    expect(merged).toEqual([{ esId: 'A', sealName: '公章', ...NAMED, source: 'register' }]);
  });

  it('leave out a file that holds no seal', () => {
    expect(sealsOfFiles([{ name: 'x.esl', bytes: Uint8Array.of(1, 2, 3) }])).toEqual([]);
  });
});

describe('The counterparts of a lost seal', () => {
  const seal = sealedEntry(0).seal ?? { esId: '', name: '' };
  const use = (time: string, counterpart: string | null, change = {}) =>
    sealedEntry(0, { time, counterpart, ...change });

  it('are those of its uses since a day, the latest first, each once', async () => {
    const entries = [
      use('2026-03-01T00:00:00.000Z', '甲公司'),
      use('2026-10-01T00:00:00.000Z', '乙公司'),
      use('2026-11-01T00:00:00.000Z', '甲公司'),
      use('2025-10-01T00:00:00.000Z', '旧公司'),
      use('2026-11-02T00:00:00.000Z', '丙公司', { result: 'PIN_WRONG' }),
      use('2026-11-03T00:00:00.000Z', '丁公司', { seal: { esId: 'OTHER', name: seal.name } }),
      use('2026-11-04T00:00:00.000Z', null),
    ];
    const since = monthsBefore(new Date('2026-11-22T00:00:00Z'), 12).toISOString();
    const register = memoryRegister();
    for (const [index, entry] of entries.entries()) {
      await register.append({ index, bytes: encodeEntry(entry), leafHash: new Uint8Array(32) });
    }
    const wanted = { esId: seal.esId, sealName: seal.name };
    expect(await recentCounterparts(wanted, since, register)).toEqual([
      { name: '甲公司', lastUse: '2026-11-01T00:00:00.000Z', uses: 2 },
      { name: '乙公司', lastUse: '2026-10-01T00:00:00.000Z', uses: 1 },
    ]);
    const byName = await recentCounterparts({ ...wanted, esId: null }, since, register);
    expect(byName.map(({ name }) => name)).toEqual(['丁公司', '甲公司', '乙公司']);
  });

  it('receive the seal, number, time and contact in both languages', async () => {
    const { ports } = lossWorld(GUANGXI);
    const reported = await reportLoss(LOST, ports);
    if (!reported.ok) throw new Error(reported.error.code);
    const facts = [
      '示例公司公章',
      'SEAL-1',
      '2026-11-22 09:41',
      reported.value.localNumber,
      '0755-0000 0001',
      '甲公司',
    ];
    for (const language of ['zh-CN', 'en'] as const) {
      const text = lossNotice(reported.value, ['甲公司'], language);
      expect(facts.filter((fact) => !text.includes(fact))).toEqual([]);
    }
    expect(lossNotice(reported.value, [], 'zh-CN')).toContain('有关单位：');
  });
});
