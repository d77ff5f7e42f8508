import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { encodeEntry } from '../../core/register/entry-bytes.ts';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { sheetFile } from '../sheets/write-sheet.ts';
import type { RegisterStore } from './register-store.ts';
import { useSheet } from './use-sheet.ts';

const office = { contractNumber: 'HT-2026-017', copies: 4, department: '采购部', requestNumber: 'OA-88' };

/** A store that hands out everything: each entry is judged by its own bytes. */
function storeOf(entries: readonly RegisterEntry[]): Pick<RegisterStore, 'find'> {
  const stored = entries.map((entry, index) => ({
    index,
    bytes: encodeEntry(entry),
    leafHash: new Uint8Array(32),
  }));
  return { find: ({ from = 0 }) => Promise.resolve(stored.filter(({ index }) => index >= from)) };
}

async function wholeOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const whole: Uint8Array[] = [];
  for await (const piece of pieces) whole.push(piece);
  return Buffer.concat(whole);
}

const SHEET = [
  sealedEntry(0, { office }),
  sealedEntry(1, { result: 'PIN_INCORRECT' }),
  sealedEntry(2, { act: 'pinChange' }),
  sealedEntry(3, { purpose: '=1+1' }),
];
const made = SHEET[3]?.document?.sm3After ?? null;
const voidOf = sealedEntry(4, { act: 'voided', voids: made, document: null });

describe('the sheet of seal uses', () => {
  it('has a row for each use that made a file, with what offices keep and what is void', async () => {
    const { heading, columns, rows } = await useSheet({}, 'zh-CN', storeOf([...SHEET, voidOf]));
    expect(heading[0]).toBe('用印登记表');
    const titles = columns.map(({ title }) => title);
    const cell = (row: number, title: string) => rows[row]?.[titles.indexOf(title)];
    expect(rows.map(([number]) => number)).toEqual([1, 4]);
    expect(['合同编号', '份数', '承办部门', 'OA 单号'].map((title) => cell(0, title))).toEqual(
      Object.values(office),
    );
    expect(cell(1, '合同编号')).toBeNull();
    expect(cell(1, '备注')).toBe('已作废');
  });

  it('leaves out what was used on other days', async () => {
    const at = SHEET[0]?.time ?? '';
    const before = new Date(Date.parse(at) - 1).toISOString();
    expect((await useSheet({ to: before }, 'en', storeOf(SHEET))).rows).toEqual([]);
  });

  it('is a workbook whose texts are no formulas', async () => {
    const files = unzipSync(
      await wholeOf(sheetFile(await useSheet({}, 'zh-CN', storeOf(SHEET)), () => Promise.resolve())),
    );
    const read = (pattern: RegExp): string =>
      Object.entries(files)
        .filter(([path]) => pattern.test(path))
        .map(([, bytes]) => strFromU8(bytes))
        .join('');
    const all = read(/\.xml$/);
    expect(all).toContain('HT-2026-017');
    expect(all).toContain('=1+1');
    expect(all).not.toMatch(/<f[ >]/);
    expect(read(/sheet1\.xml$/)).toContain('<mergeCell');
  });
});
