import { describe, expect, it } from 'vitest';
import { maskName } from '../../shared/model/personal-data.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { maskEnded } from './mask-ended.ts';

const NOW = new Date('2026-11-22T00:00:00.000Z');
const clock = { now: () => NOW };
const person = { name: '张三', role: 'keeper', contact: '13800001234' };

const report = (id: string, changes: object = {}) => ({
  ...{ id, localNumber: `L-${id}`, platformId: null, esId: 'E1', sealName: '公章', holderName: '示例企业' },
  ...{ holderCode: null, tokenSerial: null, reporter: person, what: '', lostAt: null },
  reportedAt: '2026-01-01T00:00:00.000Z',
  ...{ received: null, refused: null, withdrawal: null, secret: null },
  ...changes,
});
const withdrawn = (askedAt: string) => ({
  received: { number: 'N1', receivedAt: askedAt, state: 'withdrawn', checkedAt: askedAt },
  withdrawal: { reason: '找回', askedAt, state: 'approved', decisionReason: null },
});

describe('The person of a loss report', () => {
  it('is masked half a year after the report has ended, once, and never before', async () => {
    const records = memoryRecords();
    const kept = {
      old: report('old', withdrawn('2026-05-01T00:00:00.000Z')),
      recent: report('recent', withdrawn('2026-10-01T00:00:00.000Z')),
      standing: report('standing'),
    };
    for (const [id, value] of Object.entries(kept))
      await records.put('lossReport', id, JSON.stringify(value));
    expect([await maskEnded(records, clock), await maskEnded(records, clock)]).toEqual([1, 0]);
    const after = async (id: string): Promise<unknown> =>
      JSON.parse((await records.get('lossReport', id)) ?? 'null');
    expect(await after('old')).toMatchObject({
      ...{ id: 'old', sealName: '公章', received: { number: 'N1', state: 'withdrawn' } },
      reporter: { name: '张**', role: 'keeper', contact: '138****34' },
    });
    expect([await after('recent'), await after('standing')]).toEqual([kept.recent, kept.standing]);
  });
});

describe('A masked name', () => {
  it.each([
    ['张三', '张**'],
    ['欧阳 修', '欧**'],
    ['𠮷田', '𠮷**'],
    ['张**', '张**'],
    [' ', ''],
  ])('of %j is %j', (name, expected) => {
    expect(maskName(name)).toBe(expected);
  });
});
