import { expect, it } from 'vitest';
import type { BatchOutcome, BatchRow } from '../../../../electron/shared/model/verification-batch.ts';
import { countRows, shownRows, type BatchQuestion } from './batch-rows.ts';

function row(number: number, name: string, outcome: Partial<BatchOutcome> | null): BatchRow {
  const plain: BatchOutcome = {
    ...{ verdict: 'valid', isDoubtful: false, error: null, signatures: 1 },
    ...{ note: { 'zh-CN': '1 个签章有效', en: '1 seal valid' }, signers: ['CN=甲公司,C=CN'] },
  };
  const state = outcome === null ? 'waiting' : 'done';
  const made = outcome === null ? null : { ...plain, ...outcome };
  return { id: `${number}`, number, name, folder: '/合同/2026', state, outcome: made };
}

const rows = [
  row(1, '合同10.pdf', {}),
  row(2, '合同9.pdf', { verdict: 'invalid', note: { 'zh-CN': '内容已改变', en: 'Changed' }, signatures: 3 }),
  row(3, '合同1.pdf', { verdict: 'error', signers: [], signatures: 0 }),
  row(4, '合同2.pdf', { isDoubtful: true }),
  row(5, '合同3.pdf', null),
];
const question: BatchQuestion = {
  ...{ filter: 'all', words: '', order: { column: null, descending: false }, language: 'zh-CN' },
};
const numbers = (asked: Partial<BatchQuestion>): number[] =>
  shownRows(rows, { ...question, ...asked }).map(({ number }) => number);

it('Rows are counted and filtered by verdict, and by words in name, folder, signer and note', () => {
  expect(countRows(rows)).toEqual({
    ...{ all: 5, invalid: 1, error: 1, indeterminate: 0, unsigned: 0, valid: 2, open: 1 },
  });
  expect(numbers({ filter: 'valid' })).toEqual([1, 4]);
  expect(numbers({ filter: 'open' })).toEqual([5]);
  expect(numbers({ words: '甲公司 改变' })).toEqual([2]);
  expect(numbers({ words: '合同10' })).toEqual([1]);
  expect(numbers({ words: '乙' })).toEqual([]);
});

it('The worst verdicts come first, a void file before other valid ones, numbers in names count as numbers', () => {
  expect(numbers({ order: { column: 'verdict', descending: false } })).toEqual([2, 3, 4, 1, 5]);
  expect(numbers({ order: { column: 'file', descending: false } })).toEqual([3, 4, 5, 2, 1]);
  expect(numbers({ order: { column: 'count', descending: true } })).toEqual([2, 1, 4, 3, 5]);
  expect(numbers({ order: { column: 'signers', descending: true } })).toEqual([1, 2, 4, 3, 5]);
  expect(numbers({})).toEqual([1, 2, 3, 4, 5]);
});
