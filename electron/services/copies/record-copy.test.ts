import { describe, expect, it } from 'vitest';
import { decodeEntry, encodeEntry } from '../../core/register/entry-bytes.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { copyOnRecord, type CopyOnRecord } from './record-copy.ts';

const copy: CopyOnRecord = {
  kind: 'pdf',
  file: '/a/合同.pdf',
  sm3: 'ab'.repeat(32),
  pages: 3,
  person: '张三',
};

async function recorded(
  made: Result<string | null>,
  kind: CopyOnRecord['kind'] = 'pdf',
): Promise<RegisterEntry[]> {
  const kept: RegisterEntry[] = [];
  const recorder = {
    clock: { now: () => new Date('2026-11-29T02:00:00Z') },
    keep: (entry: RegisterEntry) => Promise.resolve(void kept.push(decodeEntry(encodeEntry(entry)))),
  };
  expect(await copyOnRecord({ ...copy, kind }, () => Promise.resolve(made), recorder)).toEqual(made);
  return kept;
}

describe('a copy of a document', () => {
  it.each([
    ['print', 'printed'],
    ['images', 'convertedToImages'],
    ['pdf', 'convertedToPdf'],
  ] as const)('is on record as %s', async (kind, act) => {
    expect(await recorded(success('a'), kind)).toMatchObject([
      {
        ...{ act, result: 'done', time: '2026-11-29T02:00:00.000Z' },
        document: { name: '合同.pdf', sm3Before: copy.sm3, sm3After: null, page: null, pages: 3 },
        people: { user: '张三' },
      },
    ]);
  });

  it('is on record with what made it fail', async () => {
    expect(await recorded(failure({ code: 'COPY_NOT_PRINTED' }))).toMatchObject([
      { result: 'COPY_NOT_PRINTED' },
    ]);
  });

  it('is no act when the person gives it up', async () => {
    expect(await recorded(success(null))).toEqual([]);
  });
});
