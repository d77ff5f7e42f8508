import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import type { RegisteredEntry } from '../../shared/model/register.ts';
import { unwrap } from '../../shared/result.ts';
import { exportRegister } from '../register/export-register.ts';
import { listRegister } from '../register/read-register.ts';
import { exportedView } from './audit-view.ts';
import { exportedLookup, readExportedRegister } from './exported-register.ts';

/** Exports entries as the command does, the newest first. */
async function exported(...numbers: readonly number[]): Promise<Uint8Array> {
  async function* entries(): AsyncGenerator<RegisteredEntry> {
    for (const index of numbers.toReversed()) yield { index, entry: sealedEntry(index) };
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of exportRegister(entries(), { format: 'json', language: 'zh-CN' })) {
    // The next piece lies in the same memory.
    pieces.push(piece.slice());
  }
  return Buffer.concat(pieces);
}

describe('an exported register', () => {
  it('is listed and counted as a register is', async () => {
    const register = readExportedRegister(
      await exported(...Array.from({ length: 1200 }, (_, index) => index)),
    );
    expect(register.findings).toEqual({ size: 1200, missing: [], missingCount: 0, repeats: false });
    const listed = unwrap(await listRegister({ search: '合同-7.pdf' }, exportedLookup(register)));
    expect(listed).toMatchObject({ size: 1200, next: null, entries: [{ index: 7 }] });
    const page = unwrap(await listRegister({ count: 3, before: 600 }, exportedLookup(register)));
    expect([page.next, page.entries.map(({ index }) => index)]).toEqual([597, [599, 598, 597]]);
    expect(await exportedView(register)).toMatchObject({
      ...{ source: 'export', register: null, acts: { seal: { done: 1200, failed: 0 } } },
      exported: { size: 1200 },
    });
  });

  it('shows gaps and repetitions, and no more than that', async () => {
    expect(readExportedRegister(await exported(3, 4, 7, 7)).findings).toEqual({
      ...{ size: 4, missing: [6, 7], missingCount: 2, repeats: true },
    });
    expect(readExportedRegister(utf8Bytes('[]')).findings).toMatchObject({ size: 0, missingCount: 0 });
  });

  it.each([
    ['a table', '序号,时间'],
    ['another JSON', '{"entries":[]}'],
    ['an entry without its facts', '[{"index":0,"entry":{"act":"seal"}}]'],
    ['an entry of an unknown act', JSON.stringify([{ index: 0, entry: { ...sealedEntry(1), act: 'x' } }])],
  ])('is not %s', (_name, text) => {
    expect(() => readExportedRegister(utf8Bytes(text))).toThrow(
      expect.objectContaining({ code: 'AUDIT_SOURCE_UNKNOWN' }),
    );
  });
});
